"""Accounts: personal tokens, with which programs come in without a password."""
import base64
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig.client import Client
from rig.hostile import table
from rig.stories import error_of, eventually, fields_of, rows

FORM = "/settings/tokens"
SECRET = re.compile(r'<textarea id="secret"[^>]*>\s*([\w-]+)</textarea>')
NAME = "weather on the balcony"
SENT = {"text": "x", "login": "nobody_there", "password": "not the password", "name": "x", "scopes": "read"}
DAY = 24 * 3600 * 1000


def make(person, scopes="read write", **more):
    answer = person.api("POST", "/v1/tokens", **{"name": NAME, "scopes": scopes, **more})
    assert answer.status == 201, answer
    return answer.json


def program(person, **wish):
    """A program that has a token of this person, and its number."""
    made = make(person, **wish)
    one = Client(person.url)
    one.token, one.id, one.number = made["token"], person.id, made["id"]
    return one


def secret_of(token):
    return [base64.urlsafe_b64decode(token + "==").hex().upper()]


def listed(person):
    return person.api("GET", "/v1/tokens").json["data"]


def test_one_makes_a_token_sees_it_once_and_revokes_it(person, site):
    ada = person("ada")
    form = ada.get(FORM).page.form(FORM)
    made = ada.submit(form, name=NAME, scopes="read write", expires_in="1y")
    assert made.status == 201 and made.headers["cache-control"] == "no-store"
    secret = SECRET.search(made.text)[1]
    assert len(secret) == 54 and NAME in made.page.shown
    bot = Client(ada.url)
    bot.token = secret
    assert bot.api("GET", "/v1/users/me").json["id"] == ada.id
    assert bot.api("POST", "/v1/tweets", text="by a program").status == 201
    page = ada.get(FORM)
    assert NAME in page.page.shown and "Read and write" in page.page.shown and secret not in page.text
    assert "no-store" not in page.headers["cache-control"]
    assert secret not in site.log("web") and secret_of(secret) not in site.sql(f"SELECT HEX(token_hash) FROM session WHERE user_id = {ada.id}")
    revoke = next(b for b in page.page.form("/logout").buttons if b.endswith("/revoke"))
    done = ada.submit(page.page.form("/logout"), to=revoke)
    assert (done.status, done.location) == (303, FORM)
    assert "The token is revoked" in ada.get(FORM).page.shown
    for _ in range(12):
        assert bot.api("GET", "/v1/users/me").status == 401


def test_programs_make_list_and_revoke_tokens_as_JSON(person, site):
    ada = person("ada")
    made = make(ada, "read", expires_in="30d")
    assert set(made) == {"token", "id", "name", "scopes", "created_at", "last_used_at", "expires_at"}
    assert (made["name"], made["scopes"], made["last_used_at"]) == (NAME, ["read"], None)
    answer = ada.api("POST", "/v1/tokens", name="two", scopes="write", expires_in="never")
    assert answer.headers["cache-control"] == "no-store" and answer.json["expires_at"] is None
    assert answer.headers["location"].endswith("/v1/tokens/" + answer.json["id"])
    assert answer.json["scopes"] == ["read", "write"], "who may write may read"
    assert {t["id"] for t in listed(ada)} == {made["id"], answer.json["id"]}
    assert all("token" not in t for t in listed(ada))
    assert ada.api("DELETE", f"/v1/tokens/{made['id']}").status == 204
    assert error_of(ada.api("DELETE", f"/v1/tokens/{made['id']}")) == ("not_found", None)
    assert [t["name"] for t in listed(ada)] == ["two"]


@pytest.mark.parametrize("word, days", [("30d", 30), ("90d", 90), ("1y", 365), (None, 90)])
def test_a_token_lasts_as_long_as_was_chosen(person, site, word, days):
    ada = person("ada")
    made = make(ada, **({"expires_in": word} if word else {}))
    lasts = site.sql(f"SELECT expires_ms - created_ms FROM session WHERE user_id = {ada.id} AND kind = 1")
    assert lasts == [[str(days * DAY)]] and made["expires_at"]


def test_the_last_use_is_told(person):
    ada = person("ada")
    bot = program(ada, scopes="read")
    assert "Never used" in ada.get(FORM).page.shown and listed(ada)[0]["last_used_at"] is None
    bot.api("GET", "/v1/users/me")
    assert eventually(lambda: listed(ada)[0]["last_used_at"]), "noted after the answer"
    assert "Last used" in ada.get(FORM).page.shown


def test_S38_a_dead_token_is_401_and_idleness_does_not_kill_one(person, site):
    ada = person("ada")
    bot, old = program(ada, expires_in="never"), program(ada, expires_in="30d")
    site.sql(f"UPDATE session SET last_used_ms = 1 WHERE user_id = {ada.id} AND kind = 1")
    site.sql(f"UPDATE session SET expires_ms = expires_ms - {30 * DAY} WHERE user_id = {ada.id} AND kind = 1 AND expires_ms < {2 ** 62}")
    site.restart("cache")
    assert bot.api("GET", "/v1/users/me").status == 200
    answer = old.api("GET", "/v1/timelines/public")
    assert answer.status == 401 and "bearer" in answer.headers["www-authenticate"].lower()
    assert len(listed(ada)) == 1


def test_S67_a_read_token_changes_nothing(person, site):
    """Every row that is not GET, but those that let somebody in by name and password."""
    ada, bo = person("ada"), person("bo")
    bot = program(ada, scopes="read")
    tweet = ada.tweet("not to be touched")
    assert bot.api("GET", "/v1/timelines/home").status == bot.api("GET", f"/v1/tweets/{tweet}").status == 200
    before, wrong = rows(site), []
    for method, path, who, kind, takes in table(site):
        if method == "GET" or who == "machine":
            continue
        answer = walk(bot, method, path, kind, takes, tweet, bo.id)
        if answer.status != 403 or "token" not in answer.text:
            wrong.append(f"{method} {path}: {answer.status}")
    assert not wrong, "\n".join(wrong)
    assert rows(site) == before
    message = bot.api("POST", "/v1/tweets", text="x").json["error"]["message"]
    assert "scope write" in message


def walk(bot, method, path, kind, takes, tweet, other):
    real = path.replace("{id}", tweet if "tweets/{id}" in path else other).replace("{username}", "nobody")
    body = {k: v for k, v in SENT.items() if k in takes}
    if kind == "json":
        return bot.api(method, real, **(body if method not in ("GET", "DELETE") else {}))
    if method == "GET":
        return bot.request("GET", real, headers={"Authorization": f"Bearer {bot.token}", "Accept": "text/html"})
    return bot.post(real, body, authorization=f"Bearer {bot.token}")


# What no token may, whatever its scopes: rows that begin so.
FOR_SESSIONS = ("/v1/tokens", "/v1/sessions", "/settings/tokens", "/settings/sessions", "/settings/password", "/settings/account",
                "/v1/users/me/account", "/logout")


def test_a_token_manages_no_tokens_sessions_passwords_accounts(person, site):
    ada, bo = person("ada"), person("bo")
    bot = program(ada)
    tweet, before, wrong = bo.tweet("another's"), rows(site), []
    for method, path, who, kind, takes in table(site):
        if not path.startswith(FOR_SESSIONS) or (method, path) == ("POST", "/v1/sessions"):
            continue
        answer = walk(bot, method, path, kind, takes, tweet, bo.id)
        if answer.status != 403 or "Personal tokens cannot do this" not in answer.text:
            wrong.append(f"{method} {path}: {answer.status}")
    assert not wrong, "\n".join(wrong)
    assert rows(site) == before and bot.api("GET", "/v1/users/me").status == 200


def test_what_a_write_token_may(person):
    ada, bo = person("ada"), person("bo")
    bot = program(ada)
    assert bot.api("PATCH", "/v1/users/me", bio="by a program").status == 200
    assert bot.api("PUT", f"/v1/users/{bo.id}/follow").status == 200
    made = bot.api("POST", "/v1/tweets", text="by a program")
    assert bot.api("DELETE", f"/v1/tweets/{made.json['id']}").status == 204


def test_tokens_and_sessions_are_two_lists(person):
    ada = person("ada")
    bot = program(ada)
    sessions = ada.api("GET", "/v1/sessions").json["data"]
    assert len(sessions) == 2 and bot.number not in {s["id"] for s in sessions}
    assert ada.api("DELETE", f"/v1/sessions/{bot.number}").status == 404
    assert ada.api("DELETE", f"/v1/tokens/{sessions[0]['id']}").status == 404
    page = ada.get("/settings/sessions").page
    assert NAME not in page.shown
    assert ada.submit(page.form("/settings/sessions/end"), to="/settings/sessions/end").status == 303
    assert bot.api("GET", "/v1/users/me").status == 200, "ending other log-ins leaves programs alone"


def test_a_token_is_no_cookie(client, person):
    bot = program(person("ada"))
    client.cookies["linnet"] = bot.token
    assert client.get("/compose").status == 303
    assert client.post("/tweets", {"text": "x"}).status in (401, 403)


def test_nobody_sees_or_revokes_anothers(person):
    ada, eve = person("ada"), person("eve")
    bot = program(ada)
    assert listed(eve) == [] and eve.api("DELETE", f"/v1/tokens/{bot.number}").status == 404
    csrf = eve.get(FORM).page.form(FORM).values["csrf_token"]
    assert eve.post(f"{FORM}/{bot.number}/revoke", {"csrf_token": csrf}).status == 404
    assert bot.api("GET", "/v1/users/me").status == 200


def test_S35_a_new_password_ends_tokens_too(person, site):
    ada = person("ada")
    bot = program(ada)
    changed = ada.submit(ada.get("/settings/password").page.form("/settings/password"), password=ada.password,
                         new_password="another horse battery")
    assert changed.status == 303
    for _ in range(12):
        assert bot.api("GET", "/v1/users/me").status == 401
    assert "Never used" not in ada.get(FORM).page.shown


@pytest.mark.parametrize("wish, field", [
    ({"name": ""}, "name"), ({"name": "x" * 51}, "name"), ({"name": "x" * 5000}, "name"), ({"name": " \u200b"}, "name"),
    ({"scopes": ""}, "scopes"), ({"scopes": "admin"}, "scopes"), ({"scopes": "write read"}, "scopes"),
    ({"expires_in": "100y"}, "expires_in"), ({"expires_in": "0"}, "expires_in")])
def test_what_is_wrong_is_told_beside_its_field(person, site, wish, field):
    ada = person("ada")
    typed = {"name": NAME, "scopes": "read", "expires_in": "30d", **wish}
    answer = ada.api("POST", "/v1/tokens", **typed)
    assert answer.status == 422 and fields_of(answer) == {field}
    page = ada.submit(ada.get(FORM).page.form(FORM), **typed)
    assert page.status == 422 and page.page.all("p", id=f"{field}-error")
    if field != "name":
        assert page.page.form(FORM).values["name"] == NAME, "nothing that was typed is lost"
    assert listed(ada) == []


def test_a_name_is_text(person):
    ada = person("ada")
    evil = '<script>alert(1)</script>"\'><u>'
    make(ada, name=evil)
    page = ada.get(FORM)
    assert "<script>alert" not in page.text and evil in page.page.shown


def asked(client, person, name):
    client.token = person.token
    return client.api("POST", "/v1/tokens", name=name, scopes="read")


def test_fifty_are_the_most_even_at_once(person, site):
    ada = person("ada")
    for n in range(45):
        make(ada, name=f"number {n}", scopes="read")
    with ThreadPoolExecutor(8) as pool:
        bots = [Client(ada.url) for _ in range(8)]
        answers = list(pool.map(lambda n: asked(bots[n], ada, f"at once {n}"), range(8)))
    assert sorted(a.status for a in answers) == [201] * 5 + [422] * 3
    refused = next(a for a in answers if a.status == 422)
    assert error_of(refused) == ("invalid", None) and "50" in refused.json["error"]["message"]
    page = ada.submit(ada.get(FORM).page.form(FORM), name="one more", scopes="read", expires_in="30d")
    assert page.status == 422 and "You have 50 tokens" in page.page.shown
    assert page.page.form(FORM).values["name"] == "one more"
    assert len(listed(ada)) == 50


def test_a_secret_is_kept_nowhere_for_a_second_asking(person, site):
    ada = person("ada")
    answer = ada.api("POST", "/v1/tokens", headers={"Idempotency-Key": "one key"}, name=NAME, scopes="read")
    assert answer.status == 400 and error_of(answer) == ("malformed", "idempotency_key") and not listed(ada)
    assert ada.api("POST", "/v1/tokens", name=NAME, scopes="read").status == 201
    assert site.sql(f"SELECT COUNT(*) FROM idempotency WHERE user_id = {ada.id}") == [["0"]]
