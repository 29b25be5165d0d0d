"""What a page costs: bytes, requests, and movement while it comes in."""
import gzip

import pytest
from rig.sights import show

KB = 1000
SHIFTS = """const done = arguments[0];
  new PerformanceObserver((list) => done(list.getEntries().filter((e) => !e.hadRecentInput).map((e) => e.value)))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done([]), 100);"""


@pytest.mark.parametrize("path", ["/", "/public", "/@maren", "/@maren/followers"])
def test_a_page_of_20_is_light(cast, client, path):
    for who in (cast.maren, client):
        answer = who.get(path)
        assert answer.status == 200 and len(answer.body) < 50 * KB, f"{len(answer.body)} bytes"
        tweets = [t.partition(b"</article>")[0] for t in answer.body.split(b'<article class="tweet"')[1:]]
        assert len(gzip.compress(answer.body)) < 10 * KB and sum(map(len, tweets)) <= 2 * KB * len(tweets)
        assert len(answer.page.all("link", rel="stylesheet")) == 1
        [css] = answer.page.all("link", rel="stylesheet")
        assert 0 < len(who.get(css["href"]).body) < 20 * KB
        scripts = answer.page.all("script")
        assert len(scripts) == (0 if who is client else 1)
        assert all(0 < len(who.get(s["src"]).body) < 20 * KB for s in scripts)


def test_the_page_may_run_and_wear_only_what_is_ours(cast, client):
    """The policy is that of nginx, which is before every page; that nothing offends it says the console (test_801_looks.py)."""
    for who in (cast.maren, client):
        policy = who.get("/").headers["content-security-policy"]
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
        assert {v for k, v in rules.items() if k not in ("default-src", "base-uri", "frame-ancestors")} == {"'self'"}


def test_all_scripts_together_are_light(site):
    """The tables of the text engine are data; they and their script come with the first character typed."""
    out = list((site.stack.build / "static/out").glob("*.js"))
    assert len(out) == 2 and sum(f.stat().st_size for f in out) < 20 * KB


@pytest.mark.parametrize("name", ["landing", "home", "profile-own", "sign-up", "following-known"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_asks_little_and_does_not_move(browser, cast, name, width):
    browser.resize(width)
    show(browser, cast, name)
    browser.resize(width).driver.refresh()
    asked = browser.run("return performance.getEntriesByType('resource').map((e) => e.name)")
    icons = [i for i in browser.run("return [...document.querySelectorAll('link[rel=icon]')].map((e) => e.href)") if i not in asked]
    assert 1 + len(asked) + len(icons) <= 4, asked + icons
    assert browser.driver.execute_async_script(SHIFTS) == []
