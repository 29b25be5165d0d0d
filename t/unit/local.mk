# Tests of pure modules: no servers. A line each.
unit_tests += t/unit/test_arena
unit_tests += t/unit/test_clock
unit_tests += t/unit/test_crypto
unit_tests += t/unit/test_job_runner
unit_tests += t/unit/test_json
unit_tests += t/unit/test_listen
unit_tests += t/unit/test_log
unit_tests += t/unit/test_message
unit_tests += t/unit/test_notify
unit_tests += t/unit/test_settings
unit_tests += t/unit/test_str
unit_tests += t/unit/test_utf8
unit_tests += t/unit/test_work
unit_tests += t/unit/test_view_emit
unit_tests += t/unit/test_view_json
unit_tests += t/unit/test_view_pages
unit_tests += t/unit/test_view_present
