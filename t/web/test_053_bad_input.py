"""Whatever comes in: the status it deserves, the field named, nothing written, never a 500."""
import json

import pytest

from rig.stories import Half, error_of, raw, raw_head, rows

GOOD = "correct horse battery"
FORM = "application/x-www-form-urlencoded"


def send(client, body, content_type="application/json", path="/v1/tweets", method="POST", **more):
    headers = {"Authorization": f"Bearer {client.token}", "Accept": "application/json", **more}
    if content_type:
        headers["Content-Type"] = content_type
    jar, client.cookies = client.cookies, {}
    try:
        return client.request(method, path, body, headers)
    finally:
        client.cookies = jar


BODIES = {
    "nothing": (b"", 422),
    "no JSON": (b"text=hello", 400),
    "half a JSON": (b'{"text":"hello"', 400),
    "a list": (b'["text"]', 400),
    "a string": (b'"text"', 400),
    "a number": (b"7", 400),
    "null": (b"null", 400),
    "two objects": (b'{"text":"a"}{"text":"b"}', 400),
    "something behind": (b'{"text":"a"} x', 400),
    "a key twice": (b'{"text":"a","text":"b"}', 400),
    "a key twice, one escaped": (b'{"text":"a","te\\u0078t":"b"}', 400),
    "a number for a text": (b'{"text":7}', 400),
    "a list for a text": (b'{"text":["a"]}', 400),
    "an object for a text": (b'{"text":{"a":1}}', 400),
    "true for a text": (b'{"text":true}', 400),
    "null for a text": (b'{"text":null}', 422),
    "an unknown member": (b'{"text":"a","txet":"b"}', 400),
    "somebody else's id": (b'{"text":"a","id":"7"}', 400),
    "an empty object": (b"{}", 422),
    "invalid UTF-8": (b'{"text":"\xff\xfe"}', 400),
    "an overlong slash": (b'{"text":"\xc0\xaf"}', 400),
    "a surrogate in UTF-8": (b'{"text":"\xed\xa0\x80"}', 400),
    "half a surrogate pair": (b'{"text":"\\ud83d"}', 400),
    "a raw NUL": (b'{"text":"a\x00b"}', 400),
    "an escaped NUL": (b'{"text":"a\\u0000b"}', 400),
    "a raw line end": (b'{"text":"a\nb"}', 400),
    "a comment": (b'{"text":"a"/**/}', 400),
    "single quotes": (b"{'text':'a'}", 400),
    "a final comma": (b'{"text":"a",}', 400),
    "NaN": (b'{"text":NaN}', 400),
    "a byte order mark": (b'\xef\xbb\xbf{"text":"a"}', 400),
    "great depth": (b'{"text":' + b"[" * 5000 + b"]" * 5000 + b"}", 400),
    "many members": (b"{" + b",".join(b'"k%d":1' % n for n in range(5000)) + b"}", 400),
    "60 kB of text": (b'{"text":"' + b"x" * 60000 + b'"}', 422),
    "100 kB of text": (b'{"text":"' + b"x" * 100_000 + b'"}', 422),
    "1 MB of spaces": (b" " * 1_000_000, 413),
}


@pytest.mark.parametrize("name", BODIES)
def test_JSON_bodies(person, site, name):
    body, status = BODIES[name]
    ada = person("ada")
    before = rows(site, "tweet")
    answer = send(ada, body)
    assert answer.status == status, answer
    if answer.headers["content-type"].startswith("application/json"):
        assert error_of(answer)[0] in ("malformed", "invalid", "too_large")
    assert rows(site, "tweet") == before


FORMS = {
    "an escape cut short": (b"text=a%2&csrf_token=T", 400),
    "no escape": (b"text=%zz&csrf_token=T", 400),
    "NUL": (b"text=a%00b&csrf_token=T", 400),
    "invalid UTF-8": (b"text=%ff%fe&csrf_token=T", 400),
    "raw invalid UTF-8": (b"text=\xff&csrf_token=T", 400),
    "text twice": (b"text=a&text=b&csrf_token=T", 400),
    "the token twice": (b"text=a&csrf_token=T&csrf_token=T", 400),
    "300 pairs": (b"&".join(b"k%d=v" % n for n in range(300)) + b"&text=a&csrf_token=T", 400),
    "no text": (b"csrf_token=T", 422),
    "100 kB": (b"csrf_token=T&text=" + b"x" * 100_000, 422),
    "600 kB": (b"csrf_token=T&text=" + b"x" * 600_000, 413),
    "30 kB": (b"csrf_token=T&text=" + b"x" * 30_000, 422),
    "281": (b"csrf_token=T&text=" + b"x" * 281, 422),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms(person, site, name):
    body, status = FORMS[name]
    ada = person("ada")
    token = ada.get("/compose").page.form("/tweets").values["csrf_token"]
    before = rows(site, "tweet")
    answer = ada.request("POST", "/tweets", body.replace(b"=T", b"=" + token.encode()),
                         {"Content-Type": FORM, "Origin": ada.url, "Accept": "text/html"})
    assert answer.status == status, answer
    assert answer.headers["content-type"].startswith("text/html")
    assert rows(site, "tweet") == before


def test_a_form_of_100_kb_comes_back_with_all_that_was_typed(person):
    ada = person("ada")
    for text in ("x" * 100_000, "\u6771" * 33_000):
        answer = ada.submit(ada.get("/compose").page.form("/tweets"), text=text)
        assert answer.status == 422 and answer.page.form("/tweets").values["text"] == text


def test_forms_pass_over_what_they_do_not_know(person):
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    assert ada.submit(form, text="fine", utm_source="x", id="7").status == 303


def multipart(*parts, boundary="b0undary"):
    out = b"".join(b"--" + boundary.encode() + b"\r\n" + p + b"\r\n" for p in parts)
    return out + b"--" + boundary.encode() + b"--\r\n"


def field(name, value):
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()


def test_a_multipart_form_works_as_any_other(person):
    ada = person("ada")
    token = ada.get("/compose").page.form("/tweets").values["csrf_token"]
    answer = ada.request("POST", "/tweets", multipart(field("text", "in parts"), field("csrf_token", token)),
                         {"Content-Type": "multipart/form-data; boundary=b0undary", "Origin": ada.url})
    assert answer.status == 303
    assert "in parts" in ada.get("/").page.shown


@pytest.mark.parametrize("kind, body, status", [
    ("multipart/form-data", multipart(field("text", "a")), 400),
    ("multipart/form-data; boundary=" + "b" * 71, multipart(field("text", "a"), boundary="b" * 71), 400),
    ("multipart/form-data; boundary=b0undary", multipart(field("text", "a"))[:-6], 400),
    ("multipart/form-data; boundary=other", multipart(field("text", "a")), 400),
    ("multipart/form-data; boundary=b0undary", multipart(*[field(f"k{n}", "v") for n in range(40)]), 400),
    ("multipart/form-data; boundary=b0undary", multipart(field("text", "a"), field("text", "b")), 400),
    ("multipart/form-data; boundary=b0undary",
     multipart(b'Content-Disposition: form-data; name="text"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nx'), 415),
    ("text/plain", b"text=hello", 415),
    ("application/xml", b"<text>hello</text>", 415),
    ("application/json; charset=latin1", b'{"text":"hello"}', 415),
    ("", b'{"text":"hello"}', 415),
    ("nonsense", b'{"text":"hello"}', 415),
    ("application/json, text/html", b'{"text":"hello"}', 415),
])
def test_types_of_content(person, site, kind, body, status):
    ada = person("ada")
    before = rows(site, "tweet")
    answer = send(ada, body, kind)
    assert answer.status in (status, 400 if kind.startswith("multipart") else status), answer
    assert rows(site, "tweet") == before


@pytest.mark.parametrize("query", ["nonsense=1", "max_id=1&max_id=2", "limit=x", "max_id=%zz", "max_id=%ff", "limit=%00", "a" * 3000 + "=1",
                                   "token=x", "limit=1&limit=1", "MAX_ID=1"])
def test_queries_of_the_API_are_strict(client, query):
    answer = client.api("GET", f"/v1/timelines/public?{query}")
    assert answer.status == 400 and error_of(answer)[0] == "malformed"


@pytest.mark.parametrize("query", ["utm_source=x", "a=1&a=2", "&&&", "=", "fbclid=" + "x" * 500])
def test_pages_pass_over_what_they_do_not_know(client, query):
    assert client.get(f"/public?{query}").status == 200


@pytest.mark.parametrize("body", ['{"login":"ada","password":"%s"}', ' {"password": "%s&x=1", "login": "ada"}', '{"a=b":"%s"}',
                                  '{"password":"x&%s"}'])
def test_JSON_sent_as_a_form_is_told_what_it_lacks(client, body):
    """As by curl -d without a header. What was sent, a password too, does not come back."""
    answer = client.request("POST", "/v1/sessions", body % GOOD.replace(" ", "-"), {"Content-Type": FORM})
    assert answer.status == 400 and error_of(answer) == ("malformed", None)
    assert "Content-Type: application/json" in answer.json["error"]["message"] and "correct" not in answer.text


def test_of_an_unknown_name_no_more_than_its_beginning_comes_back(client):
    answer = client.request("POST", "/v1/sessions", "x" * 300 + "=1", {"Content-Type": FORM})
    assert answer.status == 400 and error_of(answer) == ("malformed", "x" * 64)
    answer = client.request("POST", "/v1/sessions?%7b%22password%22:%22" + "secret" * 3 + "%22%7d", "", {})
    assert answer.status == 400 and error_of(answer) == ("malformed", None) and "secretsecret" not in answer.text


def test_a_password_in_a_query_is_refused(client):
    assert client.request("POST", "/v1/sessions?login=ada&password=x", "{}", {"Content-Type": "application/json"}).status == 400


@pytest.mark.parametrize("path", ["/%ff", "/%00", "/@ada%00", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//evil.example",
                                  "/@ada%0d%0aX: y", "/a%5cb", "/@ada//", "/" + "a" * 5000, "/%", "/%zz", "/@ada%2f1"])
def test_paths_that_are_none(site, path):
    status, got = raw(site, raw_head(site, "GET", path, "Accept: text/html"))
    assert status in (400, 404, 414) or (status in (301, 303) and b"evil" not in got), got[:200]
    assert b"\r\nX: y" not in got


ANSWERS = {400, 401, 403, 404, 405, 408, 411, 413, 414, 415, 422, 431, 501, 505}


def test_a_body_shorter_than_its_length(person, site):
    ada = person("ada")
    before = rows(site, "tweet")
    body = b'{"text":"cut short"}'
    head = raw_head(site, "POST", "/v1/tweets", f"Authorization: Bearer {ada.token}", "Content-Type: application/json",
                    f"Content-Length: {len(body) + 50}")
    status, got = raw(site, Half(head + body))
    assert status in (0, 400, 408), got[:200]
    assert rows(site, "tweet") == before


def test_a_body_longer_than_its_length_is_not_read_further(person, site):
    ada = person("ada")
    body = b'{"text":"exact"}'
    head = raw_head(site, "POST", "/v1/tweets", f"Authorization: Bearer {ada.token}", "Content-Type: application/json",
                    f"Content-Length: {len(body)}")
    status, got = raw(site, head + body + b"GET /v1/users/me HTTP/1.1\r\n\r\n")
    assert status == 201 and got.count(b"HTTP/1.1 ") <= 2


@pytest.mark.parametrize("lines", [
    ["Content-Length: -5"], ["Content-Length: 5x"], ["Content-Length: 99999999999999999999"], ["Content-Length: 5", "Content-Length: 6"],
    ["Content-Length: 5", "Transfer-Encoding: chunked"], ["Transfer-Encoding: nonsense"], ["Content-Length: 999999999"],
])
def test_lengths_that_lie(person, site, lines):
    ada = person("ada")
    before = rows(site, "tweet")
    head = raw_head(site, "POST", "/v1/tweets", f"Authorization: Bearer {ada.token}", "Content-Type: application/json", *lines)
    status, got = raw(site, Half(head + b"hello"))
    assert status in ANSWERS or status == 0, got[:200]
    assert rows(site, "tweet") == before


def chunked(*chunks):
    return b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in chunks) + b"0\r\n\r\n"


def test_a_chunked_body_is_read_whole(person, site):
    ada = person("ada")
    head = raw_head(site, "POST", "/v1/tweets", f"Authorization: Bearer {ada.token}", "Content-Type: application/json",
                    "Transfer-Encoding: chunked")
    status, got = raw(site, head + chunked(b'{"text":', b'"in pieces"}'))
    assert status == 201 and b"in pieces" in got
    for data, wanted in ((chunked(b'{"text":"' + b"x" * 550_000 + b'"}'), (413,)), (b"zz\r\nhello\r\n0\r\n\r\n", (400,)),
                         (Half(b"5\r\nhel"), (0, 400, 408))):
        status, got = raw(site, type(data)(head + data))
        assert status in wanted, got[:200]


@pytest.mark.parametrize("lines", [
    ["X-Long: " + "x" * 20000], ["Cookie: " + "a=" + "b" * 20000], [f"X-{n}: y" for n in range(200)], ["Authorization: Basic YTpi"],
    ["Authorization: Bearer"], ["Authorization: Bearer a", "Authorization: Bearer b"], ["Cookie: linnet=a", "Cookie: linnet=b"],
    ["Accept: " + ",".join(["text/html"] * 500)], ["Proxy: evil.example"], ["Range: bytes=0-10,5-20"], ["If-None-Match: *"],
    ["X-Forwarded-For: ' OR 1=1"], ["User-Agent: " + "\xff" * 100], ["Referer: \x01"], ["traceparent: nonsense"], ["Expect: 200-maybe"],
])
def test_headers_of_all_kinds_do_no_harm(site, lines):
    status, got = raw(site, raw_head(site, "GET", "/v1/timelines/public", *lines))
    assert status in ANSWERS or status in (200, 304, 417), got[:300]


def test_two_hosts_or_none_are_refused(site):
    for data in (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"):
        assert raw(site, data)[0] in (400, 0)


def test_another_host_gets_nothing_of_this_site(site, client):
    status, got = raw(site, b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    assert status in (0, 400, 404, 421, 444) and b"evil.example" not in got


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "GETX", "PATCH", "get"])
def test_methods_that_nobody_serves(site, method):
    status, _ = raw(site, raw_head(site, method, "/v1/timelines/public", "Content-Length: 0"))
    assert status in (400, 405, 501)


def test_nothing_of_all_this_was_a_defect(site):
    """Stands last: the log of all these stories has no 500 and no abort."""
    log = site.log("web")
    assert "status=500" not in log
    assert "event=bug" not in log
    assert json.dumps(GOOD) not in log and GOOD not in log, "no password in logs"
