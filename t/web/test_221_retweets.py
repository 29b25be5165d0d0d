"""Retweets: a row of one's own that shows another's tweet, once a page, and goes where the original goes."""
import pytest

from rig.stories import eventually, ids_by_json, tweets_shown


def retweet(who, tweet):
    answer = who.api("PUT", f"/v1/tweets/{tweet}/retweet")
    assert answer.status == 200 and answer.json["id"] == tweet and answer.json["viewer"]["retweeted"] is True
    return who.api("GET", f"/v1/users/{who.id}/tweets").json["data"][0]["id"]


def read(client, tweet):
    return client.api("GET", f"/v1/tweets/{tweet}").json


def shown(answer):
    return " ".join(answer.page.shown.split())


def test_F12_a_retweet_comes_to_ones_followers_and_says_who_brought_it(person):
    ada, bo, cy = person("ada"), person("bo", display_name="Bo the Brave"), person("cy")
    ada.follow(bo)
    tweet = cy.tweet("hear ye")
    assert tweet not in tweets_shown(ada.get("/").page)
    row = retweet(bo, tweet)
    home = ada.get("/")
    assert tweets_shown(home.page) == [tweet] and "Bo the Brave retweeted" in shown(home)
    assert f"t-{row}" not in home.text, "on pages it is the original"
    assert tweets_shown(ada.get(f"/@{bo.name}").page) == [tweet]
    [item] = ada.api("GET", "/v1/timelines/home").json["data"]
    assert item["id"] == row and item["text"] == "" and item["author"]["id"] == bo.id
    assert item["retweet_of"] == read(ada, tweet) and item["retweet_of"]["author"]["id"] == cy.id
    assert read(ada, row) == item


def test_undoing_takes_it_away(site, person):
    ada, bo, cy = person("ada"), person("bo"), person("cy")
    ada.follow(bo)
    tweet = cy.tweet("for a while")
    row = retweet(bo, tweet)
    assert retweet(bo, tweet) == row, "a second tap makes no second one"
    assert bo.api("DELETE", f"/v1/tweets/{tweet}/retweet").status == 204
    assert read(ada, tweet)["counts"]["retweets"] == 0 and bo.api("GET", f"/v1/tweets/{row}").status == 404
    assert tweets_shown(ada.get("/").page) == [] == tweets_shown(ada.get(f"/@{bo.name}").page)
    for table in ("retweet", "tweet_ref"):
        assert site.sql(f"SELECT COUNT(*) FROM {table} WHERE id = {row}") == [["0"]]


def test_by_buttons_without_script(person):
    bo, cy = person("bo"), person("cy")
    tweet = cy.tweet("press")
    path = f"/@{cy.name}"
    for act, on in (("retweet", "true"), ("unretweet", "false")):
        action = f"/tweets/{tweet}/{act}"
        answer = bo.submit(bo.get(path).page.form(action), to=action)
        assert (answer.status, answer.location) == (303, f"{path}#t-{tweet}")
        [button] = bo.get(path).page.all("button", **{"data-act": "retweet"})
        assert button["aria-pressed"] == on


def test_ones_own_may_be_retweeted_and_is_no_tweet_more(person):
    ada = person("ada")
    first, second = ada.tweet("old"), ada.tweet("new")
    retweet(ada, first)
    page = ada.get(f"/@{ada.name}")
    assert tweets_shown(page.page) == [first, second], "an original stands once, where its retweet brings it"
    assert ada.api("GET", "/v1/users/me").json["tweets_count"] == 2


@pytest.mark.parametrize("mark", ["like", "bookmark", "retweet"])
def test_whoever_acts_on_a_retweet_acts_on_its_original(person, mark):
    ada, bo, cy = person("ada"), person("bo"), person("cy")
    tweet = cy.tweet("the original")
    row = retweet(bo, tweet)
    answer = ada.api("PUT", f"/v1/tweets/{row}/{mark}")
    assert answer.status == 200 and answer.json["id"] == tweet
    assert read(ada, tweet)["viewer"] == read(ada, row)["viewer"] and any(read(ada, tweet)["viewer"].values())
    assert read(ada, row)["counts"] == read(ada, tweet)["counts"]
    assert ada.api("DELETE", f"/v1/tweets/{row}/{mark}").status == 204
    assert not any(read(ada, tweet)["viewer"].values())
    assert ids_by_json(ada, f"/v1/tweets/{row}/retweets") == ([bo.id], 1)


def test_its_page_is_the_originals(client, person):
    bo, cy = person("bo"), person("cy")
    tweet = cy.tweet("one address")
    row = retweet(bo, tweet)
    for path in (f"/@{bo.name}/{row}", f"/@{cy.name}/{row}"):
        answer = client.get(path)
        assert (answer.status, answer.headers["location"]) == (301, f"/@{cy.name}/{tweet}")
    assert client.get(f"/@{cy.name}/{row}/likes").headers["location"] == f"/@{cy.name}/{tweet}/likes"
    assert bo.get(f"/tweets/{row}/delete").headers["location"] == f"/@{cy.name}/{tweet}"


def test_F08_deleting_ones_retweet_undoes_it_and_anothers_is_not_ones_own(person):
    ada, bo, cy = person("ada"), person("bo"), person("cy")
    tweet = cy.tweet("still here")
    row = retweet(bo, tweet)
    assert ada.api("DELETE", f"/v1/tweets/{row}").status == cy.api("DELETE", f"/v1/tweets/{row}").status == 403
    assert bo.api("DELETE", f"/v1/tweets/{row}").status == 204
    seen = read(bo, tweet)
    assert seen["counts"]["retweets"] == 0 and seen["viewer"]["retweeted"] is False
    assert bo.api("GET", "/v1/users/me").json["tweets_count"] == 0


def test_a_page_shows_an_original_once(person):
    ada, cy = person("ada"), person("cy")
    bringers = [person("bo") for _ in range(3)]
    ada.follow(cy, *bringers)
    tweet, other = cy.tweet("much retweeted"), cy.tweet("another")
    for one in bringers:
        retweet(one, tweet)
    home = ada.get("/")
    assert tweets_shown(home.page) == [tweet, other]
    assert f"{bringers[-1].name} retweeted" in shown(home) and f"{bringers[0].name} retweeted" not in shown(home)
    assert len([a for a in home.page.all("article") if a.get("id") == f"t-{tweet}"]) == 1
    rows, pages = ids_by_json(ada, "/v1/timelines/home?limit=1")
    assert len(rows) == len(set(rows)) and pages >= 2


def test_where_the_original_is_gone_the_retweet_is_too(site, person):
    ada, bo, cy, dee = person("ada"), person("bo"), person("cy"), person("dee")
    ada.follow(bo)
    gone, hidden, kept = cy.tweet("goes"), dee.tweet("is hidden"), cy.tweet("stays")
    rows = [retweet(bo, t) for t in (gone, hidden, kept)]
    cy.api("DELETE", f"/v1/tweets/{gone}")
    site.admin("user", "suspend", dee.name)
    assert tweets_shown(ada.get("/").page) == [kept]
    assert [ada.api("GET", f"/v1/tweets/{row}").status for row in rows] == [404, 404, 200]
    assert [t["id"] for t in ada.api("GET", "/v1/tweets", ids=",".join(rows)).json["data"]] == rows[2:]


def test_everyone_s_page_has_tweets_only(client, person):
    bo, cy = person("bo"), person("cy")
    tweet = cy.tweet("written")
    row = retweet(bo, tweet)
    assert eventually(lambda: tweet in tweets_shown(client.get("/public").page))
    assert f"{bo.name} retweeted" not in shown(client.get("/public"))
    assert row not in ids_by_json(client, "/v1/timelines/public?limit=100")[0]


def test_retweets_count_as_tweets_and_likes_do_not(site, person):
    with site.settings_changed(limits_rate_tweets="2/1h", limits_rate_light="100/1h"):
        ada, bo = person("ada"), person("bo")
        tweets = [bo.tweet("one"), bo.tweet("two")]
        assert [ada.api("PUT", f"/v1/tweets/{t}/retweet").status for t in tweets + tweets[:1]] == [200, 200, 429]
        assert ada.api("DELETE", f"/v1/tweets/{tweets[0]}/retweet").status == 204
        assert {ada.api("PUT", f"/v1/tweets/{t}/{m}").status for t in tweets for m in ("like", "bookmark")} == {200}
