# The benchmark: ./dev bench (bench/bench.py). bare is what our frame is measured against.
noinst_PROGRAMS += bench/bare
bench_bare_SOURCES = bench/bare.c
bench_bare_LDADD = liblinnet.a $(FCGI_LIBS)
EXTRA_DIST += bench/bench_stack.py bench/cost.py bench/load.lua bench/run.py
