"""Doing something once: Idempotency-Key for programs, the hidden key of forms, and what may go wrong on the way."""
import secrets
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig.stories import error_of

CROWD = 20


def at_once(calls):
    with ThreadPoolExecutor(len(calls)) as pool:
        return [f.result() for f in [pool.submit(call) for call in calls]]


def fresh():
    return {"Idempotency-Key": secrets.token_hex(16)}


def count(site, one):
    return int(site.sql(f"SELECT COUNT(*) FROM tweet WHERE author_id = {one.id}")[0][0])


def test_twenty_at_once_with_one_key_make_one_tweet_and_twenty_equal_answers(site, person):
    ada, key = person("ada"), fresh()
    answers = at_once([lambda: ada.api("POST", "/v1/tweets", key, text="once")] * CROWD)
    assert {(a.status, a.body, a.location, a.headers["content-type"]) for a in answers} == {
        (201, answers[0].body, answers[0].location, "application/json")}
    assert [a.headers.get("idempotency-replayed") for a in answers].count("true") == CROWD - 1
    assert count(site, ada) == 1
    assert ada.api("GET", "/v1/users/me").json["tweets_count"] == 1


def test_asked_again_the_answer_is_the_first_one_also_when_things_changed_since(site, person):
    ada, key = person("ada"), fresh()
    first = ada.api("POST", "/v1/tweets", key, text="once")
    assert first.status == 201 and "idempotency-replayed" not in first.headers
    assert ada.api("DELETE", f"/v1/tweets/{first.json['id']}").status == 204
    again = ada.api("POST", "/v1/tweets", key, text="once")
    assert (again.status, again.body, again.location) == (201, first.body, first.location)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    assert count(site, ada) == 0


def test_how_it_is_spelled_does_not_matter_what_is_asked_does(site, person):
    ada, key = person("ada"), fresh()
    first = ada.api("POST", "/v1/tweets", key, text="once")
    bearer = {"Authorization": f"Bearer {ada.token}", **key}
    spelled = ada.request("POST", "/v1/tweets", '{ "text" :\n"on\\u0063e" }', {**bearer, "Content-Type": "application/json"})
    assert (spelled.status, spelled.body) == (201, first.body)
    form = ada.request("POST", "/v1/tweets", "text=once", {**bearer, "Content-Type": "application/x-www-form-urlencoded"})
    assert (form.status, form.body) == (201, first.body)
    for method, path, members in (("POST", "/v1/tweets", {"text": "another"}), ("DELETE", f"/v1/tweets/{first.json['id']}", {}),
                                  ("PUT", f"/v1/users/{person('bo').id}/follow", {})):
        other = ada.api(method, path, key, **members)
        assert (other.status, error_of(other)) == (422, ("invalid", "idempotency_key")), (method, path)
    assert count(site, ada) == 1
    assert ada.api("POST", "/v1/tweets", fresh(), text="once").status == 201, "another key is another tweet"


def test_another_condition_is_another_request(person):
    ada, key = person("ada"), fresh()
    path = f"/v1/tweets/{ada.tweet('first')}"
    first = ada.api("PUT", path, {**key, "If-Match": '"v1"'}, text="second")
    assert first.status == 200
    assert ada.api("PUT", path, {**key, "If-Match": '"v1"'}, text="second").body == first.body
    other = ada.api("PUT", path, {**key, "If-Match": '"v2"'}, text="second")
    assert (other.status, error_of(other)) == (422, ("invalid", "idempotency_key"))


def test_what_a_page_answered_is_no_answer_for_a_program(site, person):
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    assert ada.submit(form, text="once").status == 303
    answer = ada.api("POST", "/tweets", {"Idempotency-Key": form.values["idempotency_key"]}, text="once")
    assert (answer.status, error_of(answer)) == (422, ("invalid", "idempotency_key"))
    assert count(site, ada) == 1


def test_each_has_keys_of_their_own(site, person):
    ada, bo, key = person("ada"), person("bo"), fresh()
    assert ada.api("POST", "/v1/tweets", key, text="mine").json["author"]["id"] == ada.id
    assert bo.api("POST", "/v1/tweets", key, text="also mine").json["author"]["id"] == bo.id


@pytest.mark.parametrize("key", ["", "x" * 256, "with\ttab", "with \xe9"])
def test_what_is_no_key_is_refused(site, person, key):
    ada = person("ada")
    answer = ada.api("POST", "/v1/tweets", {"Idempotency-Key": key}, text="unheard")
    assert (answer.status, error_of(answer)) == (400, ("malformed", "idempotency_key"))
    assert count(site, ada) == 0
    for fine in ("x" * 255, "~", 'with "quotes", and blanks'):
        assert ada.api("POST", "/v1/tweets", {"Idempotency-Key": fine}, text="heard").status == 201


def test_what_failed_is_done_when_asked_again(site, person):
    ada, bo, key = person("ada"), person("bo"), fresh()
    assert ada.api("POST", "/v1/tweets", key, text="").status == 422
    assert site.sql(f"SELECT COUNT(*) FROM idempotency WHERE user_id = {ada.id}") == [["0"]]
    made = ada.api("POST", "/v1/tweets", key, text="now with words")
    assert made.status == 201 and "idempotency-replayed" not in made.headers
    gone = fresh()
    assert ada.api("DELETE", f"/v1/tweets/{bo.tweet('mine')}", gone).status == 403
    assert ada.api("DELETE", f"/v1/tweets/{made.json['id']}", gone).status == 204
    assert ada.api("DELETE", f"/v1/tweets/{made.json['id']}", gone).status == 204, "gone, and told again"
    assert ada.api("DELETE", f"/v1/tweets/{made.json['id']}").status == 404


def test_a_crowd_that_fails_is_told_why(site, person):
    """The first one's end frees the key for the next one, which fails as well: nobody waits in vain."""
    ada, key = person("ada"), fresh()
    answers = at_once([lambda: ada.api("PUT", f"/v1/users/{ada.id}/follow", key)] * CROWD)
    assert {a.status for a in answers} == {422}, sorted(a.status for a in answers)


def test_keys_cost_nobody_else_anything(site, person):
    """Many at once, each with a key of their own, some twice: as many tweets as keys."""
    people = [person("kim") for _ in range(4)]
    keys = [(one, fresh(), n) for one in people for n in range(6)]
    answers = at_once([lambda o=o, k=k, n=n: o.api("POST", "/v1/tweets", k, text=f"number {n}") for o, k, n in keys * 2])
    assert {a.status for a in answers} == {201}
    assert [count(site, one) for one in people] == [6] * 4
    follow = [lambda a=a, b=b, k=fresh(): a.api("PUT", f"/v1/users/{b.id}/follow", k) for a in people for b in people if a is not b]
    assert {a.status for a in at_once(follow * 2)} == {200}
    for one in people:
        card = one.api("GET", "/v1/users/me").json
        assert (card["followers_count"], card["following_count"], card["tweets_count"]) == (3, 3, 6)


def test_an_answer_is_kept_for_a_day(site, person):
    ada, key = person("ada"), fresh()
    first = ada.api("POST", "/v1/tweets", key, text="once")
    left = int(site.sql(f"SELECT (expires_ms - UNIX_TIMESTAMP() * 1000) DIV 1000 FROM idempotency WHERE user_id = {ada.id}")[0][0])
    assert 24 * 3600 - 60 < left <= 24 * 3600
    site.sql(f"UPDATE idempotency SET expires_ms = UNIX_TIMESTAMP() * 1000 WHERE user_id = {ada.id}")
    answers = at_once([lambda: ada.api("POST", "/v1/tweets", key, text="of the next day")] * 5)
    assert {a.status for a in answers} == {201} and len({a.body for a in answers}) == 1
    assert answers[0].json["id"] != first.json["id"] and count(site, ada) == 2
    site.sql(f"UPDATE idempotency SET expires_ms = UNIX_TIMESTAMP() * 1000 WHERE user_id = {ada.id}")
    job = [str(site.stack.build / "linnet-job"), "--config", str(site.stack.config), "--once", "idempotency.purge"]
    subprocess.run(job, check=True, timeout=20)
    assert site.sql(f"SELECT COUNT(*) FROM idempotency WHERE user_id = {ada.id}") == [["0"]]


def test_secrets_are_not_kept(site, person):
    ada, key = person("ada"), fresh()
    for _ in range(2):
        form = ada.get("/settings/password").page.form("/settings/password")
        answer = ada.post("/settings/password", {**form.values, "password": ada.password, "new_password": "another good one"}, **key)
        assert answer.status == 303, answer
        ada.password = "another good one"
    ada.token = None
    assert ada.api("POST", "/v1/sessions", key, login=ada.name, password=ada.password).status == 201
    assert site.sql(f"SELECT COUNT(*) FROM idempotency WHERE user_id = {ada.id}") == [["0"]]


def test_asking_again_counts_for_nothing(site, person):
    ada, key = person("ada"), fresh()
    with site.settings_changed(limits_rate_tweets="5/60s"):
        answers = at_once([lambda: ada.api("POST", "/v1/tweets", key, text="once")] * CROWD)
        assert {a.status for a in answers} == {201}
        assert {a.headers["x-ratelimit-remaining"] for a in answers} == {"4"}
        for n in range(4):
            assert ada.api("POST", "/v1/tweets", text=f"number {n}").status == 201
        assert ada.api("POST", "/v1/tweets", fresh(), text="too many").status == 429
        again = ada.api("POST", "/v1/tweets", key, text="once")
        assert (again.status, again.headers["x-ratelimit-remaining"]) == (201, "0")


def test_two_taps_on_a_button_post_once(site, person):
    ada = person("ada")
    for page in ("/", "/compose"):
        before = count(site, ada)
        form = ada.get(page).page.form("/tweets")
        assert len(form.values["idempotency_key"]) >= 16
        answers = at_once([lambda f=form: ada.submit(f, text="tapped twice")] * 2)
        cookies = [[v for k, v in a.all_headers if k.lower() == "set-cookie"] for a in answers]
        assert [(a.status, a.location) for a in answers] == [(303, "/")] * 2
        assert cookies[0] == cookies[1] and "tweeted" in cookies[0][0]
        assert count(site, ada) == before + 1
    assert ada.get("/").page.form("/tweets").values["idempotency_key"] != form.values["idempotency_key"]


def test_a_form_that_came_back_keeps_its_key_until_it_was_done(site, person):
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    again = ada.submit(form, text="x" * 281).page.form("/tweets")
    assert again.values["idempotency_key"] == form.values["idempotency_key"]
    assert ada.submit(again, text="shorter").status == 303
    old = ada.submit(form, text="written on the page of before")
    assert old.status == 422 and "sent before" in old.page.shown
    fresh_form = old.page.form("/tweets")
    assert fresh_form.values["text"] == "written on the page of before"
    assert fresh_form.values["idempotency_key"] != form.values["idempotency_key"]
    assert ada.submit(fresh_form).status == 303
    assert count(site, ada) == 2


def test_a_new_log_in_between_two_taps_changes_nothing(site, person):
    """The token of the form is another one then; the key and what it stands for are not."""
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    assert ada.submit(form, text="once").status == 303
    ada.cookies = {}
    ada.log_in()
    token = ada.get("/compose").page.form("/tweets").values["csrf_token"]
    assert token != form.values["csrf_token"]
    assert ada.submit(form, text="once", csrf_token=token).headers["idempotency-replayed"] == "true"
    assert count(site, ada) == 1
