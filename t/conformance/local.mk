# What the Python tests of t/conformance ask: the engine behind a pipe.
conformance_programs = t/conformance/richtext t/conformance/zone
t_conformance_richtext_LDADD = $(LINNET_LIBS) $(FUZZER_LDFLAGS)
t_conformance_zone_LDADD = $(LINNET_LIBS) $(FUZZER_LDFLAGS)
EXTRA_DIST += t/conformance/conftest.py t/conformance/engine.py t/conformance/own_cases.py t/conformance/render.py \
  t/conformance/test_twitter_text.py t/conformance/test_own_cases.py t/conformance/test_properties.py \
  t/conformance/test_script.py t/conformance/measure.mjs t/conformance/test_zones.py
check_PROGRAMS += $(conformance_programs)
