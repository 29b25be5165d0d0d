"""What a static analyser finds in seconds; the slow ones run by ./dev test --full (tools/analyse)."""
import subprocess

import pytest
from rig.paths import ROOT, build_folder


def test_cppcheck_is_content(request):
    if not (build_folder(request.config) / "config.h").exists():
        pytest.skip("nothing is built")
    done = subprocess.run([ROOT / "tools/analyse"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
