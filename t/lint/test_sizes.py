"""How large a file and a function may be (generated files are not in the tree)."""
import re

import pytest
from source import c_files, complaints, functions, read, tracked

FILE_LINES, FUNCTION_LINES, ACTION_LINES = 600, 70, 25
NESTING, PARAMETERS, COMPLEXITY, COLUMNS = 3, 5, 15, 130  # aim at 110 columns


def everywhere(measure, limit, only=lambda f: True):
    return [(f"{f.path}:{f.name}", f"{measure(f)}, at most {limit} (line {f.line})")
            for path in c_files() for f in functions(path) if only(f) and measure(f) > limit]


def test_files_are_short():
    paths = [p for p in tracked(r"\.(c|h|py|html|css|js|sql)$|^dev$") if not p.startswith("t/fuzz/corpus/")]
    complaints("file", [(p, f"{n} lines, at most {FILE_LINES}") for p in paths if (n := read(p).count("\n")) > FILE_LINES])


def test_functions_are_short():
    complaints("function", everywhere(lambda f: f.lines, FUNCTION_LINES))


def test_actions_are_shorter():
    """Actions of the doors and handlers of jobs: they translate, the domain does."""
    complaints("action", everywhere(lambda f: f.lines, ACTION_LINES, lambda f: re.search(r"_actions\.c$|^app/job/\w+_job\.c$", f.path)))


def test_nesting_is_shallow():
    complaints("nesting", everywhere(lambda f: f.nesting, NESTING))


def test_parameters_are_few():
    complaints("parameters", everywhere(lambda f: f.parameters, PARAMETERS))


def test_functions_are_simple():
    complaints("complexity", everywhere(lambda f: f.complexity, COMPLEXITY))


def test_lines_are_short():
    found = [(p, f"line {n} has {len(line)} columns") for p in c_files()
             for n, line in enumerate(read(p).splitlines(), 1) if len(line.expandtabs(4)) > COLUMNS]
    complaints("line", found)


@pytest.mark.parametrize("text, expected", [
    ("int f(void)\n{\n    return 0;\n}\n", (0, 0, 1)),
    ("static int g(struct work *w, int a, char *b, ...)\n{\n    if (a)\n        for (;;)\n            a++;\n    return a && b ? 1 : 0;\n}\n", (2, 2, 5)),
])
def test_the_scanner_counts(tmp_path, monkeypatch, text, expected):
    import source
    path = tmp_path / f"{tmp_path.name}.c"  # a name of its own: the scanner remembers what it has read
    path.write_text(text)
    monkeypatch.setattr(source, "ROOT", tmp_path)
    [f] = source.functions(path.name)
    assert (f.parameters, f.nesting, f.complexity) == expected
