"""Every row of the route table, as nobody, as a stranger and as the owner: what each may.

The table here is written by hand and the rows come from the program (`linnet-web --routes`), so that a
row without an expectation, or an expectation without a row, fails."""
import subprocess

import pytest

from rig.stories import rows

# row: what nobody, a stranger and the owner get. The path's {id} and {username} are the owner's.
EXPECTED = {
    "GET /": (200, 200, 200),
    "GET /signup": (200, 303, 303),
    "POST /signup": (422, 422, 422),
    "GET /login": (200, 303, 303),
    "POST /login": (401, 401, 401),
    "POST /logout": (303, 303, 303),
    "GET /public": (200, 200, 200),
    "GET /@{username}": (200, 200, 200),
    "GET /@{username}/replies": (200, 200, 200),
    "GET /@{username}/followers": (200, 200, 200),
    "GET /@{username}/following": (200, 200, 200),
    "GET /@{username}/likes": (404, 404, 200),
    "GET /@{username}/{id}": (200, 200, 200),
    "GET /@{username}/{id}/history": (200, 200, 200),
    "GET /@{username}/{id}/likes": (200, 200, 200),
    "GET /@{username}/{id}/retweets": (200, 200, 200),
    "GET /compose": (303, 200, 200),
    "POST /tweets": (401, 303, 303),
    "GET /tweets/{id}/edit": (303, 403, 200),
    "POST /tweets/{id}/edit": (401, 403, 303),
    "GET /tweets/{id}/delete": (303, 403, 200),
    "POST /tweets/{id}/delete": (401, 403, 303),
    "POST /tweets/{id}/like": (401, 303, 303),
    "POST /tweets/{id}/unlike": (401, 303, 303),
    "POST /tweets/{id}/retweet": (401, 303, 303),
    "POST /tweets/{id}/unretweet": (401, 303, 303),
    "POST /tweets/{id}/bookmark": (401, 303, 303),
    "POST /tweets/{id}/unbookmark": (401, 303, 303),
    "POST /users/{id}/follow": (401, 303, 422),
    "POST /users/{id}/unfollow": (401, 303, 422),
    "GET /bookmarks": (303, 200, 200),
    "GET /settings": (303, 200, 200),
    "GET /settings/profile": (303, 200, 200),
    "POST /settings/profile": (401, 303, 303),
    "GET /settings/account": (303, 200, 200),
    "POST /settings/account": (401, 422, 422),
    "GET /settings/password": (303, 200, 200),
    "POST /settings/password": (401, 422, 422),
    "GET /settings/sessions": (303, 200, 200),
    "POST /settings/sessions/{id}/end": (401, 404, 404),
    "POST /settings/sessions/end": (401, 303, 303),
    "GET /settings/appearance": (200, 200, 200),
    "POST /settings/appearance": (422, 422, 422),
    "GET /settings/tokens": (303, 200, 200),
    "POST /settings/tokens": (401, 201, 201),
    "POST /settings/tokens/{id}/revoke": (401, 404, 404),
    "GET /about": (200, 200, 200),
    "GET /rules": (200, 200, 200),
    "GET /privacy": (200, 200, 200),
    "GET /keyboard": (200, 200, 200),
    "GET /docs/api": (200, 200, 200),
    "POST /v1/users": (422, 422, 422),
    "POST /v1/sessions": (401, 401, 401),
    "DELETE /v1/sessions/current": (401, 204, 204),
    "GET /v1/sessions": (401, 200, 200),
    "DELETE /v1/sessions/{id}": (401, 404, 404),
    "GET /v1/tokens": (401, 200, 200),
    "POST /v1/tokens": (401, 201, 201),
    "DELETE /v1/tokens/{id}": (401, 404, 404),
    "GET /v1/users": (200, 200, 200),
    "GET /v1/users/me": (401, 200, 200),
    "PATCH /v1/users/me/account": (401, 422, 422),
    "PATCH /v1/users/me": (401, 200, 200),
    "GET /v1/users/{id}": (200, 200, 200),
    "GET /v1/users/by/{username}": (200, 200, 200),
    "GET /v1/users/{id}/followers": (200, 200, 200),
    "GET /v1/users/{id}/following": (200, 200, 200),
    "PUT /v1/users/{id}/follow": (401, 200, 422),
    "DELETE /v1/users/{id}/follow": (401, 204, 422),
    "POST /v1/tweets": (401, 201, 201),
    "GET /v1/tweets": (200, 200, 200),
    "GET /v1/tweets/{id}": (200, 200, 200),
    "PUT /v1/tweets/{id}": (401, 403, 200),
    "DELETE /v1/tweets/{id}": (401, 403, 204),
    "GET /v1/tweets/{id}/history": (200, 200, 200),
    "GET /v1/tweets/{id}/replies": (200, 200, 200),
    "GET /v1/tweets/{id}/likes": (200, 200, 200),
    "GET /v1/tweets/{id}/retweets": (200, 200, 200),
    "PUT /v1/tweets/{id}/like": (401, 200, 200),
    "DELETE /v1/tweets/{id}/like": (401, 204, 204),
    "PUT /v1/tweets/{id}/retweet": (401, 200, 200),
    "DELETE /v1/tweets/{id}/retweet": (401, 204, 204),
    "PUT /v1/tweets/{id}/bookmark": (401, 200, 200),
    "DELETE /v1/tweets/{id}/bookmark": (401, 204, 204),
    "GET /v1/users/{id}/tweets": (200, 200, 200),
    "GET /v1/users/{id}/likes": (404, 404, 200),
    "GET /v1/bookmarks": (401, 200, 200),
    "GET /v1/timelines/home": (401, 200, 200),
    "GET /v1/timelines/public": (200, 200, 200),
    "GET /v1/rate_limit_status": (200, 200, 200),
    "GET /v1/openapi.json": (200, 200, 200),
    "POST /v1/tweet": (401, 201, 201),
    "POST /v1/comment/{id}": (401, 200, 200),
    "POST /v1/like/{id}": (401, 200, 200),
    "POST /v1/follow": (401, 400, 400),
    "POST /send": (401, 201, 201),
    "GET /fetch": (401, 200, 200),
    "POST /tweets as JSON": (401, 201, 201),
    "GET /tweets/{id}": (301, 301, 301),
    "GET /tweets/{id} as JSON": (200, 200, 200),
    "DELETE /tweets/{id}": (401, 403, 204),
    "GET /health": (200, 200, 200),
    "GET /ready": (200, 200, 200),
    "GET /bench/noop": (404, 404, 404),
}
ROLES = ("nobody", "stranger", "owner")
SENT = {"text": "a tweet of the walk", "twitterContent": "in other words", "commentString": "in other words", "login": "nobody_there", "password": "not the password",
        "name": "of the walk", "scopes": "read"}


def table(site):
    """Rows as (method, path, who, kind, parameters)."""
    done = subprocess.run([str(site.stack.build / "linnet-web"), "--config", str(site.stack.config), "--routes"],
                          capture_output=True, text=True, check=True, timeout=20)
    out = []
    for line in done.stdout.splitlines():
        method, path, who, kind, takes = line.split("\t")
        out.append((method, path, who, kind, [] if takes == "-" else takes.split(",")))
    return out


def named(rows):
    """The names of rows in EXPECTED: the second of two at one address serves who prefers JSON."""
    names = []
    for method, path, _, kind, _ in rows:
        name = f"{method} {path}"
        names.append(name + " as JSON" if name in names and kind == "json" else name)
    return names


def test_N11_every_row_has_its_expectation(site):
    assert sorted(named(table(site))) == sorted(EXPECTED)


def test_rows_that_change_something_are_never_GET(site):
    for method, path, who, _, takes in table(site):
        if method == "GET":
            assert not {"password", "invitation"} & set(takes), path
            assert "text" not in takes or path == "/compose", "where it only fills in the form"


def ask(client, method, path, kind, takes, owner, tweet):
    """One request of that row, with what it takes."""
    of_tweet = "tweets/{id}" in path or path.startswith(("/@{username}/{id}", "/v1/like/", "/v1/comment/"))
    id = tweet if of_tweet else owner.id
    real = path.replace("{id}", id).replace("{username}", owner.name)
    body = {name: SENT[name] for name in takes if name in SENT}
    if "ids" in takes:
        return client.api(method, real, ids=tweet if "tweets" in path else owner.id)
    if kind == "json" or method != "POST":
        return client.api(method, real, **body) if kind == "json" else client.get(real)
    if path in ("/signup", "/login", "/settings/appearance") and not client.name:
        body["csrf_token"] = client.get(path).page.form(path).values["csrf_token"]
    elif client.name:
        body["csrf_token"] = client.get("/compose").page.form("/tweets").values["csrf_token"]
    return client.post(real, body)


@pytest.mark.parametrize("role", ROLES)
def test_S54_F33_each_row_answers_each_role_as_written(site, client, person, role):
    """Each row gets a tweet of its own, and people anew behind rows that log out."""
    owner, stranger = person("own"), person("str")
    wrong = []
    for name, (method, path, who, kind, takes) in zip(named(table(site)), table(site)):
        caller = {"nobody": lambda: type(client)(client.url), "owner": lambda: owner, "stranger": lambda: stranger}[role]()
        tweet = owner.tweet("for the walk")
        answer = ask(caller, method, path, kind, takes, owner, tweet)
        expected = EXPECTED[name][ROLES.index(role)]
        if answer.status != expected:
            wrong.append(f"{name}: {answer.status}, expected {expected}")
        if "sessions/current" in path or path in ("/logout", "/settings/sessions/end"):
            owner, stranger = person("own"), person("str")
    assert not wrong, "\n".join(wrong)


def test_S44_no_writing_row_works_without_its_token(site, person):
    owner, stranger = person("own"), person("str")
    tweet = owner.tweet("not to be touched")
    before = rows(site)
    for method, path, who, kind, takes in table(site):
        if method == "GET" or who == "machine":
            continue
        id = tweet if "tweets/{id}" in path else stranger.id
        real = path.replace("{id}", id).replace("{username}", owner.name)
        body = "&".join(f"{k}={v.replace(' ', '+')}" for k, v in SENT.items() if k in takes)
        for token in ("", "&csrf_token=", "&csrf_token=" + "A" * 43):
            answer = owner.request(method, real, body + token, {"Content-Type": "application/x-www-form-urlencoded",
                                                               "Origin": owner.url})
            assert answer.status == 403, f"{method} {real} {token}: {answer.status}"
    assert rows(site) == before
    assert owner.api("GET", f"/v1/tweets/{tweet}").status == 200


JOBS_OWN = {"event_member", "event_cursor", "event_log", "outbox"}


def dump(site):
    """Every table, row by row, but for when a session was last used and what jobs keep for themselves: of what is told
    it counts that it is, not how far it has come."""
    columns = site.sql("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'linnet' ORDER BY 1, 2")
    kept = [(t, c) for t, c in columns if (t, c) != ("session", "last_used_ms") and t not in JOBS_OWN]
    tables = {t: [f"HEX(`{c}`)" for table, c in kept if table == t] for t in {t for t, _ in kept}}
    told = sorted(site.sql("SELECT id FROM outbox UNION SELECT id FROM event_log"))
    return {"told": told, **{t: sorted(site.sql(f"SELECT {', '.join(c)} FROM `{t}`")) for t, c in tables.items()}}


def test_S44_reading_changes_nothing(site, person):
    owner = person("own")
    tweet = owner.tweet("read me")
    before = dump(site)
    for method, path, who, kind, takes in table(site):
        if method == "GET":
            for _ in range(2):
                ask(owner, method, path, kind, takes, owner, tweet)
    assert dump(site) == before


def test_405_names_what_is_allowed(client, site):
    for path, method, allowed in (("/tweets", "GET", {"POST"}), ("/v1/tweets", "PUT", {"GET", "POST"}), ("/public", "POST", {"GET"}),
                                  ("/v1/users/1/follow", "POST", {"PUT", "DELETE"}), ("/about", "DELETE", {"GET"})):
        answer = client.request(method, path, headers={"Accept": "text/html"})
        assert answer.status == 405, (method, path, answer)
        given = {m.strip() for m in answer.headers["allow"].split(",")}
        assert allowed <= given and method not in given


def test_HEAD_is_GET_without_the_body(client, person):
    ada = person("ada")
    for path in ("/", f"/@{ada.name}", "/v1/timelines/public", f"/v1/users/{ada.id}", "/about"):
        got, head = client.get(path), client.request("HEAD", path, headers={"Accept": "text/html"})
        assert (head.status, head.body) == (got.status, b""), path
        assert head.headers["content-type"] == got.headers["content-type"]


def test_404_is_a_page_for_people_and_JSON_for_programs(client):
    page = client.get("/no/such/page")
    assert page.status == 404 and page.headers["content-type"].startswith("text/html")
    assert page.page.href("start") == "/" or "/" in [h for h, _ in page.page.links]
    answer = client.api("GET", "/v1/no_such_thing")
    assert answer.status == 404 and answer.json["error"]["kind"] == "not_found"
    assert answer.json["error"]["request_id"] == answer.headers["x-request-id"]
