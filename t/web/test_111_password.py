"""Accounts: a new password, and what it ends."""
import pytest

from rig.stories import rows

FRESH = "another horse battery"


def change(client, **typed):
    return client.submit(client.get("/settings/password").page.form("/settings/password"), **typed)


def lets_in(client, login, password):
    return type(client)(client.url).api("POST", "/v1/sessions", login=login, password=password).status == 201


def test_S35_a_new_password_ends_all_other_sessions_at_once(client, person):
    ada = person("ada")
    elsewhere, old = type(client)(client.url), dict(ada.cookies)
    elsewhere.name, elsewhere.password = ada.name, ada.password
    elsewhere.log_in()
    answer = change(ada, password=ada.password, new_password=FRESH)
    assert (answer.status, answer.location) == (303, "/settings")
    assert ada.cookies["linnet"] != old["linnet"], "the present session has a new token"
    assert "Your password is changed" in ada.get("/settings").page.shown
    stolen = type(client)(client.url)
    for _ in range(12):
        stolen.cookies = dict(old)
        assert ada.get("/compose").status == 200
        assert stolen.get("/compose").status == 303 and elsewhere.get("/compose").status == 303
        assert ada.api("GET", "/v1/users/me").status == 401 and elsewhere.api("GET", "/v1/users/me").status == 401
    assert lets_in(client, ada.name, FRESH) and not lets_in(client, ada.name, ada.password)


def test_without_the_present_password_nothing_changes(client, person, site):
    ada = person("ada")
    before = rows(site)
    answer = change(ada, password="not the password", new_password=FRESH)
    assert answer.status == 422 and "not your present password" in answer.page.shown
    assert FRESH not in answer.text and "not the password" not in answer.text
    assert answer.page.all("p", id="password-error") and not answer.page.all("p", id="new_password-error")
    assert change(ada, password="", new_password=FRESH).status == 422
    assert rows(site) == before and ada.api("GET", "/v1/users/me").status == 200
    assert lets_in(client, ada.name, ada.password)


@pytest.mark.parametrize("weak", ["", "7 chars", "iloveyou", "x" * 1025])
def test_S30_a_weak_new_password_is_refused_beside_its_field(client, person, weak):
    ada = person("ada")
    answer = change(ada, password=ada.password, new_password=weak)
    assert answer.status == 422 and answer.page.all("p", id="new_password-error")
    assert lets_in(client, ada.name, ada.password)


def test_ones_own_name_is_no_new_password(person):
    ada = person("adalovelace")
    assert change(ada, password=ada.password, new_password=ada.name + "!").status == 422
