# Tests of pure modules: no servers, no files.
unit_tests += \
  t/unit/test_job_runner \
  t/unit/test_listen \
  t/unit/test_notify
