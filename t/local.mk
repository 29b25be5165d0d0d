# Test programs in C, one a file: t/unit/test_X.c and t/store/test_X.c are built from their name alone.
# They print TAP (t/rig/suite.h). Those of t/store need LINNET_CONFIG and skip themselves without it.
unit_tests =
store_tests =
# Whole folders only where nothing is built: the archive would take objects along.
EXTRA_DIST += t/README.md t/conftest.py t/pytest.ini t/api t/data t/rig t/lint t/web t/browser t/nginx t/fuzz/corpus \
  t/unit/view_sample.h
dist-hook:
	find $(distdir) -name __pycache__ -type d -prune -exec rm -rf {} +

include t/unit/local.mk
include t/store/local.mk
include t/conformance/local.mk

LDADD = $(LINNET_LIBS) $(CUNIT_LIBS) $(FUZZER_LDFLAGS)
if HAVE_CUNIT
check_PROGRAMS += $(unit_tests) $(store_tests)
TESTS += $(unit_tests) $(store_tests)
endif

include t/fuzz/local.mk
if FUZZERS
noinst_PROGRAMS += $(fuzz_targets)
endif

# What ./dev test asks for.
.PHONY: tests fuzzers
tests: $(check_PROGRAMS)
fuzzers: $(fuzz_targets)
