"""Nobody acts in another's name: form tokens, origins, pre-sessions."""
import pytest

from rig.stories import rows

GOOD = "correct horse battery"


def token_of(client, path="/compose", form="/tweets"):
    return client.get(path).page.form(form).values["csrf_token"]


def tweets(site, person):
    return int(site.sql(f"SELECT COUNT(*) FROM tweet WHERE author_id = {person.id}")[0][0])


def test_S45_the_token_of_another_session_is_refused(person, site):
    ada, eve = person("ada"), person("eve")
    for wrong in (token_of(eve), token_of(ada)[:-1], token_of(ada) + "A", token_of(ada).swapcase()):
        answer = ada.post("/tweets", {"text": "not mine", "csrf_token": wrong})
        assert answer.status == 403
    assert tweets(site, ada) == 0


def test_S45_the_token_from_before_the_log_in_is_refused(person, client, site):
    ada = person("ada")
    before = token_of(client, "/login", "/login")
    form = client.get("/login").page.form("/login")
    assert client.submit(form, login=ada.name, password=GOOD).status == 303
    assert client.post("/tweets", {"text": "not mine", "csrf_token": before}).status == 403
    assert tweets(site, ada) == 0


def test_a_token_in_the_query_does_not_count(person, site):
    ada = person("ada")
    assert ada.post(f"/tweets?csrf_token={token_of(ada)}", {"text": "x"}).status == 403
    assert tweets(site, ada) == 0


def test_what_was_typed_survives_a_refused_token(person):
    ada = person("ada")
    answer = ada.post("/tweets", {"text": "a long thought", "csrf_token": "old"})
    assert answer.status == 403
    form = answer.page.form("/tweets")
    assert form.values["text"].strip() == "a long thought"
    assert ada.submit(form).status == 303, "the form shown again works"


def test_what_was_typed_survives_a_session_that_ended(person):
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    ada.cookies.clear()
    answer = ada.submit(form, text="a long thought")
    assert answer.status == 401 and "a long thought" in answer.page.shown


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1"])
def test_S46_a_foreign_origin_is_refused_even_with_a_token(person, site, origin):
    ada = person("ada")
    answer = ada.post("/tweets", {"text": "not mine", "csrf_token": token_of(ada)}, origin=origin)
    assert answer.status in (401, 403), "the cookie does not count for a foreign origin"
    assert tweets(site, ada) == 0


def test_S46_no_foreign_page_reads_with_ones_cookie(person):
    ada = person("ada")
    for path in ("/v1/users/me", "/v1/timelines/home"):
        answer = ada.request("GET", path, headers={"Origin": "https://evil.example"})
        assert answer.status == 401
        assert "access-control-allow-credentials" not in answer.headers
    preflight = ada.request("OPTIONS", "/v1/tweets", headers={
        "Origin": "https://evil.example", "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type"})
    assert preflight.status in (200, 204)
    assert preflight.headers.get("access-control-allow-origin") == "*"
    assert "access-control-allow-credentials" not in preflight.headers


def test_a_program_with_a_token_needs_no_form_token_from_any_origin(person):
    ada = person("ada")
    answer = ada.api("POST", "/v1/tweets", headers={"Origin": "https://app.example"}, text="from an app")
    assert answer.status == 201
    assert answer.headers.get("access-control-allow-origin") == "*"


def test_JSON_by_cookie_needs_the_token_too(person, site):
    ada = person("ada")
    cookie, ada.token = dict(ada.cookies), None
    for body in ('{"text":"x"}', '{"text":"x","csrf_token":""}'):
        answer = ada.request("POST", "/v1/tweets", body, {"Content-Type": "application/json", "Origin": ada.url})
        assert answer.status == 403
    assert tweets(site, ada) == 0 and cookie


@pytest.mark.parametrize("path", ["/login", "/signup"])
def test_visitors_forms_are_held_too(client, site, path):
    before = rows(site, "user", "session")
    values = {"login": "x", "password": GOOD, "username": "csrf_x", "email": "csrf@example.org"}
    assert client.post(path, values).status == 403, "without a pre-session"
    token = token_of(client, path, path)
    other = type(client)(client.url)
    assert other.post(path, {**values, "csrf_token": token}).status == 403, "a token without its cookie"
    assert client.post(path, {**values, "csrf_token": token}, origin="https://evil.example").status == 403
    assert client.post(path, {**values, "csrf_token": token}, sec_fetch_site="cross-site").status == 403
    assert rows(site, "user", "session") == before


def test_logging_out_needs_the_token(person):
    ada = person("ada")
    assert ada.post("/logout", {}).status == 403
    assert ada.get("/compose").status == 200


def test_no_state_changes_on_GET(person, site):
    ada, bo = person("ada"), person("bo")
    id = ada.tweet("stays")
    for path in ("/logout", f"/users/{bo.id}/follow", f"/tweets?text=x"):
        assert ada.get(path).status == 405
    ada.get(f"/tweets/{id}/delete?csrf_token={token_of(ada)}")
    assert ada.api("GET", f"/v1/tweets/{id}").status == 200
