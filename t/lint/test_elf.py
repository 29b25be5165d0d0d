"""The programs as built without sanitizers are hardened."""
import re
import subprocess

import pytest
from rig.paths import build_folder

PROGRAMS = ["linnet-web", "linnet-job", "linnet-admin"]


def readelf(path, *flags):
    return subprocess.run(["readelf", "-W", *flags, str(path)], capture_output=True, text=True, check=True).stdout


@pytest.fixture(params=PROGRAMS)
def program(request):
    path = build_folder(request.config) / request.param
    assert path.exists(), f"{path} is not built"
    return path


def test_it_is_position_independent(program):
    assert re.search(r"Type:\s+DYN", readelf(program, "-h"))
    assert "PIE" in readelf(program, "-d")


def test_its_relocations_are_read_only(program):
    assert "GNU_RELRO" in readelf(program, "-l")
    assert re.search(r"BIND_NOW|\bNOW\b", readelf(program, "-d"))


def test_its_stack_is_not_executable(program):
    [stack] = re.findall(r"GNU_STACK.*", readelf(program, "-l"))
    assert "RWE" not in stack and not re.search(r"LOAD.*RWE", readelf(program, "-l"))


def test_it_has_no_search_path(program):
    assert not re.search(r"RPATH|RUNPATH", readelf(program, "-d"))


def test_it_is_fortified_and_guarded(program):
    symbols = readelf(program, "--dyn-syms")
    assert re.search(r"__\w+_chk@", symbols) and "__stack_chk_fail" in symbols


def test_it_calls_no_shell(program):
    assert not re.search(r"\b(?:system|popen|gets|strcpy|strcat|sprintf)@", readelf(program, "--dyn-syms"))
