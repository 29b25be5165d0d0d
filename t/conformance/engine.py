"""The text engine behind a pipe (t/conformance/richtext.c): engine.ask("text", ...) gives its answer as a dict."""
import json
import os
import subprocess
from pathlib import Path

from rig.paths import ROOT


class Engine:
    def __init__(self, build):
        self.process = subprocess.Popen([str(Path(build) / "t/conformance/richtext")], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, cwd=ROOT)

    def ask(self, text, **more):
        self.process.stdin.write(json.dumps({"text": text, **more}, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the engine ended at {text[:200]!r}"
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(60) == 0


def cases(*groups):
    """[(group's file, case)] of the outside data; [] when it is absent: the tests then skip themselves, loudly."""
    folder = Path(os.environ.get("LINNET_TESTDATA", "/nowhere")) / "twitter-text"
    found = []
    for group in groups:
        path = folder / f"{group}.json"
        if path.is_file():
            data = json.loads(path.read_text())
            found += [(data, case) for case in data["cases"]]
    return found


def all_groups():
    folder = Path(os.environ.get("LINNET_TESTDATA", "/nowhere")) / "twitter-text"
    return sorted(p.name.removesuffix(".json") for p in folder.glob("*.*.json"))


def of_kind(answer, kind):
    return [e for e in answer["entities"] if e["kind"] == kind]
