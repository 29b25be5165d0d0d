# Sources of app/base.
liblinnet_a_SOURCES += \
  app/base/arena.h \
  app/base/banned.h \
  app/base/buf.h \
  app/base/clock.h \
  app/base/crypto.h \
  app/base/fault.h \
  app/base/hash.h \
  app/base/id.h \
  app/base/json.h \
  app/base/json_read.h \
  app/base/log.h \
  app/base/message.h \
  app/base/random.h \
  app/base/settings.h \
  app/base/std.h \
  app/base/str.h \
  app/base/utf8.h \
  app/base/work.h
