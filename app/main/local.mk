# Sources of app/main: what the programs share, and the programs.
liblinnet_a_SOURCES += \
  app/main/boot.c \
  app/main/boot.h \
  app/main/listen.c \
  app/main/listen.h \
  app/main/members.c \
  app/main/members.h \
  app/main/notify.c \
  app/main/notify.h \
  app/main/preflight.c \
  app/main/preflight.h \
  app/main/prefork.c \
  app/main/prefork.h \
  app/main/renew.c \
  app/main/renew.h \
  app/main/scoreboard.c \
  app/main/scoreboard.h

sbin_PROGRAMS += linnet-web linnet-job
linnet_web_SOURCES = app/main/linnet_web.c app/main/worker.c app/main/worker.h
linnet_web_LDADD = $(LINNET_LIBS)
linnet_job_SOURCES = app/main/linnet_job.c
linnet_job_LDADD = $(LINNET_LIBS)

sbin_PROGRAMS += linnet-admin
linnet_admin_SOURCES = app/main/linnet_admin.c
linnet_admin_LDADD = $(LINNET_LIBS)
