"""Which demands have a test of their name: informs (pytest -s), and fails only on ids that do not exist. Which attacks
are shown where: t/README.md says it, and must be right."""
import re

from source import ROOT, tracked


def demands():
    lines = (ROOT / "t/lint/requirements.txt").read_text().splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


def named_tests():
    """id -> names of tests, in Python (def test_F01_...) and C (void test_F01_...)."""
    found = {}
    for path in tracked(r"^t/.*\.(py|c)$"):
        for name, ids in re.findall(r"(?:def|void) (test_((?:[FNEXS]\d\d_)+)\w*)", (ROOT / path).read_text()):
            for each in ids.strip("_").split("_"):
                found.setdefault(each, []).append(f"{path}::{name}")
    return found


def test_which_demands_have_a_test(capsys):
    known, tests = demands(), named_tests()
    with capsys.disabled():
        for kind in "FNEX":
            ids = [i for i in known if i.startswith(kind)]
            have = [i for i in ids if i in tests]
            print(f"\n  {kind}: {len(have)} of {len(ids)} have a test: {' '.join(have) or '-'}", end="")
        print()
    unknown = {i: names for i, names in tests.items() if i not in known and not i.startswith("S")}
    assert not unknown, f"tests name ids that do not exist: {unknown}"


def test_attacks_are_shown_where_the_table_says():
    tests, wrong = named_tests(), []
    for ids, files in re.findall(r"^\| (S\d\d(?:, S\d\d)*) \|.*\| ([^|]*) \|$", (ROOT / "t/README.md").read_text(), re.M):
        for each in ids.split(", "):
            shown = {name.split("::")[0] for name in tests.get(each, [])}
            wrong += [f"{each} has no test in t/{file}" for file in files.split(", ") if not any(s.startswith(f"t/{file}") for s in shown)]
    assert not wrong, "\n".join(wrong)
