# Sources of app/io.
liblinnet_a_SOURCES += \
  app/io/cache.h \
  app/io/db.h
