"""What a program learns from the refusals alone: they name the field, what fits there, and what to do instead."""
import pytest

from rig.stories import error_of


def sentence(answer):
    return answer.json["error"]["message"]


@pytest.mark.parametrize("query, field, word", [
    ("limit=0", "limit", "1 or more"), ("limit=-1", "limit", "1 or more"), ("limit=abc", "limit", "1 or more"), ("max_id=-1", "max_id", "whole number"),
    ("max_id=abc", "max_id", "whole number"), ("min_id=99999999999999999999", "min_id", "whole number"), ("page=2", "page", "max_id, since_id, min_id, limit")])
def test_S81_a_wrong_parameter_is_told_what_fits(client, query, field, word):
    answer = client.api("GET", f"/v1/timelines/public?{query}")
    assert answer.status == 400 and error_of(answer) == ("malformed", field)
    assert word in sentence(answer)


def test_a_huge_limit_is_the_largest(client):
    assert client.api("GET", "/v1/timelines/public?limit=1000000000").status == 200


def test_a_wrong_name_is_told_the_right_ones(person, client):
    ada = person("ada")
    answer = ada.api("POST", "/v1/tweets", status="hello")
    assert answer.status == 400 and error_of(answer)[1] == "status"
    assert "takes: text, reply_to" in sentence(answer)
    assert sentence(client.api("GET", f"/v1/users/{ada.id}?x=1")).endswith("takes: nothing.")
    assert sentence(client.api("GET", f"/v1/users/{ada.id}/followers?x=1")).endswith("takes: max_id, since_id, min_id, limit.")


def test_a_text_must_be_one(person):
    answer = person("ada").api("POST", "/v1/tweets", text=7)
    assert answer.status == 400 and "text" in sentence(answer)


@pytest.mark.parametrize("header", [None, "Basic YTpi", "Token abc"])
def test_whoever_comes_without_a_token_is_told_how_to_get_one(client, header):
    answer = client.request("GET", "/v1/users/me", headers={"Authorization": header} if header else {})
    assert answer.status == 401
    assert "/v1/sessions" in sentence(answer) and "Bearer" in sentence(answer)


@pytest.mark.parametrize("given, missing", [({}, {"login", "password"}), ({"login": "ada"}, {"password"}), ({"password": "x"}, {"login"}),
                                            ({"login": "  ", "password": ""}, {"login", "password"})])
def test_a_log_in_with_something_missing_says_what(client, given, missing):
    answer = client.api("POST", "/v1/sessions", **given)
    assert answer.status == 422
    error = answer.json["error"]
    assert {e["field"] for e in error.get("errors", [error])} == missing


def test_a_form_with_something_missing_says_so_beside_the_field(client):
    answer = client.submit(client.get("/login").page.form("/login"), login="ada", password="")
    assert answer.status == 422 and "Enter your password." in answer.page.shown
    assert answer.page.form("/login").values["login"] == "ada"


@pytest.mark.parametrize("method, path, status", [("GET", "/v1", 404), ("GET", "/v1/", 404), ("GET", "/v1/users/a%0D%0Ab", 400), ("GET", "/v1/users/%FF", 400),
                                                  ("GET", "/v1/users/a%5Cb", 400), ("GET", "/v1//users/1", 404), ("FOO", "/v1/users/me", 405)])
def test_a_program_is_always_answered_in_JSON(client, method, path, status):
    answer = client.request(method, path, headers={"Accept": "*/*"})
    assert answer.status in (status, 400) and answer.headers["content-type"] == "application/json"
    assert error_of(answer)


def test_a_person_that_is_not_there_is_not_called_a_name(person):
    answer = person("ada").api("PUT", "/v1/users/1/follow")
    assert answer.status == 404 and "name" not in sentence(answer)


def test_following_oneself_names_the_field(person):
    ada = person("ada")
    for method in ("PUT", "DELETE"):
        assert error_of(ada.api(method, f"/v1/users/{ada.id}/follow")) == ("invalid", "id")
