"""Likes, retweets and bookmarks by their buttons, with JavaScript and without."""


def button(window, tweet, act):
    return window.one(f"#t-{tweet} [data-act={act}]")


def awaits(window, tweet, act, pressed, count=None):
    def look():
        seen = button(window, tweet, act)
        return seen.get_attribute("aria-pressed") == pressed and (count is None or (seen.text.split() or [""])[-1] == count)
    window.until(look, f"{act} is not {pressed} {count}")


def test_F09_F10_a_heart_fills_and_empties_and_one_stays_where_one_was(window, person):
    ada, bo = person("ada"), person("bo")
    ada.follow(bo)
    tweets = [bo.tweet(f"note {n}\n\n\nwith some height") for n in range(12)]
    window.log_in(ada).open("/")
    low = tweets[1]
    for pressed, count in (("true", "1"), ("false", bo.name)):
        button(window, low, "like").click()
        awaits(window, low, "like", pressed, count)
        top = window.run("return arguments[0].getBoundingClientRect().top", window.one(f"#t-{low}"))
        assert 0 <= top < 900, "the tweet is still to be seen"
        window.until(lambda: bo.api("GET", f"/v1/tweets/{low}").json["counts"]["likes"] == int(count.isdigit()), "not counted")
        window.open("/")
        awaits(window, low, "like", pressed, count)


def test_F12_a_retweet_is_made_seen_and_undone(window, person):
    ada, bo, cy = person("ada"), person("bo"), person("cy")
    cy.follow(ada)
    tweet = bo.tweet("carry me on")
    window.log_in(ada).open(f"/@{bo.name}")
    button(window, tweet, "retweet").click()
    awaits(window, tweet, "retweet", "true", "1")
    window.until(lambda: cy.api("GET", "/v1/timelines/home").json["data"], "it did not come to her follower")
    window.fresh().log_in(cy).open("/").awaits(f"{ada.name} retweeted")
    assert window.tweets() == ["carry me on"]
    window.fresh().log_in(ada).open(f"/@{bo.name}/{tweet}")
    window.click("Who retweeted it").awaits("Who retweeted the tweet by").click("Back to the tweet")
    button(window, tweet, "retweet").click()
    awaits(window, tweet, "retweet", "false")
    window.until(lambda: not cy.api("GET", "/v1/timelines/home").json["data"], "it is still there")


def test_what_one_keeps_stands_in_bookmarks(window, person):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("for later")
    window.log_in(ada).open(f"/@{bo.name}")
    button(window, tweet, "bookmark").click()
    awaits(window, tweet, "bookmark", "true")
    window.until(lambda: ada.api("GET", "/v1/bookmarks").json["data"], "not kept")
    window.click("Bookmarks", "header").awaits("for later", path="/bookmarks")
    button(window, tweet, "bookmark").click()
    window.until(lambda: not ada.api("GET", "/v1/bookmarks").json["data"], "still kept")
    window.open("/bookmarks").awaits("Nothing kept yet")


def test_an_original_stands_once_however_far_one_scrolls(browser, person):
    ada, bo = person("ada"), person("bo")
    first = bo.tweet("said long ago")
    for n in range(24):
        bo.tweet(f"since then {n}")
    bo.api("PUT", f"/v1/tweets/{first}/retweet")
    browser.log_in(ada).open(f"/@{bo.name}").click("Older")
    browser.until(lambda: "since then 0" in browser.tweets(), "the older ones do not come")
    assert browser.tweets().count("said long ago") == 1
