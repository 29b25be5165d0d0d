# Static files get their hash into their names, so that only the build knows them: the stamp stands for the folder.
static_files = static/linnet.css static/linnet.js static/text.js static/favicon.svg static/robots.txt static/error.html.in
EXTRA_DIST += $(static_files) tools/assets.py
BUILT_SOURCES += app/view/assets.h
CLEANFILES += app/view/assets.h static/out.stamp
ALL_LOCAL += static/out.stamp
INSTALL_LOCAL += static-install
UNINSTALL_LOCAL += static-uninstall
CLEAN_LOCAL += static-clean

static/text_tables.json: $(srcdir)/tools/text_tables.py $(srcdir)/tools/tlds_retired.txt $(UNICODE_DATA)/UnicodeData.txt $(PUBLIC_SUFFIXES)
	$(AM_V_GEN)$(MKDIR_P) static && $(PYTHON) -B $(srcdir)/tools/text_tables.py --unicode "$(UNICODE_DATA)" \
	  --suffixes "$(PUBLIC_SUFFIXES)" --retired $(srcdir)/tools/tlds_retired.txt --json $@.new && mv $@.new $@
CLEANFILES += static/text_tables.json
static/out.stamp: $(static_files) static/text_tables.json templates/messages.en tools/assets.py
	$(AM_V_GEN)$(MKDIR_P) static && $(PYTHON) -B $(srcdir)/tools/assets.py --static $(srcdir)/static \
	  --messages $(srcdir)/templates/messages.en --tables static/text_tables.json --out static/out --header app/view/assets.h && touch $@
app/view/assets.h: static/out.stamp
	@test -f $@ || { rm -f static/out.stamp; $(MAKE) $(AM_MAKEFLAGS) static/out.stamp; }
static-install: static/out.stamp
	$(MKDIR_P) $(DESTDIR)$(pkgdatadir)/static/errors
	$(INSTALL_DATA) static/out/*.* $(DESTDIR)$(pkgdatadir)/static
	$(INSTALL_DATA) static/out/errors/* $(DESTDIR)$(pkgdatadir)/static/errors
static-uninstall:
	rm -rf $(DESTDIR)$(pkgdatadir)/static
static-clean:
	rm -rf static/out
.PHONY: static-install static-uninstall static-clean
