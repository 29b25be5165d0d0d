# The benchmark: ./dev bench (bench/bench.py). bare is what our frame is measured against.
noinst_PROGRAMS += bench/bare
bench_bare_SOURCES = bench/bare.c
bench_bare_LDADD = liblinnet.a $(FCGI_LIBS)
noinst_PROGRAMS += bench/text
bench_text_SOURCES = bench/text.c
bench_text_LDADD = $(LINNET_LIBS)
noinst_PROGRAMS += bench/deliveries
bench_deliveries_SOURCES = bench/deliveries.c
bench_deliveries_LDADD = $(LINNET_LIBS)
EXTRA_DIST += bench/bench_stack.py bench/cost.py bench/deliveries_rows.py bench/load.lua bench/run.py bench/text_rows.py
