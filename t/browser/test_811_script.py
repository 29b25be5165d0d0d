"""What the script adds: keys, buttons that answer at once, lists that grow, the count of newer tweets. And that all
of it may be missing."""
import contextlib

import pytest
from rig.client import Client
from selenium.webdriver.common.keys import Keys

FOCUSED = "const a = document.activeElement.closest('article'); return a ? (a.querySelector('.text') ?? a.querySelector('.at')).innerText : ''"
MOVED = """globalThis.moved = []; new PerformanceObserver((list) => moved.push(...list.getEntries().map((e) => e.value)))
  .observe({type: "layout-shift", buffered: true});"""
# A minute passes in 0.3 s; how often was asked for newer tweets is counted.
HURRY = """const later = setTimeout, begun = Date.now(), now = Date.now, ask = fetch;
  globalThis.setTimeout = (f, ms, ...more) => later(f, ms / 200, ...more);
  Date.now = () => begun + (now() - begun) * 200;
  globalThis.fetch = (...a) => { if (String(a[0]).includes("/v1/timelines/home")) (globalThis.asked ??= []).push(Date.now()); return ask(...a); };"""


def focused(window):
    return window.run(FOCUSED)


@contextlib.contextmanager
def injected(window, script):
    key = window.devtools("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]
    try:
        yield
    finally:
        window.devtools("Page.removeScriptToEvaluateOnNewDocument", identifier=key)


@contextlib.contextmanager
def blocked(window, *patterns):
    window.devtools("Network.enable")
    window.devtools("Network.setBlockedURLs", urls=list(patterns))
    try:
        yield
    finally:
        window.devtools("Network.setBlockedURLs", urls=[])


@pytest.fixture(scope="module")
def writer(site):
    """45 tweets: three pages."""
    ada = Client(site.url).register("ada_scrolls")
    for n in range(45):
        ada.tweet(f"line {n}")
    return ada


# Keys

def test_j_and_k_go_from_tweet_to_tweet_and_o_opens(browser, writer):
    browser.log_in(writer).open("/").press("j")
    assert focused(browser) == "line 44"
    browser.press("j", "j")
    assert focused(browser) == "line 42"
    browser.press("k")
    assert focused(browser) == "line 43"
    style = browser.run("const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.outlineWidth")
    assert style == "solid3px", "one sees where one is"
    browser.press("o").until(lambda: browser.tweets()[:1] == ["line 43"] and browser.path != "/", "not at the tweet")
    browser.driver.back()
    browser.awaits("line 44", path="/")
    browser.until(lambda: focused(browser) == "line 43", "the way back does not lead to the tweet")
    browser.press("k", Keys.ENTER).until(lambda: browser.tweets()[:1] == ["line 44"] and browser.path != "/", "not at the tweet")


def test_the_tweet_in_focus_is_whole_on_the_screen(browser, writer):
    browser.log_in(writer).resize(320, 500).open("/")
    for _ in range(8):
        browser.press("j")
        top, bottom, room = browser.run("""const r = document.activeElement.getBoundingClientRect(), nav = document.querySelector('.main-nav');
          const bar = nav.getBoundingClientRect(); return [r.top, r.bottom, bar.top > 200 ? bar.top : innerHeight]""")
        assert top >= 0 and bottom <= room + 1, (top, bottom, room)


def test_g_and_a_letter_go_to_a_place(browser, writer):
    browser.log_in(writer).open("/")
    for keys, path in (("gp", f"/@{writer.name}"), ("gs", "/settings"), ("ge", "/public"), ("gh", "/")):
        browser.press(*keys).until(lambda: browser.path == path, f"{keys} does not lead to {path}")
    browser.press("?").until(lambda: browser.path == "/keyboard", "no help")
    browser.press("n").until(lambda: browser.path == "/compose", "no page to write on")
    browser.one("[data-count]")


def test_n_writes_and_escape_leaves(browser, person):
    ada = person("ada")
    browser.log_in(ada).open("/").press("n", "jkn?", Keys.ESCAPE)
    assert browser.value("text") == "jkn?" and browser.path == "/", "keys are letters in a field"
    assert browser.run("return document.activeElement === document.body")
    browser.press("n").chord(Keys.CONTROL, Keys.ENTER).awaits("Your tweet is out")
    assert browser.tweets() == ["jkn?"]


def test_keys_with_modifiers_belong_to_the_browser(browser, writer):
    browser.log_in(writer).open("/").chord(Keys.ALT, "j").chord(Keys.CONTROL, "k")
    assert focused(browser) == ""


def test_the_keys_can_be_switched_off(browser, writer):
    browser.log_in(writer).open("/keyboard").click("Switch these keys off")
    browser.hears("The keys are off")
    browser.press("g", "h", "n").open("/").press("j")
    assert focused(browser) == ""
    browser.open("/keyboard").click("Switch these keys on")
    browser.hears("The keys are on")
    browser.open("/").press("j")
    assert focused(browser) == "line 44"


def test_the_page_about_keys_is_for_everybody(window, person):
    window.open("/").click("Keyboard", "footer").awaits("Next, previous", path="/keyboard")
    assert not window.all("[data-key-switch]")
    window.log_in(person("ada")).open("/keyboard").awaits("Switch these keys off")
    assert window.one("[data-key-switch]").is_enabled() == window.script


def test_the_main_job_by_keys_alone(browser, person, writer):
    """Finds somebody, follows her, reads on, opens a tweet, comes back, writes."""
    ada = person("ada")
    writer.tweet("line 45")
    browser.log_in(ada).open("/").press("g", "e").awaits("line 45", path="/public").press("j")
    assert focused(browser) == "line 45"
    browser.press("o").until(lambda: browser.find(f"Follow {writer.name}"), "not at the tweet")
    browser.run("document.activeElement.blur()")
    while browser.tab().get_attribute("aria-label") != f"Follow {writer.name}":
        pass
    browser.press(Keys.ENTER)
    browser.hears("You follow this person now")
    browser.press("g", "h").awaits("line 45", path="/").press("j", "j")
    assert focused(browser) == "line 44"
    browser.press("n", "by keys alone").chord(Keys.CONTROL, Keys.ENTER).awaits("Your tweet is out")
    assert browser.tweets()[0] == "by keys alone"


# Buttons

def test_a_follow_stands_at_once_and_the_place_stays(browser, person):
    ada, bo = person("ada"), person("bo")
    browser.log_in(ada).open(f"/@{bo.name}").run("globalThis.here = true")
    browser.click(f"Follow {bo.name}")
    assert browser.find(f"Unfollow {bo.name}") and browser.find(f"Unfollow {bo.name}").text == "Unfollow"
    browser.hears("You follow this person now")
    assert ada.api("GET", f"/v1/users/{bo.id}").json["viewer"]["following"]
    browser.click(f"Unfollow {bo.name}")
    assert browser.find(f"Follow {bo.name}")
    browser.hears("You do not follow this person any more")
    assert not ada.api("GET", f"/v1/users/{bo.id}").json["viewer"]["following"]
    assert browser.run("return globalThis.here"), "the page was left"


def pressed(window, act):
    return [b.get_attribute("aria-pressed") == "true" for b in window.all(f"button[data-act={act}]")]


@pytest.mark.parametrize("act, done, undone", [("like", "Liked", "Not liked"), ("retweet", "Retweeted", "Not retweeted"),
                                               ("bookmark", "Bookmarked", "No bookmark")])
def test_a_tweet_is_liked_where_one_is(browser, person, act, done, undone):
    ada, bo = person("ada"), person("bo")
    for text in ("the older", "the newer"):
        id = bo.tweet(text)
    browser.log_in(ada).open(f"/@{bo.name}").run("globalThis.here = true; scrollTo(0, 100)")
    was = browser.run("return scrollY")
    button = browser.all(f"button[data-act={act}]")[0]
    name = button.text
    button.click()
    assert pressed(browser, act) == [True, False], "it shows at once"
    browser.hears(done)
    assert button.text == name + ("\n1" if act != "bookmark" else ""), "the name of what is pressed stays"
    marks = ada.api("GET", f"/v1/tweets/{id}").json["viewer"]
    assert marks[{"like": "liked", "retweet": "retweeted", "bookmark": "bookmarked"}[act]]
    button.click()
    browser.hears(undone)
    assert pressed(browser, act) == [False, False] and button.text == name
    assert not any(ada.api("GET", f"/v1/tweets/{id}").json["viewer"].values())
    assert browser.run("return [globalThis.here, scrollY]") == [True, was], "the page was left, or moved"


def test_keys_act_on_the_tweet_one_is_at(browser, person):
    ada, bo = person("ada"), person("bo")
    for text in ("the older", "the newer"):
        id = bo.tweet(text)
    browser.log_in(ada).open(f"/@{bo.name}").press("l", "j", "j", "l")
    browser.hears("Liked.")
    browser.press("t").hears("Retweeted.")
    browser.press("b").hears("Bookmarked.")
    assert [pressed(browser, act) for act in ("like", "retweet", "bookmark")] == [[False, True]] * 3
    browser.press("f").hears("Not liked any more.")
    assert focused(browser) == "the older" and pressed(browser, "like") == [False, False]
    browser.open(f"/@{bo.name}/{id}").press("l").hears("Liked.")
    assert pressed(browser, "like")[0], "on its own page there is no need to go to it first"


def test_a_double_tap_is_one_like(browser, person):
    ada, bo = person("ada"), person("bo")
    id = bo.tweet("tap")
    browser.log_in(ada).open(f"/@{bo.name}").run("const b = document.querySelector('[data-act=like]'); b.click(); b.click()")
    browser.hears("Liked.")
    tweet = ada.api("GET", f"/v1/tweets/{id}").json
    assert tweet["counts"]["likes"] == 1 and tweet["viewer"]["liked"]


def test_a_like_of_an_ended_session_goes_back_and_says_why(browser, person):
    ada, bo = person("ada"), person("bo")
    bo.tweet("late")
    browser.log_in(ada).open(f"/@{bo.name}")
    ada.api("DELETE", "/v1/sessions/current")
    browser.click("Like the tweet by " + bo.name).awaits("You are not logged in any more")
    assert pressed(browser, "like") == [False]


def test_all_buttons_of_one_person_go_together(browser, person):
    ada, bo = person("ada"), person("bo")
    ada.follow(bo)
    browser.log_in(ada).open(f"/@{ada.name}/following")
    browser.run("const b = document.querySelector('[data-act]'); b.after(b.cloneNode(true))")
    browser.click(f"Unfollow {bo.name}")
    assert [b.text for b in browser.all("main [data-act]")] == ["Follow", "Follow"]


def test_an_act_that_fails_goes_back_and_says_so(browser, person):
    ada, bo = person("ada"), person("bo")
    browser.log_in(ada).open(f"/@{bo.name}")
    with blocked(browser, "*/v1/users/*"):
        browser.click(f"Follow {bo.name}").awaits("That did not work")
        browser.hears("could not be reached")
    assert browser.find(f"Follow {bo.name}") and not browser.find(f"Unfollow {bo.name}")
    assert not ada.api("GET", f"/v1/users/{bo.id}").json["viewer"]["following"]
    browser.click(f"Follow {bo.name}")
    browser.hears("You follow this person now")


def test_an_act_that_is_refused_says_why(browser, person):
    ada, bo = person("ada"), person("bo")
    browser.log_in(ada).open(f"/@{bo.name}")
    browser.run("document.querySelector('#acts [name=csrf_token]').value = 'x'")
    browser.click(f"Follow {bo.name}").awaits("too old to be sent")
    assert browser.find(f"Follow {bo.name}")


# Lists

def test_older_tweets_are_appended_and_the_address_follows(browser, writer):
    profile = f"/@{writer.name}"
    browser.log_in(writer).open(profile)
    first = browser.tweets()
    browser.click("Older").until(lambda: len(browser.tweets()) == 40, "nothing is appended")
    assert browser.tweets()[:20] == first and focused(browser) == browser.tweets()[20]
    assert browser.path.startswith(profile + "?max_id=")
    browser.hears("20 more")
    browser.click("Older").until(lambda: len(browser.tweets()) > 40, "nothing is appended")
    browser.hears("The list ends here")
    assert browser.tweets()[-1] == "line 0" and len(set(browser.tweets())) == len(browser.tweets()) and not browser.find("Older")
    assert not browser.all("main [aria-busy]")
    browser.driver.refresh()
    browser.until(lambda: browser.tweets()[-1] == "line 0" and len(browser.tweets()) < 20, "the address is not that of the last page")


def test_without_a_net_the_list_stays(browser, writer):
    browser.log_in(writer).open(f"/@{writer.name}")
    with blocked(browser, "*max_id=*"):
        browser.click("Older").awaits("could not be reached")
        assert len(browser.tweets()) == 20 and not browser.all("main [aria-busy]")
    browser.click("Older").until(lambda: len(browser.tweets()) == 40, "nothing is appended")


def test_nothing_is_appended_by_itself(browser, writer):
    browser.log_in(writer).open(f"/@{writer.name}").run("scrollTo(0, document.body.scrollHeight)")
    browser.run("document.querySelector('.site-foot').scrollIntoView()")
    assert len(browser.tweets()) == 20 and browser.one(".site-foot").is_displayed()


def test_people_are_appended_too(browser, person):
    ada, others = person("ada"), [person("bo") for _ in range(3)]
    for other in others:
        other.follow(ada)
    browser.log_in(ada).open(f"/@{ada.name}/followers?limit=2").click("Older")
    browser.until(lambda: len(browser.all("main .person")) == 3, "nobody is appended")
    assert focused(browser) == "@" + others[0].name


@pytest.mark.parametrize("kept", [True, False])
def test_back_returns_to_the_same_tweet(browser, writer, kept):
    """From the back/forward cache, and without: then the page that holds the tweet is asked for anew."""
    browser.log_in(writer).open(f"/@{writer.name}")
    browser.click("Older").until(lambda: len(browser.tweets()) == 40, "nothing is appended")
    browser.click("Older").until(lambda: len(browser.tweets()) > 40, "nothing is appended")
    if not kept:
        browser.run("addEventListener('unload', () => {})")
    link = browser.all("article .when")[25]
    text = browser.tweets()[25]
    browser.run("arguments[0].scrollIntoView({block: 'center'})", link)
    top = "return [...document.querySelectorAll('article')].find((a) => a.innerText.includes(arguments[0])).getBoundingClientRect().top"
    was = browser.run(top, text)
    link.click()
    browser.until(lambda: browser.tweets()[:1] == [text], "not at the tweet")
    browser.driver.back()
    browser.until(lambda: len(browser.tweets()) >= 20 and abs(browser.run(top, text) - was) < 2, "not at the same tweet, or not where it was")


def test_pages_may_be_kept_for_the_way_back(browser, writer):
    browser.log_in(writer).open("/").run("globalThis.kept = true")
    browser.open("/public")
    browser.driver.back()
    browser.awaits("line 44", path="/")
    assert browser.run("return globalThis.kept") is True, "the page was thrown away"


# Newer tweets

def test_newer_tweets_are_a_link(window, person):
    ada = person("ada")
    ada.tweet("the first")
    window.log_in(ada).open("/").awaits("Newer tweets")
    ada.tweet("the second")
    window.click("Newer tweets").awaits("the second")
    assert window.tweets() in ([["the second", "the first"]] if window.script else [["the second"], ["the second", "the first"]])


def test_nothing_newer_says_so(window, person):
    ada = person("ada")
    ada.tweet("the only one")
    window.log_in(ada).open("/").click("Newer tweets")
    if window.script:
        window.hears("Nothing new")
    else:
        # While others write the link leaves room for what they write, and shows the newest once more.
        window.until(lambda: "Nothing new since then" in window.open("/").click("Newer tweets").text, "it is not said")
        window.click("See the whole timeline")
    window.until(lambda: window.tweets() == ["the only one"] and window.path == "/", "the timeline is gone")


def test_the_number_of_newer_tweets_is_filled_in_and_said_once(browser, person):
    ada = person("ada")
    ada.tweet("the first")
    with injected(browser, HURRY):
        browser.log_in(ada).open("/").run(MOVED)
        ada.tweet("the second")
        browser.until(lambda: browser.one("[data-newer]").text == "1 new tweet", "the number is not shown")
        browser.hears("1 new tweet")
        browser.run("document.querySelector('[data-said]').textContent = ''")
        ada.tweet("the third")
        browser.until(lambda: browser.one("[data-newer]").text == "2 new tweets", "the number does not grow")
        assert browser.tweets() == ["the first"] and browser.one("[data-said]").get_property("textContent") == "", "nothing moves, and it is said once"
        assert browser.run("return globalThis.moved") == []
        asked = browser.run("return globalThis.asked")
        assert min(b - a for a, b in zip(asked, asked[1:])) >= 59_000, asked
        browser.press(".")
        browser.until(lambda: browser.tweets() == ["the third", "the second", "the first"], "they do not come")
        assert focused(browser) == "the third" and browser.one("[data-newer]").text == "Newer tweets"
        ada.tweet("the fourth")
        browser.until(lambda: browser.one("[data-newer]").text == "1 new tweet", "it does not go on")


def test_more_than_a_page_of_newer_tweets_is_gone_to(browser, person):
    ada = person("ada")
    ada.tweet("the first")
    with injected(browser, HURRY):
        browser.log_in(ada).open("/")
        for n in range(21):
            ada.tweet(f"newer {n}")
        browser.until(lambda: browser.one("[data-newer]").text == "20+ new tweets", "the number is not shown")
        browser.click("20+ new tweets").until(lambda: len(browser.tweets()) == 20 and "since_id" in browser.path, "not gone to")
        assert browser.tweets()[0] == "newer 20"
    browser.click("Older").until(lambda: browser.tweets()[-1] == "the first", "a gap")


def test_it_asks_ever_more_seldom_when_nobody_answers(browser, person):
    ada = person("ada")
    ada.tweet("the first")
    with injected(browser, HURRY):
        browser.log_in(ada).open("/")
        with blocked(browser, "*/v1/timelines/home*"):
            browser.until(lambda: len(browser.run("return globalThis.asked ?? []")) >= 4, "it does not ask")
            asked = browser.run("return globalThis.asked")
            gaps = [b - a for a, b in zip(asked, asked[1:])]
            assert gaps[0] > 110_000 and all(b > 1.7 * a for a, b in zip(gaps, gaps[1:])), gaps


def test_it_asks_nothing_while_nobody_looks(browser, person):
    ada = person("ada")
    ada.tweet("the first")
    hide = "Object.defineProperty(document, 'hidden', {value: arguments[0], configurable: true}); document.dispatchEvent(new Event('visibilitychange'))"
    with injected(browser, HURRY):
        browser.log_in(ada).open("/").run(hide, True)
        begun = browser.run("return Date.now()")
        browser.until(lambda: browser.run("return Date.now()") > begun + 150_000, "time stands still")
        assert not browser.run("return globalThis.asked")
        browser.run(hide, False)
        browser.until(lambda: browser.run("return globalThis.asked"), "it does not ask again")


# Without it

def test_a_script_that_does_not_come_leaves_all_of_it_usable(browser, person):
    ada, bo = person("ada"), person("bo")
    for n in range(21):
        bo.tweet(f"note {n}")
    with blocked(browser, "*/static/*.js"):
        browser.log_in(ada).open(f"/@{bo.name}").click(f"Follow {bo.name}").awaits("You follow this person now")
        browser.open("/").click("Older").until(lambda: browser.tweets() == ["note 0"], "no way on")
        browser.click("Newer").awaits("note 20")
        browser.click("Newer tweets").awaits("Nothing new since then")
        browser.open("/").fill(text="without a script").click("Post").awaits("Your tweet is out")
        browser.open("/keyboard").awaits("Next, previous")


def test_a_script_that_breaks_in_one_part_keeps_the_others(browser, writer):
    with injected(browser, "HTMLTextAreaElement.prototype.addEventListener = () => { throw new Error('broken'); }"):
        browser.log_in(writer).open("/").press("j")
        assert focused(browser)
        browser.click("Older").until(lambda: len(browser.tweets()) == 40, "nothing is appended")
    assert any("broken" in c for c in browser.complaints())
