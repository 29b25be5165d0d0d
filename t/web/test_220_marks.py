"""Likes and bookmarks: the same by page and by program, as often as one likes, and seen by whom they concern."""
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig.stories import error_of, ids_by_json, tweets_by_pages, tweets_shown

CROWD = 12
MARKS = {"like": "liked", "retweet": "retweeted", "bookmark": "bookmarked"}


def read(client, tweet):
    return client.api("GET", f"/v1/tweets/{tweet}").json


def likes(client, tweet):
    return read(client, tweet)["counts"]["likes"]


def press(client, path, tweet, act):
    """Presses the button of that act on the page, without a script."""
    action = f"/tweets/{tweet}/{act}"
    return client.submit(client.get(path).page.form(action), to=action)


def pressed(client, path, tweet):
    """act -> pressed, of the tweet's buttons on the page."""
    return {b["data-act"]: b["aria-pressed"] == "true" for b in client.get(path).page.all("button")
            if b.get("formaction", "").startswith(f"/tweets/{tweet}/")}


@pytest.mark.parametrize("mark", MARKS)
def test_E14_E16_a_mark_is_set_and_ended_as_often_as_one_likes(person, mark):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("mark me")
    for method, on in (("DELETE", False), ("PUT", True), ("PUT", True), ("DELETE", False), ("DELETE", False), ("PUT", True)):
        answer = ada.api(method, f"/v1/tweets/{tweet}/{mark}")
        assert answer.status == (200 if on else 204) and (not on or answer.json["id"] == tweet)
        for seen in ([answer.json] if on else []) + [read(ada, tweet)]:
            assert seen["viewer"] == {"liked": False, "retweeted": False, "bookmarked": False, "pinned": False, MARKS[mark]: on}
            counted = {"like": "likes", "retweet": "retweets"}.get(mark)
            assert [v for k, v in seen["counts"].items() if v] == ([1] if on and counted else [])
        assert not any(read(bo, tweet)["viewer"].values()), "it is ada's alone"


@pytest.mark.parametrize("mark", MARKS)
def test_what_is_not_there_cannot_be_marked(person, client, mark):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("soon gone")
    bo.api("DELETE", f"/v1/tweets/{tweet}")
    for method in ("PUT", "DELETE"):
        for id in (tweet, "1", "9223372036854775807"):
            assert ada.api(method, f"/v1/tweets/{id}/{mark}").status == 404
        assert client.api(method, f"/v1/tweets/{tweet}/{mark}").status == 401
        assert ada.api(method, f"/v1/tweets/zero/{mark}").status == 404


def test_F09_F10_F34_likes_by_buttons_without_script(person):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("press me")
    ada.follow(bo)
    for path in ("/", "/public", f"/@{bo.name}", f"/@{bo.name}/{tweet}"):
        answer = press(ada, path, tweet, "like")
        assert (answer.status, answer.location) == (303, f"{path}#t-{tweet}")
        assert pressed(ada, path, tweet)["like"] is True
        assert len([a for a in ada.get(path).page.all("article") if a.get("id") == f"t-{tweet}"]) == 1
        assert "Like the tweet by " + bo.name + " 1" in " ".join(ada.get(path).page.shown.split())
        answer = press(ada, path, tweet, "unlike")
        assert (answer.status, answer.location) == (303, f"{path}#t-{tweet}")
        assert pressed(ada, path, tweet)["like"] is False
    assert likes(ada, tweet) == 0


def test_one_lands_at_the_same_tweet_deep_in_a_list(person):
    ada = person("ada")
    tweets = [ada.tweet(f"note {n}") for n in range(5)]
    path = f"/@{ada.name}?max_id={tweets[3]}"
    answer = press(ada, path, tweets[1], "bookmark")
    assert answer.location == f"{path}#t-{tweets[1]}"
    for evil in ("https://evil.example/", "//evil.example", "/\\evil", "/ok\r\nSet-Cookie: x=y"):
        token = ada.get("/").page.form("/tweets").values["csrf_token"]
        answer = ada.post(f"/tweets/{tweets[1]}/like", {"csrf_token": token, "back": evil})
        assert answer.location == f"/@{ada.name}/{tweets[1]}#t-{tweets[1]}", evil
    answer = ada.post(f"/tweets/{tweets[1]}/like", {"csrf_token": token, "back": "/public?max_id=7#elsewhere"})
    assert answer.location == f"/public?max_id=7#t-{tweets[1]}"


def test_visitors_see_the_counts_and_no_buttons(client, person):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("look at me")
    ada.api("PUT", f"/v1/tweets/{tweet}/like")
    page = client.get(f"/@{bo.name}").page
    assert "Likes 1" in " ".join(page.shown.split())
    assert not [b for b in page.all("button") if "formaction" in b]
    assert read(client, tweet)["viewer"] is None and likes(client, tweet) == 1


def test_a_mark_without_its_token_is_refused(person):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("not by others")
    assert ada.post(f"/tweets/{tweet}/like", {}).status == 403
    assert likes(ada, tweet) == 0


def at_once(calls):
    with ThreadPoolExecutor(len(calls)) as pool:
        return [f.result() for f in [pool.submit(call) for call in calls]]


def test_many_likes_of_one_tweet_at_once_are_exact(site, person):
    bo, crowd = person("bo"), [person("cy") for _ in range(CROWD)]
    tweet = bo.tweet("everybody's darling")
    path = f"/v1/tweets/{tweet}"
    assert {a.status for a in at_once([lambda c=c: c.api("PUT", f"{path}/like") for c in crowd] * 2)} == {200}
    assert likes(bo, tweet) == CROWD
    mixed = [lambda c=c, m=m: c.api(m, f"{path}/{k}") for c in crowd for m in ("PUT", "DELETE") for k in ("like", "retweet")]
    assert {a.status for a in at_once(mixed)} <= {200, 204, 503}
    counts = read(bo, tweet)["counts"]
    for table, column in (("liked_by", "likes"), ("like_", "likes"), ("retweet", "retweets")):
        assert site.sql(f"SELECT COUNT(*) FROM {table} WHERE tweet_id = {tweet}") == [[str(counts[column])]]
    assert site.sql(f"SELECT COUNT(*) FROM tweet WHERE retweet_of_id = {tweet}") == [[str(counts["retweets"])]]
    assert site.sql(f"SELECT COUNT(*) FROM tweet_ref WHERE target_id = {tweet}") == [[str(counts["retweets"])]]


def test_one_who_presses_many_times_at_once_likes_once(site, person):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("patience")
    path = f"/v1/tweets/{tweet}/like"
    assert {a.status for a in at_once([lambda: ada.api("PUT", path)] * CROWD)} == {200}
    assert likes(ada, tweet) == 1
    assert {a.status for a in at_once([lambda n=n: ada.api("PUT" if n % 2 else "DELETE", path) for n in range(CROWD)])} == {200, 204}
    assert likes(ada, tweet) == int(read(ada, tweet)["viewer"]["liked"])


def test_nobody_likes_what_is_deleted_at_this_moment(site, person):
    bo, crowd = person("bo"), [person("cy") for _ in range(4)]
    for n in range(4):
        tweet = bo.tweet(f"going, going {n}")
        answers = at_once([lambda c=c: c.api("PUT", f"/v1/tweets/{tweet}/like") for c in crowd] + [lambda: bo.api("DELETE", f"/v1/tweets/{tweet}")])
        assert {a.status for a in answers[:-1]} <= {200, 404} and answers[-1].status == 204


# --- lists ---

def test_who_likes_a_tweet_is_listed_newest_first_to_its_end(client, person):
    bo, crowd = person("bo"), [person("cy") for _ in range(5)]
    tweet = bo.tweet("who are you")
    for kind in ("like", "retweet"):
        for one in crowd:
            one.api("PUT", f"/v1/tweets/{tweet}/{kind}")
        newest_first = [c.id for c in reversed(crowd)]
        path = f"/v1/tweets/{tweet}/{kind}s"
        assert ids_by_json(client, path) == (newest_first, 1)
        assert ids_by_json(client, path + "?limit=2") == (newest_first, 3)
        page = client.get(f"/@{bo.name}/{tweet}/{kind}s").page
        shown = [h[2:] for h, _ in page.links if re.fullmatch(r"/@cy\w+", h)]
        assert list(dict.fromkeys(shown)) == [c.name for c in reversed(crowd)]
        assert page.href("Back to the tweet") == f"/@{bo.name}/{tweet}"
        assert f"/@{bo.name}/{tweet}/{kind}s" in [h for h, _ in client.get(f"/@{bo.name}/{tweet}").page.links]
        moved = client.get(f"/@nobody/{tweet}/{kind}s")
        assert (moved.status, moved.headers["location"]) == (301, f"/@{bo.name}/{tweet}/{kind}s")
        assert client.get(f"/@{bo.name}/1/{kind}s").status == client.api("GET", f"/v1/tweets/1/{kind}s").status == 404


def test_S62_what_one_likes_is_ones_own_business(client, person):
    ada, bo = person("ada"), person("bo")
    tweets = [bo.tweet(f"nice {n}") for n in range(5)]
    for tweet in tweets[1:] + tweets[:1]:
        ada.api("PUT", f"/v1/tweets/{tweet}/like")
    newest_first = tweets[:1] + tweets[:0:-1]
    path = f"/v1/users/{ada.id}/likes"
    assert ids_by_json(ada, path) == (newest_first, 1)
    assert ids_by_json(ada, path + "?limit=2") == (newest_first, 3)
    answer = ada.get(f"/@{ada.name}/likes")
    assert tweets_shown(answer.page) == newest_first and "private" in answer.headers["cache-control"]
    assert tweets_by_pages(ada, f"/@{ada.name}/likes?limit=5")[0] == newest_first
    assert ada.get(f"/@{ada.name.upper()}/likes").location == f"/@{ada.name}/likes"
    for other in (bo, client):
        assert other.api("GET", path).status == other.get(f"/@{ada.name}/likes").status == 404
        assert f"/@{ada.name}/likes" not in [h for h, _ in other.get(f"/@{ada.name}").page.links]
    assert f"/@{ada.name}/likes" in [h for h, _ in ada.get(f"/@{ada.name}").page.links]


def test_S62_bookmarks_are_for_their_owner_alone(client, person):
    ada, bo = person("ada"), person("bo")
    tweets = [bo.tweet(f"keep {n}") for n in range(4)]
    for tweet in tweets:
        press(ada, f"/@{bo.name}/{tweet}", tweet, "bookmark")
    assert ids_by_json(ada, "/v1/bookmarks?limit=3") == (tweets[::-1], 2)
    answer = ada.get("/bookmarks")
    assert tweets_shown(answer.page) == tweets[::-1] and "private" in answer.headers["cache-control"]
    assert "private" in ada.api("GET", "/v1/bookmarks").headers["cache-control"]
    answer = press(ada, "/bookmarks", tweets[2], "unbookmark")
    assert answer.location == f"/bookmarks#t-{tweets[2]}"
    assert tweets_shown(ada.get("/bookmarks").page) == [tweets[3], tweets[1], tweets[0]]
    assert ids_by_json(bo, "/v1/bookmarks") == ([], 1) and "Nothing kept yet" in bo.get("/bookmarks").text
    assert client.api("GET", "/v1/bookmarks").status == 401
    assert client.get("/bookmarks").location.startswith("/login")
    assert read(bo, tweets[1])["counts"] == read(client, tweets[0])["counts"], "nobody learns of them"


def test_what_is_gone_leaves_the_lists(person):
    ada, bo = person("ada"), person("bo")
    kept, gone = bo.tweet("stays"), bo.tweet("goes")
    for mark in ("like", "bookmark"):
        for tweet in (kept, gone):
            ada.api("PUT", f"/v1/tweets/{tweet}/{mark}")
    bo.api("DELETE", f"/v1/tweets/{gone}")
    assert ids_by_json(ada, "/v1/bookmarks") == ids_by_json(ada, f"/v1/users/{ada.id}/likes") == ([kept], 1)


def test_S63_people_in_lists_show_only_what_is_public(client, person):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("who")
    ada.api("PUT", f"/v1/tweets/{tweet}/like")
    [fan] = client.api("GET", f"/v1/tweets/{tweet}/likes").json["data"]
    other = client.api("GET", f"/v1/users/{ada.id}").json
    assert fan.keys() == other.keys() and not {"email", "birthday"} & {k for k, v in fan.items() if v}


def test_a_wrong_cursor_is_told(person):
    ada = person("ada")
    tweet = ada.tweet("x")
    for path in (f"/v1/tweets/{tweet}/likes", f"/v1/tweets/{tweet}/retweets", f"/v1/users/{ada.id}/likes", "/v1/bookmarks"):
        answer = ada.api("GET", path + "?max_id=abc")
        assert answer.status == 400 and error_of(answer)[1] == "max_id"
        assert ada.api("GET", path + "?nonsense=1").status == 400
