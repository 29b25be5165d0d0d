"""S52: what TLS accepts, and what plain HTTP answers beside it."""
import contextlib
import socket
import ssl
import subprocess

import pytest
from rig import raw


def shake_hands(stack, *arguments):
    return subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{stack.tls_port}", "-servername", "linnet.test", *arguments],
                          input="", capture_output=True, text=True, timeout=20)


@contextlib.contextmanager
def encrypted(stack, name="linnet.test", version=None):
    context = ssl._create_unverified_context()
    if version:
        context.minimum_version = context.maximum_version = version
    with socket.create_connection(("127.0.0.1", stack.tls_port), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname=name) as s:
            yield s


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_S52_modern_versions_are_spoken(tls, version):
    with encrypted(tls, version=version) as s:
        assert s.cipher()[0].endswith(("GCM_SHA256", "GCM_SHA384", "GCM-SHA256", "GCM-SHA384", "POLY1305", "POLY1305_SHA256"))


@pytest.mark.parametrize("arguments", [["-tls1_1"], ["-tls1"], ["-tls1_2", "-cipher", "AES128-SHA"],
                                       ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA"]])
def test_S52_old_versions_and_suites_are_refused(tls, arguments):
    done = shake_hands(tls, *arguments)
    assert "Cipher is (NONE)" in done.stdout or done.returncode


def test_S52_answers_ask_for_tls_in_future(tls):
    with encrypted(tls) as s:
        s.sendall(b"GET / HTTP/1.1\r\nHost: linnet.test\r\nConnection: close\r\n\r\n")
        answer = raw.RawAnswer(raw.read_all(s), 0)
    assert answer.status == 503 and answer.headers["strict-transport-security"] == "max-age=31536000"


def test_S52_other_names_get_no_certificate(tls):
    with pytest.raises(ssl.SSLError), encrypted(tls, name="evil.example"):
        pass


@pytest.mark.parametrize("method, path, status", [("GET", "/@ada", 301), ("HEAD", "/", 301), ("POST", "/login", 403), ("GET", "/v1/tweets", 403)])
def test_S52_plain_http_shows_pages_the_way_and_refuses_the_rest(tls, method, path, status):
    url = f"http://127.0.0.1:{tls.port}"
    answer = raw.send(url, f"{method} {path} HTTP/1.1\r\nHost: linnet.test\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
    assert answer.status == status
    if status == 301:
        assert answer.headers["location"] == f"https://linnet.test{path}"
        assert "strict-transport-security" not in answer.headers
