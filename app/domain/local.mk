# Sources of app/domain.
liblinnet_a_SOURCES += \
  app/domain/account.c \
  app/domain/account.h \
  app/domain/events.c \
  app/domain/events.h \
  app/domain/follow.c \
  app/domain/follow.h \
  app/domain/gate.c \
  app/domain/gate.h \
  app/domain/idempotency.c \
  app/domain/idempotency.h \
  app/domain/import.c \
  app/domain/import.h \
  app/domain/invitation.c \
  app/domain/invitation.h \
  app/domain/listing.c \
  app/domain/listing.h \
  app/domain/login_guard.c \
  app/domain/login_guard.h \
  app/domain/keyset.c \
  app/domain/keyset.h \
  app/domain/password.c \
  app/domain/password.h \
  app/domain/password_common.h \
  app/domain/profile.c \
  app/domain/profile.h \
  app/domain/profile_rules.c \
  app/domain/profile_rules.h \
  app/domain/richtext.c \
  app/domain/richtext.h \
  app/domain/richtext_address.c \
  app/domain/richtext_class.h \
  app/domain/richtext_find.h \
  app/domain/richtext_host.c \
  app/domain/richtext_html.c \
  app/domain/richtext_mark.c \
  app/domain/richtext_measure.c \
  app/domain/richtext_url.c \
  app/domain/richtext_word.c \
  app/domain/session.c \
  app/domain/session.h \
  app/domain/sweep.c \
  app/domain/sweep.h \
  app/domain/text_diff.c \
  app/domain/text_diff.h \
  app/domain/timeline.c \
  app/domain/timeline.h \
  app/domain/token.c \
  app/domain/token.h \
  app/domain/tweet.c \
  app/domain/tweet.h \
  app/domain/tweet_cards.c \
  app/domain/tweet_cards.h \
  app/domain/tweet_edit.c \
  app/domain/tweet_edit.h \
  app/domain/tweet_mark.c \
  app/domain/tweet_mark.h \
  app/domain/tweet_language.c \
  app/domain/tweet_language.h \
  app/domain/tweet_place.c \
  app/domain/tweet_place.h \
  app/domain/tweet_reply.c \
  app/domain/tweet_reply.h \
  app/domain/tweet_text.c \
  app/domain/tweet_text.h \
  app/domain/user.c \
  app/domain/user.h \
  app/domain/username.c \
  app/domain/username.h \
  app/domain/user_rules.c \
  app/domain/user_rules.h \
  app/domain/user_rules_text.c \
  app/domain/visibility.c \
  app/domain/visibility.h
nodist_liblinnet_a_SOURCES += app/domain/password_common.c
EXTRA_DIST += tools/common_passwords.py
CLEANFILES += app/domain/password_common.c

app/domain/password_common.c: $(COMMON_PASSWORDS) $(srcdir)/tools/common_passwords.py
	$(AM_V_GEN)$(MKDIR_P) app/domain && \
	  $(PYTHON) $(srcdir)/tools/common_passwords.py "$(COMMON_PASSWORDS)" > $@.new && mv $@.new $@

# The classes of characters and the top-level domains, from Debian's unicode-data and publicsuffix.
nodist_liblinnet_a_SOURCES += app/domain/richtext_table.c
EXTRA_DIST += tools/text_tables.py tools/tlds_retired.txt
CLEANFILES += app/domain/richtext_table.c
app/domain/richtext_table.c: $(srcdir)/tools/text_tables.py $(srcdir)/tools/tlds_retired.txt $(UNICODE_DATA)/UnicodeData.txt $(PUBLIC_SUFFIXES)
	$(AM_V_GEN)$(MKDIR_P) app/domain && $(PYTHON) -B $(srcdir)/tools/text_tables.py --unicode "$(UNICODE_DATA)" \
	  --suffixes "$(PUBLIC_SUFFIXES)" --retired $(srcdir)/tools/tlds_retired.txt --c $@.new && mv $@.new $@
