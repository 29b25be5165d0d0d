"""The composer counts in the browser as the server does: both over every text of the cases, ours and the outside ones."""
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conformance.engine import all_groups, cases
from conformance.own_cases import CASES, LENGTHS
from rig.paths import build_folder

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def module(request, tmp_path_factory):
    """The files that browsers get, as the build made them."""
    out, folder = build_folder(request.config) / "static/out", tmp_path_factory.mktemp("script")
    [built], [tables] = out.glob("text.*.js"), out.glob("text_tables.*.json")
    shutil.copy(tables, folder)
    return shutil.copy(built, folder / "text.mjs")


def script_says(module, texts):
    if not shutil.which("node"):
        pytest.skip("no node: install nodejs to compare the script's numbers with the server's")
    lines = "".join(json.dumps(t) + "\n" for t in texts)
    done = subprocess.run(["node", HERE / "measure.mjs", module], input=lines.encode(), capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare(engine, module, texts):
    wrong = []
    for text, said in zip(texts, script_says(module, texts), strict=True):
        ours = engine.ask(text)
        if (said["weight"], said["fits"]) != (ours["weight"], ours["fits_unit"]):
            wrong.append((text, said, ours["weight"], ours["fits_unit"]))
    assert not wrong


def test_the_outside_texts(engine, module, testdata):
    compare(engine, module, [case["text"] for _, case in cases(*all_groups())])


def test_our_texts(engine, module):
    texts = [case[0] for case in CASES] + [text for text, _ in LENGTHS]
    compare(engine, module, texts + [text * 7 for text in texts if text])


def test_every_character(engine, module):
    """Alone, styled, toned, joined and in a host: each of them, a few thousand a text."""
    points = [c for c in range(0x20, 0x30000) if not 0xd800 <= c < 0xe000] + list(range(0xe0000, 0xe01f0))
    for shape in ("%s ", "%s\ufe0f", "%s\U0001f3fd", "%s\u200d", "http://%s.com ", "http://a%sb.com/%s "):
        compare(engine, module, ["".join(shape.replace("%s", chr(c)) for c in points[n:n + 20000]) for n in range(0, len(points), 20000)])
