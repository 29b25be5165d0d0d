# Templates become C: one function a page, in one file. The stamp is the C file, which is always written anew;
# the header is left alone when no page came or went.
template_files = \
  templates/api.html \
  templates/bookmarks.html \
  templates/compose.html \
  templates/delete.html \
  templates/edit.html \
  templates/error.html \
  templates/fans.html \
  templates/history.html \
  templates/home.html \
  templates/keyboard.html \
  templates/landing.html \
  templates/login.html \
  templates/people.html \
  templates/profile.html \
  templates/public.html \
  templates/settings.html \
  templates/settings_account.html \
  templates/settings_appearance.html \
  templates/settings_password.html \
  templates/settings_profile.html \
  templates/settings_sessions.html \
  templates/settings_tokens.html \
  templates/signup.html \
  templates/text.html \
  templates/token_made.html \
  templates/tweet.html \
  templates/partials/acts.html \
  templates/partials/composer.html \
  templates/partials/composer_more.html \
  templates/partials/csrf.html \
  templates/partials/excess.html \
  templates/partials/face.html \
  templates/partials/follow.html \
  templates/partials/foot.html \
  templates/partials/head.html \
  templates/partials/icons.html \
  templates/partials/mark.html \
  templates/partials/nav.html \
  templates/partials/once.html \
  templates/partials/pager.html \
  templates/partials/people.html \
  templates/partials/person.html \
  templates/partials/reply_line.html \
  templates/partials/settings_nav.html \
  templates/partials/text_box.html \
  templates/partials/text_count.html \
  templates/partials/tweet.html \
  templates/partials/tweets.html
# What the page of the API says is docs/api.md.
api_text = docs/partials/api_text.html
nodist_liblinnet_a_SOURCES += app/view/templates.c
BUILT_SOURCES += app/view/templates.h
CLEANFILES += $(api_text) app/view/templates.c app/view/templates.h
EXTRA_DIST += $(template_files) templates/README.md tools/templates.py tools/html_context.py tools/api_page.py
app/view/templates.c: $(template_files) $(api_text) templates/messages.en tools/templates.py tools/html_context.py
	$(AM_V_GEN)$(MKDIR_P) app/view && $(PYTHON) -B $(srcdir)/tools/templates.py --source $@ \
	  --header app/view/templates.h --messages $(srcdir)/templates/messages.en --root $(srcdir) $(template_files) \
	  $(abs_builddir)/$(api_text)
$(api_text): $(srcdir)/docs/api.md $(srcdir)/tools/api_page.py
	$(AM_V_GEN)$(PYTHON) -B $(srcdir)/tools/api_page.py $(srcdir)/docs/api.md $@
app/view/templates.h: app/view/templates.c
	@test -f $@ || { rm -f app/view/templates.c; $(MAKE) $(AM_MAKEFLAGS) app/view/templates.c; }
