"""Two taps on a button post once, with JavaScript and without it."""
import contextlib
import threading

from daemon import wait_until
from selenium import webdriver


LOCKED = "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_rows_locked > 0"


@contextlib.contextmanager
def slow(site, one):
    """Her writes wait at her row meanwhile, for a second at most: as on a bad day."""
    lock = f"BEGIN; SELECT id FROM user WHERE id = {one.id} FOR UPDATE; DO SLEEP(1); COMMIT"
    thread = threading.Thread(target=site.sql, args=(lock,))
    thread.start()
    assert wait_until(lambda: site.sql(LOCKED) != [["0"]], 5)
    yield
    thread.join()


def test_a_double_tap_posts_once(site, window, person):
    ada = person("ada")
    for number, path in enumerate(("/", "/compose")):
        text, mark = f"tapped twice at {path}", len(site.log("web"))
        window.log_in(ada).open(path).fill(text=text)
        button = window.until(lambda: window.find("Post", "main"), "no button")
        with slow(site, ada):
            webdriver.ActionChains(window.driver).double_click(button).perform()
        window.awaits("Your tweet is out", path="/")
        assert window.tweets()[0] == text
        told = [line for line in site.log_since(mark).splitlines() if "route=/tweets " in line and f"viewer={ada.id}" in line]
        assert len(told) in (1, 2) and all("status=303" in line for line in told), told
        assert len(ada.api("GET", f"/v1/users/{ada.id}/tweets").json["data"]) == number + 1


def post_under(window, key, text):
    """As from a page that was opened before: with its key."""
    window.open("/compose").fill(text=text)
    window.run("document.querySelector('[data-composer] [name=idempotency_key]').value = arguments[0]", key)
    return window.click("Post", "main")


def test_an_old_page_posts_nothing_twice_and_loses_nothing(window, person):
    ada = person("ada")
    key = ada.get("/compose").page.form("/tweets").values["idempotency_key"]
    for _ in range(2):
        post_under(window.log_in(ada), key, "only once").awaits("Your tweet is out", path="/")
    assert window.tweets() == ["only once"]
    post_under(window, key, "other words").awaits("This was sent before with other content")
    assert window.value("text") == "other words"
    window.click("Post", "main").awaits("Your tweet is out", path="/")
    assert window.tweets() == ["other words", "only once"]


def test_back_and_post_again_posts_nothing_twice(browser, person):
    """At home, where the way back leads to the same address; other words are another tweet, without a refusal."""
    ada = person("ada")
    browser.log_in(ada).open("/").fill(text="only once").click("Post", "main").awaits("Your tweet is out")
    browser.driver.back()
    browser.until(lambda: browser.value("text") == "only once", "what was typed is lost")
    browser.click("Post", "main").awaits("Your tweet is out")
    assert browser.tweets() == ["only once"]
    browser.driver.back()
    browser.until(lambda: browser.value("text") == "only once", "what was typed is lost")
    browser.fill(text="other words").click("Post", "main").awaits("Your tweet is out")
    assert browser.tweets() == ["other words", "only once"]
