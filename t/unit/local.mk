# Tests of pure modules: no servers, no files.
unit_tests +=
