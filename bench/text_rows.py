"""The text engine's speed (bench/text.c), as lines for the report: MB/s on one core and the ratio to utf8proc's bare loop."""
import statistics
import subprocess
from pathlib import Path

REQUIRED = {"ascii": 200.0, "mixed": 60.0}  # MB/s, for scan and html alike
LINEAR = 0.4  # a megabyte may be read that much slower than 16 KB: it no longer fits the near caches
WHAT = {"decode": "utf8proc's decoding loop", "scan": "parts, offsets, weight", "html": "parts, offsets, HTML"}
TEXTS = {"ascii": "plain ASCII", "mixed": "mixed scripts with entities"}


def measured(build, rounds, milliseconds):
    """(what, text, size) -> median MB/s over the rounds."""
    runs = {}
    for _ in range(rounds):
        done = subprocess.run([Path(build) / "bench/text", str(milliseconds)], capture_output=True, text=True, check=True, timeout=120)
        for line in done.stdout.splitlines():
            what, text, size, rate = line.split()
            runs.setdefault((what, text, int(size)), []).append(float(rate))
    return {key: statistics.median(rates) for key, rates in runs.items()}


def text_rows(build, rounds=5, milliseconds=100):
    """Markdown lines, and what was missed."""
    rates = measured(build, rounds, milliseconds)
    lines, missed = ["| text | bytes | what | MB/s | of decoding | required |", "|---|---|---|---|---|---|"], []
    for (what, text, size), rate in rates.items():
        required = REQUIRED[text] if what != "decode" else None
        share = rate / rates["decode", text, size]
        lines.append(f"| {TEXTS[text]} | {size:,} | {WHAT[what]} | {rate:,.0f} | {share:.2f} | {required or ''} |")
        if required and rate < required:
            missed.append(f"text: {what} of {size} bytes of {text}: {rate:.0f} MB/s, {required:.0f} required")
    for what in ("scan", "html"):
        for text in TEXTS:
            small, large = sorted(size for w, t, size in rates if (w, t) == (what, text))[-2:]
            if rates[what, text, large] < LINEAR * rates[what, text, small]:
                missed.append(f"text: {what} of {text} is not linear: {rates[what, text, large]:.0f} MB/s at {large} bytes, "
                              f"{rates[what, text, small]:.0f} at {small}")
    return lines, missed
