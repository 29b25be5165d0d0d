# docs/: what admins read. Manual pages, service units with this installation's paths put in, the text itself.
dist_man_MANS = docs/man/linnet-admin.8 docs/man/linnet-job.8 docs/man/linnet-web.8 docs/man/linnet.conf.5
dist_doc_DATA = README.md docs/admin.md docs/api.md docs/bot.py
systemdunitsdir = $(pkgdatadir)/systemd
dist_systemdunits_DATA = docs/systemd/linnet-web.socket docs/systemd/linnet.sysusers docs/systemd/linnet.tmpfiles
systemdunits_DATA = docs/systemd/linnet-web.service docs/systemd/linnet-job.service
EXTRA_DIST += docs/api.in.md docs/api_examples.json tools/api_docs.py
EXTRA_DIST += docs/systemd/linnet-web.service.in docs/systemd/linnet-job.service.in
CLEANFILES += $(systemdunits_DATA)

docs/systemd/linnet-web.service: $(srcdir)/docs/systemd/linnet-web.service.in
docs/systemd/linnet-job.service: $(srcdir)/docs/systemd/linnet-job.service.in
$(systemdunits_DATA):
	@mkdir -p docs/systemd
	$(AM_V_GEN)sed -e 's|@SBINDIR@|$(sbindir)|' $(srcdir)/$@.in > $@
