# Sources of app/job.
liblinnet_a_SOURCES += \
  app/job/idempotency_jobs.c \
  app/job/idempotency_jobs.h \
  app/job/job_runner.c \
  app/job/job_runner.h \
  app/job/job_table.c \
  app/job/job_table.h \
  app/job/session_jobs.c \
  app/job/session_jobs.h
