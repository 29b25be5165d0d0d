# libFuzzer targets: built with clang by configure --enable-fuzzers, run by ./dev test fuzz.
fuzz_targets =
fuzz_targets += t/fuzz/fuzz_json t/fuzz/fuzz_text
