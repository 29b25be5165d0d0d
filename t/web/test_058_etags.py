"""Clients that keep a copy: ETag and 304, HEAD and OPTIONS of every row, and scripts of other sites."""
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

from rig.stories import error_of

SITE = {"Origin": "https://client.example"}
KEPT = ("cache-control", "vary", "etag", "x-ratelimit-limit", "x-request-id")


def table(site):
    """Rows as (method, path, who, kind, parameters)."""
    done = subprocess.run([str(site.stack.build / "linnet-web"), "--config", str(site.stack.config), "--routes"],
                          capture_output=True, text=True, check=True, timeout=20)
    out = []
    for line in done.stdout.splitlines():
        method, path, who, kind, takes, *_ = line.split("\t")
        out.append((method, path, who, kind, [] if takes == "-" else takes.split(",")))
    return out


def reading(site, ada, tweet):
    """(path, kind) of every row that is read, made real."""
    for method, path, who, kind, takes in table(site):
        if method == "GET" and who != "visitor":
            id = tweet if "tweets/{id}" in path or path == "/@{username}/{id}" else ada.id
            ids = f"?ids={tweet if 'tweets' in path else ada.id}" if "ids" in takes else ""
            yield path.replace("{id}", id).replace("{username}", ada.name) + ids, kind


def read(one, method, path, kind, headers=None):
    if kind == "json":
        return one.api(method, path, headers)
    return one.request(method, path, headers={"Accept": "text/html", **(headers or {})})


def test_every_JSON_answer_has_an_ETag_and_need_not_be_sent_twice(site, person):
    ada = person("ada")
    tweet = ada.tweet("kept by a client")
    seen = 0
    for path, kind in reading(site, ada, tweet):
        got = read(ada, "GET", path, kind)
        if got.status != 200 or not got.headers["content-type"].startswith("application/json"):
            continue
        if "no-store" in got.headers["cache-control"] or path == "/v1/rate_limit_status":
            continue  # that one is another each time
        seen += 1
        tag = got.headers["etag"]
        assert re.fullmatch(r'"[\w-]{22,}"', tag), path
        assert {"Authorization", "Cookie"} <= set(re.split(r", *", got.headers["vary"])), path
        for given in (tag, f'W/{tag}', f'"other", {tag}', "*"):
            again = read(ada, "GET", path, kind, {"If-None-Match": given})
            assert (again.status, again.body) == (304, b""), (path, given, again)
            assert again.headers["etag"] == tag
            for name in KEPT:
                assert name in again.headers or name not in got.headers, (path, name)
            assert "content-type" not in again.headers and again.headers.get("content-length", "0") == "0"
            assert again.headers.get("link") == got.headers.get("link")
        for given in ('"other"', tag.strip('"'), 'W/"other"'):
            assert read(ada, "GET", path, kind, {"If-None-Match": given}).body == got.body, (path, given)
        assert read(ada, "HEAD", path, kind, {"If-None-Match": tag}).status == 304
    assert seen >= 12


def test_HEAD_of_every_row_says_what_GET_says(site, person):
    ada = person("ada")
    tweet = ada.tweet("looked at")
    changing = {"date", "x-request-id", "x-ratelimit-remaining", "x-ratelimit-reset"}
    for path, kind in reading(site, ada, tweet):
        got, head = (read(ada, method, path, kind) for method in ("GET", "HEAD"))
        assert (head.status, head.body) == (got.status, b""), path
        assert ("etag" in got.headers) == ("no-store" not in got.headers["cache-control"] and
                                           "idempotency_key" not in got.text and got.status == 200), path
        left = changing | ({"content-length", "etag"} if path == "/v1/rate_limit_status" else set())
        assert {k: v for k, v in head.headers.items() if k not in left} == \
            {k: v for k, v in got.headers.items() if k not in left}, path


def test_an_ETag_changes_when_what_is_shown_does(site, person):
    ada, bo = person("ada"), person("bo")
    tweet = ada.tweet("hello")
    path, profile = f"/v1/tweets/{tweet}", f"/v1/users/{ada.id}"
    tags = {one.name: one.api("GET", path).headers["etag"] for one in (ada, bo)}
    assert all(tag.startswith('"v1-') for tag in tags.values()), "the version first"
    before = bo.api("GET", profile).headers["etag"]
    bo.follow(ada)
    assert bo.api("GET", profile, {"If-None-Match": before}).status == 200
    assert bo.api("GET", path, {"If-None-Match": tags[bo.name]}).status == 200, "her count of followers is in it"
    assert ada.api("DELETE", path).status == 204
    assert ada.api("GET", path, {"If-None-Match": tags[ada.name]}).status == 404
    assert ada.api("GET", path, {"If-None-Match": "*"}).status == 404
    made = ada.api("POST", "/v1/tweets", text="again")
    assert made.headers["etag"] == ada.api("GET", f"/v1/tweets/{made.json['id']}").headers["etag"]


def test_If_Match_keeps_what_another_wrote(site, person):
    ada = person("ada")
    path = f"/v1/tweets/{ada.tweet('first')}"
    read = ada.api("GET", path).headers["etag"]
    edited = ada.api("PUT", path, {"If-Match": read}, text="second")
    assert edited.status == 200 and edited.headers["etag"] == ada.api("GET", path).headers["etag"]
    assert edited.headers["etag"].startswith('"v2-')
    late = ada.api("PUT", path, {"If-Match": read}, text="over it")
    assert (late.status, error_of(late)) == (412, ("precondition", "If-Match"))
    assert ada.api("PUT", path, {"If-Match": '"v1", "v3-x"'}, text="over it").status == 412
    unread = ada.api("PUT", path, {"If-Match": "v2"}, text="over it")
    assert (unread.status, error_of(unread)) == (400, ("malformed", "If-Match"))
    assert ada.api("GET", path).json["text"] == "second"
    for n, given in enumerate((edited.headers["etag"], '"x", W/"v3"', "*")):
        assert ada.api("PUT", path, {"If-Match": given}, text=f"number {n}").status == 200, given
    assert person("bo").api("PUT", path, {"If-Match": "*"}, text="hers").status == 403
    with ThreadPoolExecutor(8) as pool:
        tag = ada.api("GET", path).headers["etag"]
        answers = list(pool.map(lambda n: ada.api("PUT", path, {"If-Match": tag}, text=f"at once {n}").status, range(8)))
    assert sorted(answers) == [200] + [412] * 7


def test_pages_are_not_sent_twice_either_and_never_to_somebody_else(site, client, person):
    ada = person("ada")
    ada.tweet("hello")
    for path in (f"/@{ada.name}", "/settings/profile", "/about", "/public"):
        got = ada.get(path)
        assert ada.get(path, if_none_match=got.headers["etag"]).status == 304, path
        session, ada.cookies = ada.cookies, {}
        ada.log_in()
        other = ada.get(path, if_none_match=got.headers["etag"])
        assert other.status == 200 and ada.get(path, if_none_match=other.headers["etag"]).status == 304
        ada.cookies = session
        nobody = client.get(path, if_none_match=got.headers["etag"])
        assert nobody.status in (200, 303) and nobody.headers.get("etag") != got.headers["etag"]
    ada.submit(ada.get("/compose").page.form("/tweets"), text="with a notice")
    assert "etag" not in ada.get(f"/@{ada.name}").headers, "a notice is shown once"


def test_OPTIONS_of_every_path_names_its_methods(site, client):
    methods = {}
    for method, path, _, kind, _ in table(site):
        methods.setdefault(path, set()).add(method)
    for path, allowed in methods.items():
        real = path.replace("{id}", "1").replace("{username}", "nobody_here")
        answer = client.request("OPTIONS", real)
        assert (answer.status, answer.body) == (204, b""), (path, answer)
        given = set(re.split(", *", answer.headers["allow"]))
        assert given == allowed | {"OPTIONS"} | ({"HEAD"} if "GET" in allowed else set()), path


def test_S46_scripts_of_any_site_may_use_the_API_and_no_page(site, client, person):
    ada = person("ada")
    tweet = ada.tweet("seen from elsewhere")
    for method, path, who, kind, takes in table(site):
        real = path.replace("{id}", tweet if "tweets" in path else ada.id).replace("{username}", ada.name)
        ask = {**SITE, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization,idempotency-key"}
        before = client.request("OPTIONS", real, headers=ask)
        kinds = {k for m, p, _, k, _ in table(site) if p == path}
        assert "access-control-allow-credentials" not in before.headers
        if kinds == {"page"}:
            assert not [k for k in before.headers if k.startswith("access-control")], path
            continue
        assert before.headers["access-control-allow-origin"] == "*", path
        assert method in re.split(", *", before.headers["access-control-allow-methods"]), path
        assert {"authorization", "content-type", "idempotency-key", "if-match", "if-none-match"} == \
            set(re.split(", *", before.headers["access-control-allow-headers"].lower())), path
        answer = ada.api(method, real, SITE)
        assert answer.headers["access-control-allow-origin"] == "*", (path, answer)
        shown = set(re.split(", *", answer.headers["access-control-expose-headers"].lower()))
        assert {"link", "etag", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after",
                "location", "x-request-id", "idempotency-replayed"} == shown, path
        if "sessions" in path:
            ada.cookies, ada.token = {}, None
            ada.log_in()
