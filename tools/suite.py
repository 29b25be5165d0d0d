#!/usr/bin/python3
"""Builds and runs every test, and sums up: ./dev test [--full] [NAME...].

A part is one way of running one kind of test (t/README.md); parts run side by side, as many as there
are cores. Each leaves a log in var/test. The last line is the sum over all parts.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from daemon import StackError  # noqa: E402
from stack import REPO, Stack, free_port  # noqa: E402

OUT = REPO / "var/test"
PART_SECONDS = 840
SANITIZERS = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:detect_leaks=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}
BUILDS = {  # configure's options
    "plain": [],
    "asan": ["--enable-sanitizers", "CFLAGS=-O1 -g"],
    "fuzz": ["--enable-sanitizers", "--enable-fuzzers", "CC=clang-14", "CFLAGS=-O1 -g"],
}


class Result:
    """passed: a number; failed: (test, what it said); skipped: (test, reason)."""

    def __init__(self):
        self.passed, self.failed, self.skipped = 0, [], []

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def counts(self):
        return f"{self.passed} passed, {len(self.failed)} failed, {len(self.skipped)} skipped"


def run(argv, log, env=None, seconds=PART_SECONDS):
    """Exit code of a command that appends to log; 124 when it took too long."""
    with open(log, "ab") as out:
        try:
            return subprocess.run([str(a) for a in argv], cwd=REPO, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                  env={**os.environ, **SANITIZERS, **(env or {})}, timeout=seconds).returncode
        except subprocess.TimeoutExpired:
            out.write(f"\nended after {seconds} s\n".encode())
            return 124


def tail(log, lines=25):
    return "\n".join(Path(log).read_text(errors="replace").splitlines()[-lines:])


# Kinds of tests

def run_pytest(part, files, *arguments, seconds=PART_SECONDS):
    """pytest over files; counts from its XML, so that skips keep their reasons."""
    out, log, report = Result(), OUT / f"{part}.log", OUT / f"{part}.xml"
    present = [f for f in files if any((REPO / f).rglob("test_*.py")) or (REPO / f.split("::")[0]).is_file()]
    if not present:
        out.skipped.append((part, f"there are no tests in {' '.join(files)}"))
        return out
    code = run(["/usr/bin/python3", "-m", "pytest", "-q", "-rs", f"--junitxml={report}",
                *arguments, *present], log, seconds=seconds)
    if report.exists():
        for case in xml.parse(report).iter("testcase"):
            count_case(part, case, out)
    if code not in (0, 1, 5) or code == 1 and not out.failed:
        out.failed.append((part, tail(log)))
    return out


def count_case(part, case, out):
    name = f"{part}: {case.get('classname')}::{case.get('name')}"
    bad = case.find("failure") if case.find("failure") is not None else case.find("error")
    if bad is not None:
        out.failed.append((name, (bad.text or bad.get("message") or "")[-3000:]))
    elif case.find("skipped") is not None:
        out.skipped.append((name, case.find("skipped").get("message")))
    else:
        out.passed += 1


def run_programs(part, build, folder, env=None):
    """Every C test program of a folder; TAP on its output."""
    out, log = Result(), OUT / f"{part}.log"
    names = sorted(source.stem for source in (REPO / folder).glob("test_*.c"))
    for name in names:
        begin = log.stat().st_size if log.exists() else 0
        code = run([REPO / "var/build" / build / folder / name], log, env, 300)
        text = log.read_text(errors="replace")[begin:]
        read_tap(f"{part}: {name}", text, code, out)
    if not names:
        out.skipped.append((part, f"there are no tests in {folder}"))
    return out


def read_tap(name, text, code, out):
    before = len(out.failed)
    for line in text.splitlines():
        if line.startswith("not ok"):
            out.failed.append((f"{name} {line[9:]}", text[-3000:]))
        elif line.startswith("ok"):
            out.passed += 1
        elif line.startswith("1..0 # SKIP"):
            out.skipped.append((name, line.partition("SKIP ")[2]))
    planned = re.search(r"^1\.\.(\d+)", text, re.M)
    if len(out.failed) == before and (not planned or code not in (0, 77)):
        out.failed.append((name, f"exit {code}\n{text[-3000:]}"))


def run_store(part, build):
    """The C tests of t/store, with a database and a cache of their own."""
    stack = Stack(OUT / f"stack-{part}", REPO / "var/build" / build, free_port())
    shutil.rmtree(stack.folder, ignore_errors=True)
    try:
        stack.up(["db", "cache", "migrate"])
        return run_programs(part, build, "t/store", {"LINNET_CONFIG": str(stack.config)})
    finally:
        stack.down()
        shutil.rmtree(stack.data, ignore_errors=True)


def run_fuzz(part, seconds):
    """Each target over its corpus and then on, with new inputs kept in var/test."""
    out = Result()
    targets = sorted(source.stem for source in (REPO / "t/fuzz").glob("fuzz_*.c"))
    for target in targets:
        log, found = OUT / f"{part}-{target}.log", OUT / "corpus" / target
        found.mkdir(parents=True, exist_ok=True)
        seeds = REPO / "t/fuzz/corpus" / target.removeprefix("fuzz_")
        code = run([REPO / "var/build/fuzz/t/fuzz" / target, f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=1024",
                    "-print_final_stats=1", f"-artifact_prefix={OUT}/{target}-", found, *([seeds] if seeds.is_dir() else [])],
                   log, seconds=seconds + 120)
        if code:
            out.failed.append((f"{part}: {target}", tail(log, 40)))
        else:
            out.passed += 1
    if not targets:
        out.skipped.append((part, "there are no targets in t/fuzz"))
    return out


def run_command(part, argv, seconds=PART_SECONDS):
    """One command that is one test."""
    out, log = Result(), OUT / f"{part}.log"
    if run(argv, log, seconds=seconds):
        out.failed.append((part, tail(log)))
    else:
        out.passed += 1
    return out


def parts(full):
    """name -> (the build it needs, what runs it); slow ones first."""
    web = ["t/web"]
    table = {
        "web-asan": ("asan", lambda: run_pytest("web-asan", web, "--build=asan")),
        "web": ("plain", lambda: run_pytest("web", web, "--build=plain")),
        "browser": ("plain", lambda: run_pytest("browser", ["t/browser"], "--build=plain")),
        "api": ("plain", lambda: run_pytest("api", ["t/api"], "--build=plain")),
        "fuzz": ("fuzz", lambda: run_fuzz("fuzz", 3600 if full else 10)),
        "store-asan": ("asan", lambda: run_store("store-asan", "asan")),
        "store": ("plain", lambda: run_store("store", "plain")),
        "nginx": ("plain", lambda: run_pytest("nginx", ["t/nginx"], "--build=plain")),
        "conformance-asan": ("asan", lambda: run_pytest("conformance-asan", ["t/conformance"], "--build=asan")),
        "conformance": ("plain", lambda: run_pytest("conformance", ["t/conformance"], "--build=plain")),
        "lint": ("plain", lambda: run_pytest("lint", ["t/lint"], "--build=plain")),
        "unit-asan": ("asan", lambda: run_programs("unit-asan", "asan", "t/unit")),
        "unit": ("plain", lambda: run_programs("unit", "plain", "t/unit")),
        "dist": ("plain", lambda: run_command("dist", ["make", "-s", "-C", "var/build/plain", "distcheck"])),
    }
    if full:
        table["analyse"] = ("plain", lambda: run_command("analyse", ["tools/analyse", "--full"], 7200))
    return table


# The run

def build(name):
    """None, or what the compiler said."""
    log = OUT / f"build-{name}.log"
    began = time.monotonic()
    code = run(["./dev", "--build", name, "fuzzers" if name == "fuzz" else "all tests", *BUILDS[name]], log)
    say(f"build {name}", "ok" if code == 0 else "FAILED", began)
    return tail(log) if code else None


lock = threading.Lock()


def say(name, what, began):
    with lock:
        print(f"  {name:<12} {time.monotonic() - began:6.1f} s  {what}", flush=True)


def one_part(name, function):
    began = time.monotonic()
    try:
        result = function()
    except (StackError, OSError, subprocess.SubprocessError) as error:
        result = Result()
        result.failed.append((name, str(error)))
    say(name, result.counts(), began)
    return result


def sum_up(total, began):
    for name, reason in total.skipped:
        print(f"skipped  {name}: {reason}")
    for name, text in total.failed:
        print(f"\nFAILED   {name}\n" + "\n".join("    " + line for line in text.splitlines()))
    if total.failed:
        print("\nfailed:\n" + "\n".join(f"  {name}" for name, _ in total.failed))
    print(f"\n{time.monotonic() - began:.0f} s; logs in {OUT.relative_to(REPO)}")
    print(total.counts())


def choose(table, names):
    """The parts named, and one of pytest for files named; a misspelt name ends the program."""
    files = [n for n in names if "/" in n]
    chosen = {n: table[n] for n in table if n in names or not names}
    wrong = [n for n in names if n not in table and n not in files]
    if wrong:
        sys.exit(f"there is no part {' '.join(wrong)}; parts are: {' '.join(table)}, or files as t/web/test_x.py")
    if files:
        chosen["files"] = ("plain", lambda: run_pytest("files", files, "--build=plain"))
    return chosen


def tidy_up():
    """Logs of the last run go, and what its servers left; servers of a run that was killed are stopped."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in (*OUT.glob("*.log"), *OUT.glob("*.xml")):
        old.unlink()
    for folder in OUT.glob("*-*-*[0-9]"):
        if not Path("/proc", folder.name.rpartition("-")[2]).exists():  # the run that it names is over
            Stack(folder, REPO / "var/build/plain").down()
            shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(prog="./dev test", description="Builds and runs the tests.")
    parser.add_argument("--full", action="store_true", help="what takes hours as well")
    parser.add_argument("names", nargs="*", help="parts or files; all parts when none is named")
    a = parser.parse_args()
    began, total = time.monotonic(), Result()
    chosen = choose(parts(a.full), a.names)
    tidy_up()
    broken = {}
    for name in BUILDS:
        if any(needs == name for needs, _ in chosen.values()):
            broken[name] = build(name)
    total.failed += [(f"build {name}", text) for name, text in broken.items() if text]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        running = [pool.submit(one_part, name, function) for name, (needs, function) in chosen.items() if not broken[needs]]
        for future in running:
            total.add(future.result())
    sum_up(total, began)
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
