"""app/LAYERS: who may include whom, own headers and foreign ones."""
import re
from fnmatch import fnmatch

from source import ROOT, c_files, complaints, read, tracked

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.M)
# What any file may include: the C library and the kernel's interfaces.
SYSTEM = {"assert", "ctype", "dirent", "endian", "errno", "fcntl", "float", "getopt", "grp", "inttypes", "limits", "locale", "math", "netdb", "poll",
          "pwd", "sched", "semaphore", "setjmp", "signal", "stdalign", "spawn", "stdarg", "stdatomic", "stdbool", "stddef", "stdint",
          "stdio", "stdlib", "string", "strings", "syslog", "time", "unistd", "termios"}
SYSTEM_FOLDERS = ("sys/", "arpa/", "netinet/", "linux/")


def rules():
    floors, foreign = {}, []
    for line in (ROOT / "app/LAYERS").read_text().splitlines():
        line = line.partition("#")[0].strip()
        name, colon, who = line.partition(":")
        if name.startswith("foreign "):
            foreign.append((name.split()[1], who.split()))
        elif colon:
            floors[name] = who.split()
    return floors, foreign


FLOORS, FOREIGN = rules()


def floor_of(path):
    return path.split("/")[1]


def includes(path):
    return INCLUDE.findall(read(path))


def own_header_allowed(path, header):
    if "/" not in header:
        return header == "config.h"
    floor, other = floor_of(path), header.split("/")[0]
    may = FLOORS[floor]
    return other in (floor, "base") or other in may or header in may


def foreign_header_allowed(path, header):
    for pattern, places in FOREIGN:
        if fnmatch(header, pattern):
            return any(path in (f"app/{p}", f"app/{p}/{path.split('/')[-1]}") or path.startswith(f"app/{p}/") for p in places)
    return header.removesuffix(".h") in SYSTEM or header.startswith(SYSTEM_FOLDERS)


def test_every_folder_has_a_floor():
    complaints("floor", [(p, "its folder is not in app/LAYERS") for p in c_files() if floor_of(p) not in FLOORS])


def test_floors_stand_on_those_below():
    complaints("include", [(p, f"includes {h}") for p in c_files() for mark, h in includes(p)
                           if mark == '"' and not own_header_allowed(p, h)])


def test_foreign_headers_stay_in_their_place():
    complaints("foreign", [(p, f"includes <{h}>") for p in c_files() for mark, h in includes(p)
                           if mark == "<" and not foreign_header_allowed(p, h)])


def test_std_comes_first():
    """base/std.h before everything, then the file's own header (foreign headers may stand before the bans)."""
    found = []
    for p in c_files():
        if not p.endswith(".c") or p == "app/base/std.h":
            continue
        quoted = [h for mark, h in includes(p) if mark == '"']
        own = p.removeprefix("app/").removesuffix(".c") + ".h"
        if not quoted or quoted[0] not in ("base/std.h", own):
            found.append((p, f"first include is {quoted[:1]}"))
        elif own in quoted and quoted.index(own) > 1:
            found.append((p, f"{own} stands behind others"))
    complaints("first", found)


def test_headers_are_guarded_and_explained():
    """A header begins with what the module is (3 lines or more for all but the smallest), then its guard."""
    found = []
    for p in tracked(r"^app/.*\.h$"):
        guard = re.sub(r"\W", "_", p.removeprefix("app/")).upper()
        if not read(p).startswith("/*"):
            found.append((p, "does not begin with a comment that says what it is"))
        if f"#ifndef {guard}\n#define {guard}\n" not in read(p):
            found.append((p, f"guard is not {guard}"))
    complaints("header", found)


def header_of(path):
    """The header that a source defines: its own, or that of a module in several files (db_statement.c -> io/db.h)."""
    folder, _, name = path.removeprefix("app/").removesuffix(".c").rpartition("/")
    stems = [name, *(name.rsplit("_", n)[0] for n in range(1, name.count("_") + 1)), name.split("_")[-1], "_".join([name.split("_")[0], name.split("_")[-1]])]
    headers = [f"{folder}/{stem}.h" for stem in stems]
    quoted = [h for mark, h in includes(path) if mark == '"']
    return next((h for h in headers if (ROOT / "app" / h).exists()), quoted[1] if len(quoted) > 1 and quoted[1].startswith(f"{folder}/") else None)


def test_every_source_has_its_header():
    programs = r"^app/main/linnet_\w+\.c$"
    complaints("pair", [(p, "defines no header of its folder") for p in c_files() if p.endswith(".c") and not re.match(programs, p)
                        and not header_of(p)])
