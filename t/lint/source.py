"""Reads the tree for the lint tests: files, and the functions of C files by a scanner of our own.

The scanner blanks comments, strings and preprocessor lines, then follows braces. It knows this
project's style (K&R), not all of C.
"""
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"if", "for", "while", "switch", "return", "sizeof", "do", "else"}


@dataclass(frozen=True)
class Function:
    path: str
    name: str
    line: int        # of its signature
    lines: int       # from signature to closing brace
    parameters: int  # without the unit of work, which goes everywhere, and without "..."
    nesting: int     # deepest control statement; 1 is a plain if
    complexity: int  # decisions + 1
    static: bool
    returns: str


@cache
def tracked(pattern=""):
    """Paths of the tree, relative: what git knows, or every file where there is no git."""
    git = shutil.which("git") and subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True)
    if git and git.returncode == 0:
        names = git.stdout.splitlines()
    else:
        made = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
        paths = [p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file() and p.suffix not in (".pyc", ".o")]
        names = [str(p) for p in paths if not made & set(p.parts)]
    return sorted(n for n in set(names) if re.search(pattern, n) and (ROOT / n).is_file())


def c_files(folder="app"):
    return tracked(rf"^{folder}/.*\.[ch]$")


@cache
def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def allowed():
    """'check path[:name]' lines of allow.txt: exceptions, each with its reason behind '#'."""
    lines = (ROOT / "t/lint/allow.txt").read_text().splitlines()
    return {line.partition("#")[0].strip() for line in lines if line.partition("#")[0].strip()}


def complaints(check, found):
    """Fails the test with all that is found and not allowed. found: (where, what) pairs."""
    left = [f"{where}: {what}" for where, what in found if f"{check} {where}" not in allowed()]
    shown = left[:30] + (["..."] if len(left) > 30 else [])
    assert not left, f"{len(left)} found ({check}):\n" + "\n".join(shown)


BLANKED = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


@cache
def blanked(path, strings=True):
    """The text with comments (and strings) replaced by blanks, lines kept."""
    def blank(match):
        text = match.group()
        if text[0] in "\"'" and not strings:
            return text
        inside = re.sub(r"[^\n]", " ", text)
        return text[0] + inside[1:-1] + text[0] if text[0] in "\"'" else inside
    return BLANKED.sub(blank, read(path))


@cache
def code(path):
    """blanked() without preprocessor lines."""
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: re.sub(r"[^\n]", " ", m.group()), blanked(path), flags=re.M)


SIGNATURE = re.compile(r"^(?P<returns>[A-Za-z_][\w \t\n*]*?[ \t\n*])(?P<name>[a-z_]\w*)\((?P<arguments>[^;{}]*)\)[^;{}()]*\{", re.M)


@cache
def functions(path):
    """Every function defined in a C file."""
    text = code(path)
    return [one_function(path, text, m) for m in SIGNATURE.finditer(text) if m["name"] not in KEYWORDS]


def one_function(path, text, m):
    end = closing(text, m.end() - 1)
    body = text[m.end():end]
    begin = text.count("\n", 0, m.start()) + 1
    arguments = m["arguments"].strip()
    decisions = len(re.findall(r"\b(?:if|for|while|switch)\b|&&|\|\||\?(?!\?)", body))  # a switch is a table: one
    return Function(path, m["name"], begin, text.count("\n", m.start(), end) + 1,
                    parameter_count(arguments), nesting(body), decisions + 1,
                    "static" in m["returns"].split(), m["returns"].strip())


def closing(text, at):
    """Where the brace that opens at `at` closes."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.start()
    return len(text)


def parameter_count(arguments):
    flat = re.sub(r"\([^()]*\)", "", arguments)  # of function pointers
    flat = re.sub(r"\([^()]*\)", "", flat)
    return sum(1 for a in map(str.strip, flat.split(",")) if a not in ("", "void", "...") and not re.match(r"struct work \*\w+$", a))


def nesting(body):
    """Depth of control statements by indentation: 4 columns a level, initialisers do not count."""
    deepest = 0
    for line in body.splitlines():
        match = re.match(r"( *)(?:\} else )?(?:if|for|while|do|switch)\b", line)
        if match and not re.match(r" *\} while", line):
            deepest = max(deepest, len(match.group(1)) // 4)
    return deepest
