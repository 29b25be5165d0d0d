# Sources of app/job.
liblinnet_a_SOURCES += \
  app/job/event_consume.c \
  app/job/event_consume.h \
  app/job/event_groups.c \
  app/job/event_groups.h \
  app/job/event_jobs.c \
  app/job/event_jobs.h \
  app/job/event_lease.c \
  app/job/event_lease.h \
  app/job/event_runner.c \
  app/job/event_runner.h \
  app/job/event_state.c \
  app/job/event_state.h \
  app/job/idempotency_jobs.c \
  app/job/idempotency_jobs.h \
  app/job/job_runner.c \
  app/job/job_runner.h \
  app/job/job_table.c \
  app/job/job_table.h \
  app/job/session_jobs.c \
  app/job/session_jobs.h \
  app/job/username_jobs.c \
  app/job/username_jobs.h
