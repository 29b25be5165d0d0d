"""nginx alone: its answers when there is no application behind it."""
import shutil
import subprocess

import pytest
from rig.paths import ROOT, build_folder
from stack import GENEROUS, Stack, free_port


@pytest.fixture(scope="module")
def bare(request):
    """nginx without the application."""
    stack = Stack(ROOT / "var/test/nginx-bare", build_folder(request.config), free_port())
    shutil.rmtree(stack.folder, ignore_errors=True)
    try:
        stack.up(["nginx"])
        yield stack
    finally:
        stack.down()


@pytest.fixture(scope="module")
def tls(request):
    """nginx without the application, by the TLS site file, with a certificate of its own making."""
    folder = ROOT / "var/test/nginx-tls"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=linnet.test",
                    "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    stack = Stack(folder, build_folder(request.config), free_port(), settings={"site.url": "https://linnet.test", **GENEROUS})
    stack.tls_port = free_port()
    stack.site_file = "linnet-tls.conf.in"
    stack.site_values = {"LISTEN_TLS": f"127.0.0.1:{stack.tls_port}", "CERTIFICATE": folder / "cert.pem",
                         "CERTIFICATE_KEY": folder / "key.pem"}
    try:
        stack.up(["nginx"])
        yield stack
    finally:
        stack.down()
