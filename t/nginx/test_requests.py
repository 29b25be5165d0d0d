"""Requests made to confuse: rows S01-S15 and S47-S51 of the security table, through nginx and the application."""
import json
import os
import stat
import subprocess

import pytest
from rig import raw

LENGTH = "Content-Length: {}"
CHUNKED = "Transfer-Encoding: chunked"
FORM = "Content-Type: application/x-www-form-urlencoded"


def test_control(site):
    """What all others are compared with: an ordinary request is served."""
    assert raw.request(site.url).status == 200


def test_S01_two_ways_to_say_the_length(site):
    answer = raw.request(site.url, "POST", "/login", [CHUNKED, LENGTH.format(5), FORM], b"0\r\n\r\n")
    assert answer.status == 400 and answer.headers.get("connection") == "close"


@pytest.mark.parametrize("lengths", [["5", "5"], ["5", "6"], ["+5"], ["5,5"], ["-1"], [str(2**64)], ["0x5"], ["5 5"]])
def test_S02_lengths_that_cannot_be_read(site, lengths):
    assert raw.request(site.url, "POST", "/login", [LENGTH.format(n) for n in lengths] + [FORM], b"a=b&c").status == 400


@pytest.mark.parametrize("length", [2**63 - 1, 10**9, 700_000])
def test_S02_lengths_beyond_the_limit(site, length):
    answer = raw.request(site.url, "POST", "/v1/sessions", [LENGTH.format(length), "Content-Type: application/json"])
    assert answer.status == 413 and json.loads(answer.body)["error"]["kind"] == "too_large" and answer.seconds < 5


@pytest.mark.parametrize("headers, version", [
    (["Transfer-Encoding: xchunked"], "HTTP/1.1"), (["Transfer-Encoding: chunked, identity"], "HTTP/1.1"),
    ([CHUNKED, CHUNKED], "HTTP/1.1"), ([CHUNKED], "HTTP/1.0"),
])
def test_S03_codings_that_do_not_exist(site, headers, version):
    answer = raw.request(site.url, "POST", "/login", headers, b"0\r\n\r\n", version)
    assert answer.status in (400, 501) and b"could not read" in answer.body, "a page of ours"
    answer = raw.request(site.url, "POST", "/v1/tweets", headers, b"0\r\n\r\n", version)
    assert answer.status in (400, 501) and json.loads(answer.body)["error"]["kind"] == "malformed"


def test_S04_a_chunked_body_counts_like_any_other(site):
    body = json.dumps({"login": "nobody", "password": "nothing here"}).encode()
    head = [f"Host: {site.url[7:]}", "Connection: close", "Content-Type: application/json"]
    whole = raw.request(site.url, "POST", "/v1/sessions", head[2:] + [LENGTH.format(len(body))], body)
    pieces = ["\r\n".join(["POST /v1/sessions HTTP/1.1", *head, CHUNKED, "", ""]).encode() + b"%x\r\n%s\r\n" % (10, body[:10]),
              b"%x\r\n%s\r\n0\r\n\r\n" % (len(body) - 10, body[10:])]
    parts = raw.send(site.url, *pieces, pause=0.5)
    assert (parts.status, json.loads(parts.body)["error"]["kind"]) == (whole.status, json.loads(whole.body)["error"]["kind"]) == (401, "unauthenticated")


def test_S05_a_body_shorter_than_said_holds_no_worker(site):
    before = site.workers()
    answer = raw.request(site.url, "POST", "/login", [LENGTH.format(15), FORM], b"a=b")
    assert answer.status in (0, 400, 408) and answer.seconds < 15
    assert site.workers() == before and raw.request(site.url).status == 200


def test_S05_a_body_longer_than_said_is_cut(site):
    body = b'{"login":"nobody","password":"nothing here"}'
    answer = raw.request(site.url, "POST", "/v1/sessions", [LENGTH.format(len(body)), "Content-Type: application/json"], body + b"GET / HTTP/1.1")
    assert answer.status == 401, "read as if the rest were not there"


def test_S06_a_proxy_header_reaches_nobody(site):
    """HTTP_PROXY is emptied, so that no library takes a client's word for its proxy."""
    text = (site.stack.etc / "nginx/linnet/fastcgi.conf").read_text()
    assert 'HTTP_PROXY      ""' in text


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP", "X_Real_IP", "Forwarded"])
def test_S07_a_client_cannot_choose_its_address(site, name):
    mark = len(site.log())
    assert raw.request(site.url, headers=[f"{name}: 203.0.113.9"]).status == 200
    assert "203.0.113.9" not in site.log_since(mark, wait="status=200")


def test_S08_a_client_cannot_redirect_inside(site):
    assert raw.request(site.url, path="/static/errors/503.html").status == 404
    assert b"right back" not in raw.request(site.url, headers=["X-Accel-Redirect: /static/errors/503.html"]).body


@pytest.mark.parametrize("method", ["TRACE", "FOO", "get", "CONNECT", "PUT", "PROPFIND"])
def test_S09_methods_that_a_page_has_not(site, method):
    answer = raw.request(site.url, method, "/login", [LENGTH.format(0)])
    assert answer.status in (400, 405, 501)
    if answer.status == 405 and method not in ("TRACE", "CONNECT"):  # these two nginx refuses itself
        assert "GET" in answer.headers["allow"]


def test_S09_a_version_that_does_not_exist(site):
    assert raw.send(site.url, f"GET / HTTP/2.0\r\nHost: {site.url[7:]}\r\n\r\n").status in (0, 400, 505)


@pytest.mark.parametrize("path, headers", [("/" + "a" * 9000, []), ("/", ["X-Long: " + "a" * 9000]),
                                           ("/", [f"X-{n}: {n}" for n in range(2000)])], ids=["uri", "header", "headers"])
def test_S10_requests_that_are_too_large(site, path, headers):
    assert raw.request(site.url, path=path, headers=headers).status in (400, 414)


def test_S10_pages_ignore_ranges(site):
    assert raw.request(site.url, headers=["Range: bytes=" + ",".join(f"{n}-{n}" for n in range(500))]).status == 200


@pytest.mark.parametrize("path", ["/", "/login", "/signup", "/public", "/nothing/here", "/v1/timelines/public", "/health"])
def test_S13_head_answers_as_get_does(site, path):
    get, head = raw.request(site.url, path=path), raw.request(site.url, "HEAD", path)
    assert head.status == get.status and head.body == b""
    assert set(head.headers) - {"content-length"} == set(get.headers) - {"content-length", "transfer-encoding"}


@pytest.mark.parametrize("path", ["/a%00b", "/%ff", "/%c0%ae%c0%ae/", "/%0d%0aX:1", "/..%2f..%2fetc/passwd", "/%5c..%5c", "//evil", "/@a%E2%80%AEb"])
def test_S14_bytes_that_no_path_has(site, path):
    answer = raw.request(site.url, path=path)
    assert answer.status in (400, 404) and "x" not in answer.headers


def test_S15_sockets_are_private(site):
    """The pool's socket belongs to its owner and group; nothing but nginx listens on TCP."""
    mode = stat.S_IMODE(os.stat(site.stack.web_socket).st_mode)
    assert mode & 0o007 == 0 and stat.S_IMODE(os.stat(site.stack.run).st_mode) == 0o700
    listening = subprocess.run(["ss", "-ltnpH"], capture_output=True, text=True).stdout
    pids = {str(pid) for name, pid, _ in site.stack.status() if pid and name != "nginx"}
    assert not [line for line in listening.splitlines() if any(f"pid={pid}," in line for pid in pids)]


@pytest.mark.parametrize("path", ["/", "/login", "/nothing/here", "/v1/timelines/public"])
def test_S47_S48_headers_of_every_answer(site, path):
    headers = raw.request(site.url, path=path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'" and policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"] and "*" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY" and not any(c.isdigit() for c in headers["server"])
    assert "x-powered-by" not in headers


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example", "%2f%2fevil.example", "javascript:alert(1)"])
def test_S49_one_comes_back_to_this_site_only(site, person, target):
    ada = person("ada")
    ada.cookies.clear()
    page = ada.get("/login?next=" + target)
    answer = ada.submit(page.page.form("/login"), login=ada.name, password=ada.password, next=target)
    assert answer.status in (303, 400, 422)
    where = (answer.location or "/").removeprefix(site.url)
    assert where.startswith("/") and not where.startswith(("//", "/\\")), where


def test_S51_what_is_private_is_not_stored(site, person):
    ada = person("ada")
    for path in ("/", "/compose", f"/@{ada.name}"):
        assert set(ada.get(path).headers["cache-control"].replace(" ", "").split(",")) & {"private", "no-store"}, path
    login = ada.get("/login")
    assert "set-cookie" not in login.headers or "no-store" in login.headers["cache-control"]


def test_ready_is_for_this_machine(site):
    assert raw.request(site.url, path="/health").status == 200
    assert raw.request(site.url, path="/ready").status == 200
