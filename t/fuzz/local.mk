# libFuzzer targets: built with clang by configure --enable-fuzzers, run by ./dev test fuzz.
fuzz_targets =
