#!/usr/bin/python3
"""Measures Linnet and prints ratios: ./dev bench

Every row is measured in turn, round after round, against the no-op of the same run, and the no-op against a bare
prefork loop on libfcgi behind the same nginx. The figures of one run are medians over its rounds; only
ratios mean something elsewhere. When the no-op itself moves too much between the rounds, the machine
was too noisy to say anything: exit 3, and nothing is written. A missed requirement: exit 1.
"""
import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import cost  # noqa: E402
from deliveries_rows import deliveries_rows  # noqa: E402
from text_rows import text_rows  # noqa: E402
from bench_stack import COOKIE, REPO, BenchStack, machine  # noqa: E402
from daemon import StackError  # noqa: E402
from stack import Report  # noqa: E402

NOISE_MAX = 0.10
NOISY, MISSED = 3, 1
GROUPS = ("nginx", "web", "bare", "db", "cache")
RESULTS = REPO / "bench/RESULTS.md"


class Row:
    """One kind of request. lines(world): what load.lua sends. against: whose rate it is divided by.

    connections: fewer than the others have, for what is so slow that the pool would rightly shed it.
    """

    def __init__(self, name, what, lines, against="noop", required=None, people=True, connections=None):
        self.name, self.what, self.lines, self.connections = name, what, lines, connections
        self.against, self.required, self.people = against, required, people
        self.runs = []


def line(method, path, token="", how="", body=""):
    return "\t".join((method, path, token, how, body))


ROWS = [
    Row("bare", "bare prefork loop on libfcgi", lambda w: [line("GET", "/bench/bare")], against=None, people=False),
    Row("noop", "no-op through the whole serve path", lambda w: [line("GET", "/bench/noop")],
        against="bare", required=0.85, people=False),
    Row("public", "public timeline, page, anonymous", lambda w: [line("GET", "/public")]),
    Row("home", "home timeline, page (16 at once)",
        lambda w: [line("GET", "/", t, COOKIE) for t in w.tokens], connections=16),
    Row("home.json", "home timeline, JSON (16 at once)",
        lambda w: [line("GET", "/v1/timelines/home", t, "bearer") for t in w.tokens], connections=16),
    Row("tweet.json", "one tweet, JSON, anonymous", lambda w: [line("GET", f"/v1/tweets/{i}") for i in w.tweets]),
    Row("profile.json", "one profile, JSON, anonymous", lambda w: [line("GET", f"/v1/users/{i}") for i in w.users]),
    Row("post", "post a tweet, JSON, durable",
        lambda w: [line("POST", "/v1/tweets", t, "bearer", '{"text":"a tweet of the benchmark, number %n"}')
                   for t in w.tokens]),
]


class World:
    """What the requests speak of."""

    def __init__(self, stack):
        self.tokens = stack.tokens()
        _, body = stack.get("/v1/timelines/public?limit=100")
        tweets = json.loads(body)["data"]
        self.tweets = [t["id"] for t in tweets]
        self.users = sorted({t["author"]["id"] for t in tweets})


def load(stack, row, seconds, connections, requests):
    """One run of wrk; its sums, and CPU microseconds a request of each group of processes."""
    pids = {g: stack.daemons[g].pid() for g in GROUPS}
    before = {g: cost.cpu_us(p) for g, p in pids.items()}
    connections = min(row.connections or connections, connections)
    env = dict(os.environ, BENCH_REQUESTS=str(requests), BENCH_MARK=str(time.time_ns()))
    done = subprocess.run(
        ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "8s", "-s", str(REPO / "bench/load.lua"),
         f"http://{stack.host}:{stack.port}"],
        env=env, capture_output=True, text=True, timeout=seconds + 60)
    sums = [out[6:] for out in done.stdout.splitlines() if out.startswith("BENCH ")]
    if not sums:
        raise StackError(f"wrk said nothing for {row.name}: {done.stderr.strip()}")
    run = json.loads(sums[0])
    run["rate"] = run["requests"] * 1e6 / max(run["us"], 1)
    count = max(run["requests"], 1)
    run["cpu"] = {g: (cost.cpu_us(p) - before[g]) / count for g, p in pids.items()}
    return run


def measure(stack, rows, world, options):
    """Round after round, forwards and backwards in turn, so that a drift hits all alike."""
    requests = {}
    for row in rows:
        requests[row.name] = stack.folder / f"requests.{row.name}"
        requests[row.name].write_text("\n".join(row.lines(world)) + "\n")
        load(stack, row, 1, options.connections, requests[row.name])  # warm
    for number in range(options.rounds):
        for row in rows if number % 2 == 0 else reversed(rows):
            row.runs.append(load(stack, row, options.seconds, options.connections, requests[row.name]))
            print(f"  round {number + 1}/{options.rounds}  {row.name:<13} {row.runs[-1]['rate']:>9,.0f}/s", flush=True)


def median(row, pick):
    return statistics.median(pick(run) for run in row.runs)


def ratio(row, rows):
    """The median of the rounds' own ratios: a slow round is slow for both."""
    other = next((r for r in rows if r.name == row.against), None)
    if not other:
        return None
    return statistics.median(a["rate"] / max(b["rate"], 1) for a, b in zip(row.runs, other.runs))


def spread(row):
    rates = [run["rate"] for run in row.runs]
    return (max(rates) - min(rates)) / max(statistics.median(rates), 1)


def verdict(well):
    return "met" if well else "MISSED"


def table(rows):
    """Markdown lines, and what was missed."""
    head = ["row", "req/s", "of what", "ratio", "required", "p50 ms", "p99 ms", "spread", *(f"{g} us" for g in GROUPS)]
    lines, missed = [head, ["---"] * len(head)], []
    for row in rows:
        share = ratio(row, rows)
        if row.required and share is not None and share < row.required:
            missed.append(f"{row.name}: {share:.2f} of {row.against}, {row.required:.2f} required")
        wrong = sum(run["bad_status"] + run["broken"] for run in row.runs)
        if wrong:
            missed.append(f"{row.name}: {wrong} requests failed")
        lines.append([
            row.what, f"{median(row, lambda r: r['rate']):,.0f}", row.against or "",
            f"{share:.2f}" if share is not None else "", f"{row.required:.2f}" if row.required else "",
            *(f"{median(row, lambda r, p=p: r[p]) / 1000:.2f}" for p in ("p50_us", "p99_us")), f"{spread(row):.0%}",
            *(f"{median(row, lambda r, g=g: r['cpu'][g]):.1f}" for g in GROUPS)])
    widths = [max(len(cells[i]) for cells in lines if cells[0] != "---") for i in range(len(head))]
    return [f"| {' | '.join((c * w if c == '-' else c.ljust(w)) for c, w in zip(cells, widths))} |"
            if cells[0] != "---" else f"|{'|'.join('-' * (w + 2) for w in widths)}|" for cells in lines], missed


def figures(stack, start_s):
    """Memory of the workers after the load, and how fast the pool starts."""
    workers = cost.children(stack.daemons["web"].pid())
    memory = max((cost.private_dirty_kb(w) for w in workers), default=0)
    lines = [f"- private memory of a worker after the load, the largest of {len(workers)}: {memory / 1024:.2f} MB "
             f"(required: below 2 MB, {verdict(memory < 2048)})",
             f"- pool start to first answer through nginx: {start_s:.3f} s (required: below 0.5 s, {verdict(start_s < 0.5)})"]
    missed = [name for name, well in (("worker memory", memory < 2048), ("pool start", start_s < 0.5)) if not well]
    return lines, missed


def report(stack, rows, options, start_s):
    """Prints and keeps the result; the exit status."""
    lines, missed = table(rows)
    more, missed_too = figures(stack, start_s)
    texts, missed_in_texts = text_rows(options.build)
    missed += missed_too + missed_in_texts
    noise = max((spread(r) for r in rows if r.name == "noop"), default=0.0)
    noisy = noise > NOISE_MAX
    text = [
        "# Results of the benchmark", "",
        "Written by `./dev bench`. Ratios hold elsewhere, absolute figures on this machine only.", "",
        f"- {datetime.datetime.now().astimezone():%Y-%m-%d %H:%M %Z}, {machine()}",
        f"- {options.rounds} rounds of {options.seconds} s a row, alternating; wrk -t2 -c{options.connections}; "
        f"{options.workers} workers; no-op and bare loop answer {options.bytes} bytes; all on one machine, wrk included",
        f"- no-op's spread over the rounds: {noise:.0%}" + (": TOO NOISY to say anything" if noisy else ""),
        *more, "", *lines, "",
        "`spread` is (largest - smallest) / median of the rounds' rates. The last columns are CPU microseconds",
        "(user and system) a request of each group of processes.", "",
        "The text engine, on one core, in its own CPU time:", "", *texts, ""]
    print("\n" + "\n".join(text[4:]))
    if not (options.rows or options.quick or noisy):
        RESULTS.write_text("\n".join(text))
        print(f"written to {RESULTS.relative_to(REPO)}")
    for one in missed:
        print(f"missed: {one}")
    if noisy:
        print(f"too noisy: the no-op moved by {noise:.0%} between rounds ({NOISE_MAX:.0%} allowed); nothing is proved")
    return NOISY if noisy else MISSED if missed else 0


def choose(names):
    """The named rows, and those they are divided by."""
    known = {row.name: row for row in ROWS}
    for name in names:
        if name not in known:
            raise StackError(f"there is no row {name}", advice="one of: " + ", ".join(known))
    wanted = set(names)
    for name in names:
        against = known[name].against
        while against:
            wanted.add(against)
            against = known[against].against
    return [row for row in ROWS if not names or row.name in wanted]


def arguments():
    parser = argparse.ArgumentParser(description="Measures Linnet and prints ratios.",
                                     epilog="rows: " + ", ".join(row.name for row in ROWS) + "; or text or deliveries alone, which need no servers")
    parser.add_argument("rows", nargs="*", help="only these rows, and what they are divided by; nothing is written then")
    parser.add_argument("--quick", action="store_true", help="3 rounds of 2 s: a glance, not a proof; nothing is written")
    parser.add_argument("--rounds", type=int, help="of all rows [5]")
    parser.add_argument("--seconds", type=int, help="a run [3]")
    parser.add_argument("--connections", type=int, default=64, help="of wrk [64]")
    parser.add_argument("--workers", type=int, default=8, help="of both pools [8]")
    parser.add_argument("--bytes", type=int, default=2048, help="of the no-op's answer [2048]")
    parser.add_argument("--build", default=REPO / "var/build/release", help="of the programs [var/build/release]")
    parser.add_argument("--folder", default=REPO / "var/bench", help="of the servers [var/bench]")
    a = parser.parse_args()
    a.rounds = a.rounds or (3 if a.quick else 5)
    a.seconds = a.seconds or (2 if a.quick else 3)
    return a


def bench(options):
    rows = choose(options.rows)
    stack = BenchStack(options.folder, options.build, options.workers, options.bytes)
    stack.report = Report()
    people = any(row.people for row in rows)
    try:
        stack.down()
        if people:
            stack.up()
            stack.fill()
        else:
            stack.up(("cache", "web", "nginx"))
        stack.daemons["bare"].start()
        start_s = stack.start_seconds()
        measure(stack, rows, World(stack) if people else None, options)
        return report(stack, rows, options, start_s)
    finally:
        stack.down()


ALONE = {"text": text_rows, "deliveries": deliveries_rows}


def bench_alone(rows, options):
    """Needs no servers: ./dev bench text, ./dev bench deliveries. The latter stands alone until fan-out uses what it measures."""
    lines, missed = rows(options.build)
    print("\n".join(lines + [f"missed: {one}" for one in missed]))
    return MISSED if missed else 0


def main():
    options = arguments()
    try:
        alone = ALONE.get(options.rows[0]) if len(options.rows) == 1 else None
        return bench_alone(alone, options) if alone else bench(options)
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
