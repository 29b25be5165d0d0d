# Sources of app/io.
liblinnet_a_SOURCES += \
  app/io/cache.c \
  app/io/cache.h \
  app/io/cache_address.c \
  app/io/cache_address.h \
  app/io/cache_envelope.c \
  app/io/cache_envelope.h \
  app/io/cache_pipe.c \
  app/io/cache_pipe.h \
  app/io/cache_reply.c \
  app/io/cache_reply.h \
  app/io/cache_ring.c \
  app/io/cache_ring.h \
  app/io/cache_servers.c \
  app/io/cache_servers.h \
  app/io/cache_stream.c \
  app/io/cache_stream.h \
  app/io/db.c \
  app/io/db.h \
  app/io/db_compat.c \
  app/io/db_internal.h \
  app/io/db_statement.c \
  app/io/db_transaction.c \
  app/io/db_transaction.h \
  app/io/db_trouble.c
