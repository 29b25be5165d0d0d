"""Accounts: where one is logged in, and ending it."""
from rig.stories import error_of

AGENT = "Test Browser/7.0 (Somewhere)"


def another(client, ada):
    """The same person, elsewhere."""
    other = type(client)(client.url)
    other.name, other.password, other.id = ada.name, ada.password, ada.id
    return other.log_in()


def own(client):
    return client.api("GET", "/v1/sessions").json["data"]


def test_one_sees_where_one_is_logged_in(client, person):
    ada = person("ada")
    form = client.get("/login").page.form("/login")
    assert client.post("/login", {**form.values, "login": ada.name, "password": ada.password}, user_agent=AGENT).status == 303
    page = client.get("/settings/sessions").page
    assert AGENT in page.shown and "127.0.0.1" in page.shown and page.shown.count("This one") == 1
    listed = own(ada)
    assert len(listed) == 3 and [s["current"] for s in listed].count(True) == 1
    assert AGENT in [s["device"] for s in listed]
    assert set(listed[0]) == {"id", "device", "address", "created_at", "last_used_at", "expires_at", "current"}


def test_S36_one_is_ended_and_dead_on_every_worker(client, person):
    ada = person("ada")
    other = another(client, ada)
    number = next(s["id"] for s in own(other) if s["current"])
    assert other.api("GET", "/v1/users/me").status == 200
    assert ada.api("DELETE", f"/v1/sessions/{number}").status == 204
    for _ in range(12):
        assert other.api("GET", "/v1/users/me").status == 401
    assert other.get("/compose").status == 200 and ada.api("GET", "/v1/users/me").status == 200
    assert error_of(ada.api("DELETE", f"/v1/sessions/{number}")) == ("not_found", None)


def test_S36_a_button_ends_one_and_another_all_others(client, person):
    ada = person("ada")
    other, third = another(client, ada), another(client, ada)
    page = ada.get("/settings/sessions").page
    ends = [b for b in page.form("/settings/sessions/end").buttons if b.startswith("/settings/sessions/") and b != "/settings/sessions/end"]
    assert len(ends) == 5, "two each, and not the present one"
    done = ada.submit(page.form("/settings/sessions/end"), to=ends[0])
    assert (done.status, done.location) == (303, "/settings/sessions")
    page = ada.get("/settings/sessions").page
    assert "The session has ended" in page.shown and page.shown.count("Last used") == 5
    assert ada.submit(page.form("/settings/sessions/end"), to="/settings/sessions/end").status == 303
    for _ in range(12):
        assert ada.get("/compose").status == 200
        assert other.get("/compose").status == third.get("/compose").status == 303
        assert other.api("GET", "/v1/users/me").status == third.api("GET", "/v1/users/me").status == 401
    page = ada.get("/settings/sessions").page
    assert page.shown.count("Last used") == 1 and "End all others" not in page.shown


def test_nobody_ends_anothers(person):
    ada, eve = person("ada"), person("eve")
    for session in own(ada):
        assert eve.api("DELETE", f"/v1/sessions/{session['id']}").status == 404
        token = eve.get("/settings/sessions").page.form("/logout").values["csrf_token"]
        assert eve.post(f"/settings/sessions/{session['id']}/end", {"csrf_token": token}).status == 404
    assert len(own(ada)) == 2 and not {s["id"] for s in own(eve)} & {s["id"] for s in own(ada)}


def test_what_a_header_holds_does_no_harm(client, person):
    ada = person("ada")
    for agent in ("<script>alert(1)</script>", "\xff\xfe", "", "x" * 300):
        form = client.get("/login").page.form("/login")
        client.post("/login", {**form.values, "login": ada.name, "password": ada.password}, user_agent=agent)
        page = client.get("/settings/sessions")
        assert page.status == 200 and "<script>alert" not in page.text
        assert client.submit(page.page.form("/logout"), to="/logout").status == 303
    assert ada.api("GET", "/v1/sessions").status == 200
