# libFuzzer targets: built with clang by configure --enable-fuzzers, run by ./dev test fuzz.
fuzz_targets =
fuzz_targets += t/fuzz/fuzz_json t/fuzz/fuzz_text
fuzz_targets += t/fuzz/fuzz_cache_reply
fuzz_targets += t/fuzz/fuzz_cookies
fuzz_targets += t/fuzz/fuzz_form
fuzz_targets += t/fuzz/fuzz_multipart
fuzz_targets += t/fuzz/fuzz_page
fuzz_targets += t/fuzz/fuzz_request
fuzz_targets += t/fuzz/fuzz_richtext
fuzz_targets += t/fuzz/fuzz_template
EXTRA_DIST += t/fuzz/fuzz.h t/fuzz/html_reader.h t/fuzz/run
# It includes a header that is made.
t/fuzz/fuzz_template.$(OBJEXT): | $(BUILT_SOURCES)
