"""The reader of time zones (app/base/zone.h) says what Python's own says: every zone, around every change and far behind
the last one, and at times that chance picks."""
import random
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rig.paths import build_folder

FOLDER = Path("/usr/share/zoneinfo")
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
FIRST, LAST = -5_000_000_000, 13_000_000_000  # 1811 to 2381


def names():
    """One of each content: aliases say the same."""
    found = {}
    for path in sorted(FOLDER.rglob("*")):
        name = str(path.relative_to(FOLDER))
        if path.is_file() and all(word[0].isupper() for word in name.split("/")):
            found.setdefault(path.read_bytes(), name)
    return sorted(name for content, name in found.items() if content[:4] == b"TZif")


def said(zone, at):
    there = (EPOCH + timedelta(seconds=at)).astimezone(zone)
    return f"{int(there.utcoffset().total_seconds())} {there.tzname()}"


def moments(zone, chance):
    """The seconds around each change of the years 1880 to 2060, and a few more."""
    days = list(range(-90 * 365, 90 * 365, 20))
    offsets = [said(zone, day * 86400) for day in days]
    for i in range(1, len(days)):
        if offsets[i] != offsets[i - 1]:
            low, high = days[i - 1] * 86400, days[i] * 86400
            before = offsets[i - 1]
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if said(zone, middle) == before else (low, middle)
            yield from (high - 1, high, high + 1)
    for _ in range(60):
        yield chance.randrange(FIRST, LAST)


@pytest.fixture(scope="module")
def ask(request):
    program = build_folder(request.config) / "t/conformance/zone"

    def of(questions):
        lines = "".join(f"{name} {at}\n" for name, at in questions)
        done = subprocess.run([str(program)], input=lines, capture_output=True, text=True, check=True, timeout=120)
        return done.stdout.splitlines()
    return of


def test_every_zone_as_python_reads_it(ask):
    chance = random.Random(20)
    asked, expected = [], []
    for name in names():
        zone = ZoneInfo(name)
        for at in moments(zone, chance):
            asked.append((name, at))
            expected.append(said(zone, at))
    assert len({n for n, _ in asked}) > 300 and len(asked) > 30_000
    wrong = [f"{n} at {at}: {got}, Python says {want}" for (n, at), got, want in zip(asked, ask(asked), expected) if got != want]
    assert not wrong, "\n".join(wrong[:20])


def test_what_is_no_zone(ask):
    for name in ("../../../etc/passwd", "Europe/../Europe/Berlin", "/etc/localtime", "zone.tab", "tzdata.zi", "posix/Europe/Berlin",
                 "right/Europe/Berlin", "localtime", "Europe", "Europe/", "Europe//Berlin", "europe/berlin", "Nowhere/Land", "A" * 65, "",
                 "Europe/Berlin/"):
        assert ask([(name, 0)]) == ["none"], name
