"""Fan-out deliveries (bench/deliveries.c) over a memcached of their own, as lines for the report and ratios of one run."""
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

REQUIRED = {"hand": 0.7, "libmemcached": 50.0}  # what the stream's rate is divided by, and the least ratio wanted
WHAT = {"there": "9.6 KB timelines that are there", "missing": "timelines that are not there"}
WAYS = {"stream": "io/cache_stream", "hand": "prepend loop by hand", "libmemcached": "libmemcached, synchronous"}


def measured(build, rounds, timelines):
    """(way, what) -> of each round: deliveries a second, CPU microseconds a delivery of the client and of memcached."""
    runs = {}
    with tempfile.TemporaryDirectory(prefix="linnet-bench-") as folder:
        socket = Path(folder) / "cache.sock"
        server = subprocess.Popen(["memcached", "-u", "root", "-s", socket, "-m", "1024", "-t", "2"])
        try:
            while not socket.exists() and server.poll() is None:
                time.sleep(0.02)
            done = subprocess.run([Path(build) / "bench/deliveries", socket, str(server.pid), str(timelines), str(rounds)],
                                  capture_output=True, text=True, check=True, timeout=300)
        finally:
            server.kill()
            server.wait()
    for line in done.stdout.splitlines():
        way, what, *figures = line.split()
        runs.setdefault((way, what), []).append([float(f) for f in figures])
    return runs


def deliveries_rows(build, rounds=7, timelines=20000):
    """Markdown lines, and what was missed. Ratios are medians of the rounds' own: a slow round is slow for all."""
    runs = measured(build, rounds, timelines)
    lines, missed = ["| deliveries | way | a second | stream's ratio | required | client us | memcached us |", "|---|---|---|---|---|---|---|"], []
    for (way, what), rounds_of in runs.items():
        ratio = statistics.median(a[0] / max(b[0], 1) for a, b in zip(runs["stream", what], rounds_of))
        required = REQUIRED.get(way)
        rate, client, server = (statistics.median(figures) for figures in zip(*rounds_of))
        lines.append(f"| {WHAT[what]} | {WAYS[way]} | {rate:,.0f} | {ratio:.2f} | {required or ''} | {client:.2f} | {server:.2f} |")
        if required and ratio < required:
            missed.append(f"deliveries to {WHAT[what]}: {ratio:.2f} times {WAYS[way]}, {required} required")
    return lines, missed
