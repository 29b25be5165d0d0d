"""Every row of the route table against every hostile value of its parameters, in path, query, form and JSON;
against hostile headers and bodies. Never a 5xx, always a sentence, and nothing written by what was refused."""
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig import hostile
from rig.stories import rows

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
REFUSALS = {400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 431}
FINE = {200, 201, 204, 301, 303, 304}  # 301: a person by another spelling
HASHING = {"/signup", "/login", "/v1/users", "/v1/sessions"}  # slow on purpose: one value in four


class Walker:
    """Somebody with a session who sends what the rows are walked with, and what was wrong with the answers."""

    def __init__(self, ada, site):
        self.url, self.ada, self.site = site.url, ada, site
        page = ada.get("/compose").page
        self.token = page.form("/tweets").values["csrf_token"]
        self.cookie = "; ".join(f"{k}={v}" for k, v in ada.cookies.items())
        self.tweet = ada.tweet("the tweet of the walk")
        self.wrong = []

    def path(self, row_path, name=None, value=None):
        """The row's path, with one of its parts replaced."""
        good = {"id": self.tweet if "tweets" in row_path or row_path == "/@{username}/{id}" else self.ada.id, "username": self.ada.name}
        return re.sub(r"{(\w+)}", lambda m: value if m[1] == name else good[m[1]], row_path)

    def known(self, kind, row_path):
        """A page's caller is known by the cookie, a program by its token; visitors' rows see a visitor."""
        if row_path in HASHING:
            return []
        if kind == "json":
            twin = [("Accept", "application/json")] if row_path.startswith("/tweets") else []  # a page has the same path
            return [("Authorization", f"Bearer {self.ada.token}"), *twin]
        return [("Cookie", self.cookie), ("Origin", self.url)]

    def walk(self, requests):
        """Sends them all on a few lines at once."""
        parts = [requests[n::4] for n in range(4)]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self.go, parts))
        assert not self.wrong, f"{len(self.wrong)} of {len(requests)}:\n" + "\n".join(self.wrong[:20])

    def go(self, requests):
        line = hostile.Line(self.url)
        for method, path, body, headers, kind in requests:
            told = f"{method} {path[:120]} {body[:80]!r} {[h for h in headers if h[0] not in ('Cookie', 'Authorization', 'Origin')]!r:.120}"
            try:
                status, got, answer = line.send(method, path, body, headers)
                complaint = self.judge(method, status, got, answer, kind)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told with its request
                complaint = repr(error)
            if complaint:
                self.wrong.append(f"{told}: {complaint}")
        line.close()

    def judge(self, method, status, headers, answer, kind):
        if status not in REFUSALS | FINE:
            return f"status {status}"
        if status in FINE or "x-request-id" in headers:  # what nginx cannot read, it refuses by itself
            if headers.get("x-content-type-options") != "nosniff" or headers.get("set-cookie", "").startswith("x="):
                return f"headers {headers}"
            if status in REFUSALS and method != "HEAD":
                return self.judge_refusal(status, headers, answer, kind)
        return None

    def judge_refusal(self, status, headers, answer, kind):
        if kind == "json" or kind is None and headers["content-type"] == "application/json":
            error = json.loads(answer)["error"]
            if not re.fullmatch(r"[A-Z].*[.?!]", error["message"]):
                return f"no sentence: {error['message']!r}"
            return None if status != 422 or error["field"] else f"no field: {error}"
        if not headers["content-type"].startswith("text/html"):
            return f"{status} as {headers['content-type']}"
        return "markup came through" if b"<script>alert" in answer or b"<img src=x" in answer else None


@pytest.fixture
def walker(person, site):
    return Walker(person("walk"), site)


@pytest.fixture(autouse=True)
def no_defects(site):
    """Whatever was sent: no 500, no abort, no worker lost."""
    mark, workers = len(site.log("web")), site.workers()
    yield
    log = site.log_since(mark)
    assert "status=500" not in log and "event=bug" not in log
    assert site.workers() == workers


def is_reading(method):
    return method in ("GET", "HEAD")


def some(values, path):
    return values[::4] if path in HASHING else values


def test_S16_S18_S24_S81_hostile_values_in_paths_and_queries(walker, site):
    requests = []
    for method, path, who, kind, takes in hostile.table(site):
        known = walker.known(kind, path)
        for name in takes:
            for value in some(hostile.values(name), path) if is_reading(method) or f"{{{name}}}" in path else []:
                one = hostile.coded(value)
                if f"{{{name}}}" in path:
                    requests.append((method, walker.path(path, name, one), b"", known, kind))
                else:
                    requests.append((method, f"{walker.path(path)}?{name}={one}", b"", known, kind))
    before = rows(site, "user", "tweet", "follow")
    walker.walk(requests)
    assert rows(site, "user", "tweet", "follow") == before
    assert len(requests) > 1500


def bodies_of(walker, name, kind, value):
    form = f"{name}={hostile.coded(value)}&csrf_token={walker.token}".encode()
    yield FORM, form
    if kind == "json":
        yield JSON, hostile.written(name, value)


def test_S16_S18_S24_S82_hostile_values_in_bodies(walker, site):
    requests = []
    for method, path, who, kind, takes in hostile.table(site):
        if is_reading(method):
            continue
        known = walker.known(kind, path)
        for name in takes:
            for value in some(hostile.values(name) + hostile.LONG, path):
                for content_type, body in bodies_of(walker, name, kind, value):
                    requests.append((method, walker.path(path), body, [*known, ("Content-Type", content_type)], kind))
            for value in hostile.JSON_VALUES if kind == "json" else []:
                body = json.dumps({name: value}).encode()
                requests.append((method, walker.path(path), body, [*known, ("Content-Type", JSON)], kind))
    users = rows(site, "user", "session")
    walker.walk(requests)
    assert rows(site, "user", "session") == users
    counted = site.sql(f"SELECT tweets_count, (SELECT COUNT(*) FROM tweet WHERE author_id = user.id) FROM user WHERE id = {walker.ada.id}")[0]
    assert counted[0] == counted[1]


def test_S07_S10_S28_hostile_headers_on_every_row(walker, site):
    requests = []
    for method, path, who, kind, takes in hostile.table(site):
        if method == "DELETE" or path in ("/logout", "/settings/sessions/end"):
            continue
        for name, value in hostile.HEADERS:
            known = [h for h in walker.known(kind, path) if h[0] != name]
            shape = kind if path.startswith("/v1/") else None  # what cannot be read is not routed
            requests.append((method, walker.path(path), b"", [*known, (name, value)], shape))
    walker.walk(requests)


BODIES = [b"", b"\0", b"=", b"&" * 1000, b"a" * 550_000, b"a" * 700_000, b"[" * 1000 + b"]" * 1000, b'{"a":' * 1000 + b"1" + b"}" * 1000,
          b"{", b"{}", b"null", b'{"text":"a","text":"b"}', b'\xff\xfe{\0}\0', b"--x\r\n\r\n--x--\r\n", b"text=%", b"csrf_token=&csrf_token="]
TYPES = [FORM, JSON, "multipart/form-data; boundary=x", "text/plain", "nonsense", ""]


def test_S27_hostile_bodies_of_every_type_on_every_row(walker, site):
    requests = []
    for method, path, who, kind, takes in hostile.table(site):
        if path in ("/v1/sessions/current", "/logout", "/settings/sessions/end") or kind == "json" and method == "DELETE":
            continue
        if path.endswith("/retweet"):
            continue  # needs no body, and makes a tweet
        for body in BODIES:
            for content_type in TYPES:
                known = walker.known(kind, path)
                requests.append((method, walker.path(path), body, [*known, ("Content-Type", content_type)], None))
    before = rows(site, "user", "tweet", "session")
    walker.walk(requests)
    assert rows(site, "user", "tweet", "session") == before


def test_S13_HEAD_is_GET_without_the_body_on_every_row(walker, site):
    changing = {"date", "x-request-id", "set-cookie", "content-length", "connection", "keep-alive",
                "x-ratelimit-remaining", "x-ratelimit-reset"}
    line, wrong = hostile.Line(walker.url), []
    for method, path, who, kind, takes in hostile.table(site):
        if method != "GET":
            continue
        for query in ("", "?limit=0", "?nonsense=%ff"):
            known, real = walker.known(kind, path), walker.path(path) + query
            got, head = line.send("GET", real, b"", known), line.send("HEAD", real, b"", known)
            headers = [{k: v for k, v in h.items() if k not in changing} for h in (got[1], head[1])]
            if got[0] != head[0] or headers[0] != headers[1] or head[2]:
                wrong.append((real, got[:2], head[:2]))
    assert not wrong, wrong


def test_S09_every_row_refuses_the_methods_it_does_not_have(walker, site):
    wrong, line, table = [], hostile.Line(walker.url), hostile.table(site)
    for path in sorted({row[1] for row in table}):
        own = {row[0] for row in table if row[1] == path}
        own |= {"HEAD"} if "GET" in own else set()
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "FOO", "get", "OPTIONS"):
            if method in own:
                continue
            status, headers, _ = line.send(method, walker.path(path), b"", [("Origin", "https://evil.example")])
            named = {m.strip() for m in headers.get("allow", "").split(",")}
            if method == "get" and status == 400:
                continue  # nginx
            if status != (204 if method == "OPTIONS" else 405) or not own <= named:
                wrong.append((method, path, status, headers.get("allow")))
            if "access-control-allow-credentials" in headers:
                wrong.append((method, path, "credentials for another origin"))
    assert not wrong, wrong
