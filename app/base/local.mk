# Sources of app/base.
liblinnet_a_SOURCES += \
  app/base/arena.c app/base/arena.h \
  app/base/banned.h \
  app/base/address.c app/base/address.h \
  app/base/bell.c app/base/bell.h \
  app/base/bucket.c app/base/bucket.h \
  app/base/bucket_table.c app/base/bucket_table.h \
  app/base/buf.c app/base/buf.h \
  app/base/clock.c app/base/clock.h \
  app/base/crypto.c app/base/crypto.h \
  app/base/fault.c app/base/fault.h \
  app/base/guess.c \
  app/base/guess.h \
  app/base/hash.c app/base/hash.h \
  app/base/id.c app/base/id.h \
  app/base/json.c app/base/json.h \
  app/base/json_read.c app/base/json_read.h \
  app/base/json_scan.c app/base/json_scan.h \
  app/base/locale.c app/base/locale.h app/base/locale_table.c \
  app/base/log.c app/base/log.h \
  app/base/message.c app/base/message.h \
  app/base/random.c app/base/random.h \
  app/base/settings.c app/base/settings.h \
  app/base/settings_table.c app/base/settings_table.h \
  app/base/std.h \
  app/base/str.c app/base/str.h \
  app/base/utf8.c app/base/utf8.h \
  app/base/work.c app/base/work.h \
  app/base/zone.c app/base/zone.h \
  app/base/zone_file.c app/base/zone_file.h \
  app/base/zone_rule.c app/base/zone_rule.h

# The message catalogue, compiled. The stamp stands for both files: they stay as they are when nothing in
# them changed.
nodist_liblinnet_a_SOURCES += app/base/message_table.c
BUILT_SOURCES += app/base/message_ids.h app/base/message_table.c
CLEANFILES += app/base/message_ids.h app/base/message_table.c app/base/message.stamp
EXTRA_DIST += tools/locale_names.py tools/messages.py templates/messages.en
app/base/message.stamp: templates/messages.en tools/messages.py
	$(AM_V_GEN)$(MKDIR_P) app/base && $(PYTHON) $(srcdir)/tools/messages.py $(srcdir)/templates/messages.en app/base && touch $@
app/base/message_ids.h app/base/message_table.c: app/base/message.stamp
	@test -f $@ || { rm -f app/base/message.stamp; $(MAKE) $(AM_MAKEFLAGS) app/base/message.stamp; }
