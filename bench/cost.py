"""What processes cost: CPU time and memory, as /proc tells."""
import contextlib
import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def children(pid):
    with contextlib.suppress(OSError):
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def family(pid):
    """The process and all below it."""
    found = [pid]
    for one in found:
        found.extend(children(one))
    return found


def cpu_us(pid):
    """Microseconds of CPU that the family has used, children that ended included."""
    ticks = 0
    for one in family(pid) if pid else ():
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(int(f) for f in fields[11:15])
    return ticks * 1_000_000 // TICKS


def private_dirty_kb(pid):
    """Memory that is this process's own and not shared with its parent, in KiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1])
    return 0
