"""Replies: tweets that answer another, with their place below it, their count, and whom they name."""
import re

import pytest

from rig.stories import error_of, ids_by_json, rows, tweets_by_pages, tweets_shown


@pytest.fixture
def told(person):
    """bo tweets, ada answers by the API: (ada, bo, bo's id, ada's id)."""
    ada, bo = person("ada"), person("bo")
    asked = bo.tweet("who knows a good place for finches?")
    answer = reply(ada, asked, "the thistle field behind the station")
    assert answer.status == 201, answer
    return ada, bo, asked, answer.json["id"]


def reply(who, to, text):
    return who.api("POST", "/v1/tweets", text=text, reply_to=to)


def tweet(who, id):
    return who.api("GET", f"/v1/tweets/{id}").json


def replies_count(who, id):
    return tweet(who, id)["counts"]["replies"]


def test_F11_a_reply_says_what_it_replies_to(told):
    ada, bo, asked, answer = told
    got = tweet(ada, answer)
    assert got["reply_to"] == {"id": asked, "author_id": bo.id}
    assert got["conversation_id"] == asked == tweet(ada, asked)["conversation_id"]
    assert replies_count(ada, asked) == 1
    deeper = reply(bo, answer, "thank you").json
    assert deeper["conversation_id"] == asked and deeper["reply_to"]["id"] == answer
    assert (replies_count(ada, asked), replies_count(ada, answer)) == (1, 1)


def test_F11_it_is_written_below_the_tweet_and_shown_there(person):
    ada, bo = person("ada"), person("bo")
    asked = bo.tweet("one more question")
    path = f"/@{bo.name}/{asked}"
    page = ada.get(path).page
    done = ada.submit(page.form("/tweets"), text="one more answer")
    assert done.status == 303
    where, _, mark = done.location.partition("#")
    assert where == path and re.fullmatch(r"t-\d+", mark)
    shown = ada.get(where)
    assert shown.page.all("article", id=mark), "one lands at the reply"
    assert "one more answer" in shown.page.shown and "Your reply is out." in shown.page.shown
    answer = mark.removeprefix("t-")
    alone = ada.get(f"/@{ada.name}/{answer}")
    assert tweets_shown(alone.page)[0] == asked, "above it stands what it replies to"
    assert f"Replying to @{bo.name}" in " ".join(alone.page.shown.split())


def test_the_composer_is_a_page_that_shows_whom_one_answers(told):
    ada, bo, asked, _ = told
    page = ada.get(f"/compose?reply_to={asked}")
    assert page.status == 200 and "who knows a good place" in page.page.shown
    done = ada.submit(page.page.form("/tweets"), text=f"@{bo.name} and the mill")
    assert done.location.startswith(f"/@{bo.name}/{asked}#t-")
    assert ada.get(f"/compose?reply_to={int(asked) + 1}").status == 404
    assert ada.get("/compose?reply_to=x").status == 400


def test_a_reply_that_is_refused_loses_neither_words_nor_tweet(told):
    ada, bo, asked, _ = told
    form = ada.get(f"/@{bo.name}/{asked}").page.form("/tweets")
    again = ada.submit(form, text="x" * 281)
    assert again.status == 422 and "who knows a good place" in again.page.shown
    form = again.page.form("/tweets")
    assert form.values["text"] == "x" * 281 and form.values["reply_to"] == asked
    assert ada.submit(form, text="short now").location.startswith(f"/@{bo.name}/{asked}#t-")


def test_a_reply_to_what_is_gone_is_told_and_changes_nothing(site, told):
    ada, bo, asked, answer = told
    form = ada.get(f"/@{bo.name}/{asked}").page.form("/tweets")
    bo.api("DELETE", f"/v1/tweets/{asked}")
    before = rows(site, "tweet", "tweet_ref")
    for gone in (asked, "1", "9223372036854775807"):
        refused = reply(ada, gone, "too late")
        assert refused.status == 422 and error_of(refused) == ("invalid", "reply_to")
    page = ada.submit(form, text="these words stay")
    assert page.status == 422 and page.page.form("/tweets").values["text"] == "these words stay"
    assert "reply_to" not in page.page.form("/tweets").values
    assert rows(site, "tweet", "tweet_ref") == before
    for wrong in ("abc", -1, 0, 1.5, True, [asked], {"id": asked}):
        assert reply(ada, wrong, "no").status == 400, wrong
    # what was written before stands on its own
    got = tweet(ada, answer)
    assert got["reply_to"] == {"id": asked, "author_id": bo.id}
    assert ada.get(f"/@{ada.name}/{answer}").status == 200


def test_deleting_a_reply_takes_its_count_back_once(told, site):
    ada, bo, asked, answer = told
    assert ada.api("DELETE", f"/v1/tweets/{answer}").status == 204
    assert ada.api("DELETE", f"/v1/tweets/{answer}").status == 404
    assert replies_count(bo, asked) == 0
    assert ids_by_json(bo, f"/v1/tweets/{asked}/replies")[0] == []
    assert site.sql(f"SELECT COUNT(*) FROM tweet_ref WHERE target_id = {asked}") == [["0"]]


def test_a_reply_to_a_retweet_answers_the_original(told):
    ada, bo, asked, _ = told
    if ada.api("PUT", f"/v1/tweets/{asked}/retweet").status not in (200, 201):
        pytest.skip("nothing is retweeted yet")
    own = [t for t in ada.api("GET", f"/v1/users/{ada.id}/tweets").json["data"] if t["retweet_of"]]
    answer = reply(ada, own[0]["id"], "as I said")
    assert answer.json["reply_to"] == {"id": asked, "author_id": bo.id}


def test_the_list_of_replies_is_walked_to_its_end(person, client):
    ada, bo = person("ada"), person("bo")
    asked = bo.tweet("count to 45")
    ids = [reply((ada, bo)[n % 2], asked, str(n)).json["id"] for n in range(45)][::-1]
    reply(ada, ids[0], "a reply to a reply is none of these")
    assert ids_by_json(client, f"/v1/tweets/{asked}/replies?limit=7") == (ids, 7)
    assert ids_by_json(client, f"/v1/tweets/{asked}/replies")[0] == ids
    pages = tweets_by_pages(ada, f"/@{bo.name}/{asked}")[0]
    assert [i for i in pages if i != asked] == ids
    assert client.api("GET", "/v1/tweets/1/replies").status == 404


def test_people_who_cannot_be_seen_are_not_named(site, told):
    ada, bo, asked, answer = told
    site.admin("user", "suspend", bo.name)
    page = ada.get(f"/@{ada.name}/{answer}")
    assert page.status == 200 and f"@{bo.name}" not in page.text
    assert "Replying to somebody who is gone" in page.page.shown
    assert reply(ada, asked, "hello?").status == 422


def test_the_composer_is_filled_by_its_address(person):
    ada = person("ada")
    text = '</textarea><script>alert(1)</script>" onfocus=x'
    page = ada.get("/compose?text=" + "%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%22+onfocus%3Dx")
    assert page.status == 200 and page.page.form("/tweets").values["text"] == text
    assert "<script>alert" not in page.text
    assert ada.get("/compose?text=" + "x" * 7000).status in (200, 414)
    assert ada.get("/compose?text=%00").status == 400
    assert rows_of(ada) == [], "no GET writes"


def rows_of(who):
    return who.api("GET", f"/v1/users/{who.id}/tweets").json["data"]


def test_what_one_does_beside_a_refused_reply_leads_back_to_a_page(told):
    ada, bo, asked, _ = told
    refused = ada.submit(ada.get(f"/compose?reply_to={asked}").page.form("/tweets"), text="")
    acts = refused.page.form(f"/tweets/{asked}/like")
    liked = ada.post(f"/tweets/{asked}/like", acts.values)
    assert refused.status == 422 and liked.status == 303 and ada.get(liked.location).status == 200
