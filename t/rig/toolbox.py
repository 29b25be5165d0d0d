"""Tools that Debian does not have, from the registries of their languages, kept in var/api between runs.

Each gives a folder or a program, or skips the test and says why: the language is not on this machine, or its
registry does not answer. Nothing is installed outside var/api but what go and npm keep in their caches.
"""
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rig.paths import ROOT

KEPT = ROOT / "var/api"
INSTALL_SECONDS = 400


def run(argv, folder=None, seconds=120, **env):
    """(exit code, what it said)."""
    done = subprocess.run([str(a) for a in argv], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=seconds, env={**os.environ, **env})
    return done.returncode, done.stdout


def installed(name, wanted, *commands, folder=None, **env):
    """Runs the commands once for these wanted versions; skips the test when one fails."""
    mark = KEPT / f"{name}.{hashlib.sha256(wanted.encode()).hexdigest()[:16]}"
    if mark.exists():
        return
    for command in commands:
        try:
            code, said = run(command, folder, INSTALL_SECONDS, **env)
        except subprocess.TimeoutExpired:
            code, said = 1, f"no end after {INSTALL_SECONDS} s"
        if code:
            last = " / ".join(said.strip().splitlines()[-3:])
            pytest.skip(f"{name} could not be installed ({' '.join(map(str, command))}): {last}")
    mark.touch()


def python_tools(requirements):
    """The folder of programs of a virtual environment with these requirements."""
    venv = KEPT / "venv"
    KEPT.mkdir(parents=True, exist_ok=True)
    installed("venv", requirements.read_text(), ["rm", "-rf", venv], ["/usr/bin/python3", "-m", "venv", venv],
              [venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements])
    return venv / "bin"


def node_tools(folder, package):
    """`folder` with node_modules as package.json wants them."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            pytest.skip(f"there is no {program} on this machine: the client of TypeScript is not tried")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(package, folder / "package.json")
    installed("node", package.read_text(), ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], folder=folder)
    return folder


def go_tool(module, version, least):
    """A program of a Go module. least: the oldest go that builds it, as (1, 22)."""
    go = shutil.which("go") or ("/usr/local/go/bin/go" if Path("/usr/local/go/bin/go").exists() else None)
    found = re.search(r"go(\d+)\.(\d+)", run([go, "version"])[1]) if go else None
    if not found or (int(found.group(1)), int(found.group(2))) < least:
        pytest.skip(f"there is no go {least[0]}.{least[1]} or newer on this machine: the client of Go is not tried")
    KEPT.mkdir(parents=True, exist_ok=True)
    name = module.rpartition("/")[2]
    installed(name, version, [go, "install", f"{module}@{version}"], GOBIN=str(KEPT), GOFLAGS="-mod=mod")
    return go, KEPT / name
