"""Writing, reading and deleting tweets, by clicks."""


def test_F04_what_one_posts_on_home_stands_on_top(window, person):
    ada = person("ada")
    ada.tweet("the older one")
    window.log_in(ada).open("/").fill(text="Mønstrene på vinduet: <b>frost</b> & dugg").click("Post")
    window.awaits("Your tweet is out", path="/")
    assert window.tweets() == ["Mønstrene på vinduet: <b>frost</b> & dugg", "the older one"]
    assert window.value("text") == ""
    assert "Your tweet is out" not in window.open("/").text, "a notice is shown once"


def test_F04_there_is_a_page_to_write_on(window, person):
    ada = person("ada")
    window.log_in(ada).open("/public").click("New tweet", "header").awaits("New tweet", path="/compose")
    window.fill(text="two\nlines").click("Post").awaits("Your tweet is out", path="/")
    assert window.tweets() == ["two\nlines"]


def test_Q13_a_text_too_long_is_kept_and_shows_where_it_becomes_so(window, person):
    ada = person("ada")
    text = "é" * 275 + " here it becomes"
    window.log_in(ada).open("/").fill(text=text).click("Post")
    window.awaits("longer than 280 characters").awaits("Too long by 11.")
    assert window.one("mark").text == " it becomes"
    assert window.value("text") == text
    assert window.error_at("text") and window.one("textarea").get_attribute("aria-invalid") == "true"
    assert ada.api("GET", f"/v1/users/{ada.id}/tweets").json["data"] == []
    window.fill(text="é" * 280).click("Post").awaits("Your tweet is out", path="/")
    assert window.tweets() == ["é" * 280]


def test_the_room_left_is_counted_as_one_types(browser, person):
    browser.log_in(person("ada")).open("/")
    count = browser.one("[data-count]")
    said = lambda: browser.one("form [role=status]").get_property("textContent")
    browser.until(lambda: count.text == "280", "the room of an empty text")
    browser.fill(text="x" * 270)
    browser.until(lambda: count.text == "10" and "10 characters left" in said(), "the room left")
    browser.fill(text="x" * 285)
    browser.until(lambda: count.text == "-5" and "5 characters too many" in said(), "the excess")


def test_the_script_marks_what_does_not_fit_as_one_types(browser, person):
    """Weighed as the server does: a link counts 23, 東 counts two."""
    browser.log_in(person("ada")).open("/")
    fits = "https://example.org/" + "x" * 60 + " " + "東" * 128
    browser.fill(text=fits + "京と")
    browser.until(lambda: browser.one("[data-count]").text == "-4", "the count")
    browser.until(lambda: [m.text for m in browser.all(".excess mark")] == ["京と"], "the mark")
    browser.fill(text=fits)
    browser.until(lambda: browser.one("[data-count]").text == "0", "the count")
    assert not browser.one(".excess").is_displayed()


def test_nothing_typed_is_lost_when_the_log_in_has_ended(window, person):
    ada = person("ada")
    window.log_in(ada).open("/compose").fill(text="a long thought")
    window.devtools("Network.clearBrowserCookies")
    window.click("Post")
    window.until(lambda: any(e.get_property("value") == "a long thought" for e in window.all("textarea")), "the text is gone")


def test_F06_a_tweet_has_its_page(window, person):
    ada = person("ada")
    path = f"/@{ada.name}/{ada.tweet('where the path ends')}"
    window.open(f"/@{ada.name}").awaits("where the path ends")
    window.one("article .when").click()
    window.awaits("where the path ends", path=path)
    assert window.tweets() == ["where the path ends"] and not window.all("a[href$='/delete']")


def test_F08_deleting_asks_first(window, person):
    ada = person("ada")
    for text in ("stays", "goes"):
        ada.tweet(text)
    profile = f"/@{ada.name}"
    window.log_in(ada).open(profile)
    window.one("article .tool").click()
    window.awaits("Delete this tweet?").awaits("goes")
    window.click("Cancel").awaits("goes", path=profile + "/" + ada.api("GET", f"/v1/users/{ada.id}/tweets").json["data"][0]["id"])
    window.open(profile)
    window.one("article .tool").click()
    window.awaits("Delete this tweet?").click("Delete").awaits("Your tweet is deleted", path=profile)
    assert window.tweets() == ["stays"]


def test_what_is_not_there_has_a_page_with_a_way_out(window, person):
    ada = person("ada")
    for path in ("/no/such/page", "/@nobody_there", f"/@{ada.name}/12345"):
        window.open(path).awaits("Nothing here")
        assert "404" in window.text and window.one("h1").text == "Nothing here"
    window.click("Back to the start").until(lambda: window.path == "/", "not at the start")
