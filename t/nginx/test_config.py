"""What an admin copies is what is tested: nginx accepts it, and every snippet is used."""
import re
import subprocess

import pytest
from rig.paths import ROOT, build_folder

SNIPPETS = sorted((ROOT / "nginx/linnet").glob("*.conf"))


def nginx_t(stack):
    conf = stack.etc / "nginx"
    return subprocess.run(["/usr/sbin/nginx", "-t", "-p", f"{conf}/", "-c", conf / "nginx.conf", "-e", "stderr"],
                          capture_output=True, text=True)


def test_nginx_accepts_the_plain_site(bare):
    done = nginx_t(bare)
    assert done.returncode == 0 and "warn" not in done.stderr, done.stderr


def test_nginx_accepts_the_tls_site(tls):
    done = nginx_t(tls)
    assert done.returncode == 0 and "warn" not in done.stderr, done.stderr


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda s: s.name)
def test_every_snippet_is_used_and_explained(snippet):
    used = "".join(p.read_text() for p in [*SNIPPETS, *(ROOT / "nginx").glob("*.in")])
    assert f"include linnet/{snippet.name};" in used, "no file includes it"
    assert snippet.read_text().startswith("# "), "does not begin by saying what it is for"


def test_installed_files_have_no_holes(request):
    """make puts in this installation's paths; nothing is left for the admin to guess."""
    build = build_folder(request.config)
    done = subprocess.run(["make", "-C", build, "nginx/linnet.conf", "nginx/linnet-tls.conf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for name in ("linnet.conf", "linnet-tls.conf"):
        assert not re.findall(r"@\w+@", (build / "nginx" / name).read_text()), name


def test_no_location_switches_the_headers_off():
    """An add_header inside a location would drop those of the server."""
    for snippet in SNIPPETS:
        if snippet.name != "security-headers.conf":
            assert "add_header" not in snippet.read_text(), snippet.name


def test_no_variable_that_changes_between_two_readings():
    """$tcpinfo_* may differ between measuring and copying: a known overflow."""
    assert "tcpinfo" not in "".join(s.read_text() for s in SNIPPETS)
