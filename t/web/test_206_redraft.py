"""Writing a tweet anew: its words come into the composer first, and the old one goes when the new one is out."""
import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest

from daemon import wait_until
from rig.stories import error_of, rows, tweets_shown

PLACE = {"name": "Zoë's mill", "lat": -52.520008, "lon": 13.4}


@pytest.fixture
def told(person):
    """ada answers bo, at a place, in her language, and bo likes that: (ada, bo, bo's id, ada's id)."""
    ada, bo = person("ada"), person("bo")
    asked = bo.tweet("where do the finches go?")
    old = ada.api("POST", "/v1/tweets", text='to the <mill> & "back"', reply_to=asked, lang="gsw", place=PLACE).json["id"]
    bo.api("PUT", f"/v1/tweets/{old}/like")
    return ada, bo, asked, old


def redraft(who, old, text="better words", **members):
    return who.api("POST", "/v1/tweets", text=text, redraft_of=old, **members)


def own(who):
    """Ids of one's tweets and replies."""
    return [t["id"] for t in who.api("GET", f"/v1/users/{who.id}/tweets").json["data"]]


def composer(who, old):
    """As one comes there: by the question before deleting."""
    asked = who.get(f"/tweets/{old}/delete")
    answer = who.get(asked.page.href("Delete and write anew"))
    assert answer.status == 200 and "the old tweet is deleted, with its likes" in answer.page.shown
    return answer.page.form("/tweets")


def test_all_that_it_says_comes_back(told):
    ada, bo, asked, old = told
    form = composer(ada, old)
    values = {name: form.values[name] for name in ("text", "reply_to", "lang", "place_name", "place_lat", "place_lon", "redraft_of")}
    assert values == {"text": 'to the <mill> & "back"', "reply_to": asked, "lang": "gsw", "place_name": "Zoë's mill",
                      "place_lat": "-52.520008", "place_lon": "13.4", "redraft_of": old}
    page = ada.get(f"/compose?redraft_of={old}").page
    assert "where do the finches go?" in page.shown, "what it answers"
    assert [d for d in page.all("details") if "open" in d], "language and place are in sight"
    assert page.href("Leave it as it is") == f"/tweets/{old}"


def test_opening_it_deletes_nothing(site, told):
    ada, _, _, old = told
    before = rows(site, "tweet", "like_", "event_log", "outbox")
    composer(ada, old)
    assert rows(site, "tweet", "like_", "event_log", "outbox") == before
    assert ada.api("GET", f"/v1/tweets/{old}").status == 200


def test_posting_puts_the_new_one_in_its_place(told):
    ada, bo, asked, old = told
    done = ada.submit(composer(ada, old), text="to the mill, and back")
    assert done.status == 303 and done.location.startswith(f"/@{bo.name}/{asked}#t-")
    assert "Your tweet is written anew. The old one is deleted." in ada.get(done.location.partition("#")[0]).page.shown
    new = done.location.partition("#t-")[2]
    got = ada.api("GET", f"/v1/tweets/{new}").json
    assert (got["text"], got["lang"], got["place"]) == ("to the mill, and back", "gsw", PLACE)
    assert got["reply_to"]["id"] == asked and got["counts"]["likes"] == 0
    assert ada.api("GET", f"/v1/tweets/{old}").status == 404 and own(ada) == [new]
    assert bo.api("GET", f"/v1/tweets/{asked}").json["counts"]["replies"] == 1
    assert ada.api("GET", "/v1/users/me").json["tweets_count"] == 1


def test_both_are_told_as_events_the_deletion_first(site, told):
    ada, _, _, old = told
    new = redraft(ada, old).json["id"]
    said = f"SELECT kind, subject_id FROM event_log WHERE author_id = {ada.id} AND kind LIKE 'tweet.%' ORDER BY log_offset"
    expected = [["tweet.created", old], ["tweet.deleted", old], ["tweet.created", new]]
    assert wait_until(lambda: site.sql(said) == expected, 20, 0.1), site.sql(said)


def test_a_post_that_fails_deletes_nothing_and_keeps_the_words(site, told):
    ada, bo, asked, old = told
    form = composer(ada, old)
    before = rows(site, "tweet", "tweet_ref", "like_", "event_log", "outbox")
    for wrong in ({"text": "x" * 281}, {"text": " "}, {"lang": "xx"}, {"place_lat": "91"}, {"csrf_token": "old"}):
        again = ada.submit(form, **wrong)
        assert again.status in (403, 422), again
        kept = again.page.form("/tweets").values
        assert (kept["redraft_of"], kept["reply_to"]) == (old, asked), wrong
        assert kept["text"] == wrong.get("text", form.values["text"]) and kept["place_name"] == PLACE["name"]
        assert "the old tweet is deleted, with its likes" in again.page.shown
    assert redraft(ada, old, reply_to=old).status == 422, "the new one cannot answer what goes"
    assert rows(site, "tweet", "tweet_ref", "like_", "event_log", "outbox") == before
    assert ada.submit(again.page.form("/tweets"), text="now").status == 303 and len(own(ada)) == 1


def test_what_is_gone_meanwhile_is_told_once_and_the_words_can_be_posted(told):
    ada, _, _, old = told
    form = composer(ada, old)
    assert ada.api("DELETE", f"/v1/tweets/{old}").status == 204
    again = ada.submit(form, text="words that stay")
    assert again.status == 422 and "is deleted already" in again.page.shown
    kept = again.page.form("/tweets")
    assert kept.values["text"] == "words that stay" and "redraft_of" not in kept.values
    assert own(ada) == []
    assert ada.submit(kept).status == 303 and len(own(ada)) == 1


def test_what_it_answered_may_be_gone(told):
    ada, bo, asked, old = told
    assert bo.api("DELETE", f"/v1/tweets/{asked}").status == 204
    page = ada.get(f"/compose?redraft_of={old}")
    assert page.status == 200 and "The tweet you reply to is not there" in page.page.shown
    form = page.page.form("/tweets")
    assert "reply_to" not in form.values and form.values["text"] == 'to the <mill> & "back"'
    assert ada.submit(form).location == "/"
    assert ada.api("GET", f"/v1/tweets/{own(ada)[0]}").json["reply_to"] is None


def test_one_writes_anew_only_what_is_ones_own(site, told, client):
    ada, bo, asked, old = told
    before = rows(site, "tweet", "event_log", "outbox")
    refused = redraft(bo, old)
    assert refused.status == 403 and error_of(refused) == ("forbidden", "redraft_of")
    assert bo.get(f"/compose?redraft_of={old}").status == 403
    assert client.get(f"/compose?redraft_of={old}").location.startswith("/login?next=")
    form = bo.get("/compose").page.form("/tweets")
    again = bo.submit(form, text="my words", redraft_of=old)
    assert again.status == 403 and again.page.form("/tweets").values["text"] == "my words"
    assert "redraft_of" not in again.page.form("/tweets").values
    for gone in ("1", "9223372036854775807"):
        refused = redraft(ada, gone)
        assert refused.status == 422 and error_of(refused) == ("invalid", "redraft_of")
        assert ada.get(f"/compose?redraft_of={gone}").status == 404
    for wrong in ("abc", -1, 0, 1.5, True, [old], {"id": old}):
        assert redraft(ada, wrong).status == 400, wrong
    assert rows(site, "tweet", "event_log", "outbox") == before


def test_a_retweet_is_undone_not_written_anew(told):
    ada, bo, asked, _ = told
    ada.api("PUT", f"/v1/tweets/{asked}/retweet")
    row = next(t["id"] for t in ada.api("GET", f"/v1/users/{ada.id}/tweets").json["data"] if t["retweet_of"])
    assert ada.get(f"/compose?redraft_of={row}").status == 403 and redraft(ada, row).status == 403
    assert redraft(ada, asked).status == 403
    assert ada.api("GET", f"/v1/tweets/{asked}").json["viewer"]["retweeted"]


def test_replies_to_the_old_one_stay_and_its_versions_go(site, told):
    ada, bo, _, old = told
    below = bo.api("POST", "/v1/tweets", text="indeed", reply_to=old).json["id"]
    ada.api("PUT", f"/v1/tweets/{old}", text="another version")
    assert redraft(ada, old).json["version"] == 1
    assert bo.api("GET", f"/v1/tweets/{below}").json["reply_to"]["id"] == old
    assert site.sql(f"SELECT COUNT(*) FROM tweet_edit WHERE tweet_id = {old}") == [["0"]]


def test_asked_twice_it_is_done_once(told):
    ada, _, _, old = told
    key = {"Idempotency-Key": secrets.token_hex(16)}
    first, again = [ada.api("POST", "/v1/tweets", key, text="once", redraft_of=old) for _ in range(2)]
    assert (first.status, first.body) == (201, again.body) and again.headers["idempotency-replayed"] == "true"
    form = composer(ada, first.json["id"])
    assert [ada.submit(form, text="twice tapped").status for _ in range(2)] == [303, 303]
    assert len(own(ada)) == 1


def test_of_many_at_once_one_replaces_it(told):
    ada, _, _, old = told
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: redraft(ada, old, f"number {n}"), range(8)))
    assert sorted(a.status for a in answers) == [201] + [422] * 7
    assert own(ada) == [a.json["id"] for a in answers if a.status == 201]
    assert ada.api("GET", "/v1/users/me").json["tweets_count"] == 1


def test_the_new_one_stands_first_on_the_profile(told, person):
    ada, _, _, _ = told
    cy = person("cy")
    old, other = cy.tweet("firts words"), cy.tweet("in between")
    cy.submit(composer(cy, old), text="first words")
    shown = tweets_shown(cy.get(f"/@{cy.name}").page)
    assert shown[1:] == [other] and shown[0] not in (old, other)
