"""Clients in three languages, made of the description by generators that others use, compile and tell one story:
register, log in, post (twice under one key), read it at home, like, unlike, edit, be refused, delete, log out."""
import json
import shutil

import pytest

from rig import toolbox
from rig.contract import contracts
from rig.paths import ROOT

HERE = ROOT / "t/api/clients"


@pytest.fixture
def description(site, tmp_path):
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(contracts[site.url].document))
    return path


def done(argv, folder, seconds=300, **env):
    code, said = toolbox.run(argv, folder, seconds, **env)
    assert code == 0, f"{' '.join(map(str, argv))}\n{said[-6000:]}"
    return said


def test_a_client_in_Python_tells_the_story(site, description, tmp_path):
    bin = toolbox.python_tools(HERE.parent / "requirements.txt")
    done([bin / "openapi-python-client", "generate", "--path", description, "--meta", "none", "--fail-on-warning",
          "--config", HERE / "python/openapi-python-client.yaml", "--output-path", tmp_path / "linnet_client"], tmp_path)
    assert "told" in done([bin / "python", HERE / "python/story.py", site.url, "story_py"], tmp_path, PYTHONPATH=str(tmp_path))


def test_a_client_in_TypeScript_tells_the_story(site, description):
    folder = toolbox.node_tools(toolbox.KEPT / "typescript", HERE / "typescript/package.json")
    shutil.copy(HERE / "typescript/story.ts", folder)
    done(["node_modules/.bin/openapi-typescript", description, "-o", "linnet.d.ts"], folder)
    done(["node_modules/.bin/tsc", "--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "nodenext",
          "--lib", "es2022,dom", "story.ts"], folder)
    assert "told" in done(["node", "story.js", site.url, "story_ts"], folder)


def test_a_client_in_Go_tells_the_story(site, description):
    go, generator = toolbox.go_tool("github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen", "v2.8.2", least=(1, 24))
    folder = toolbox.KEPT / "go"
    (folder / "linnet").mkdir(parents=True, exist_ok=True)
    for name in ("go.mod", "main.go"):  # not so called in the tree: it is no Go module
        shutil.copy(HERE / f"go/{name}.in", folder / name)
    done([generator, "-config", HERE / "go/oapi-codegen.yaml", description], folder)
    toolbox.installed("go_modules", (HERE / "go/go.mod.in").read_text() + str(folder), [go, "mod", "tidy"], folder=folder)
    done([go, "build", "-mod=mod", "-o", "story", "."], folder)
    assert "told" in done([folder / "story", site.url, "story_go"], folder)
