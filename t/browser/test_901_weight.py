"""What a page costs: bytes, requests, and movement while it comes in."""
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
        assert len(answer.page.all("link", rel="stylesheet")) == 1
        [css] = answer.page.all("link", rel="stylesheet")
        assert 0 < len(who.get(css["href"]).body) < 20 * KB
        scripts = answer.page.all("script")
        assert len(scripts) == (0 if who is client else 1)
        assert all(0 < len(who.get(s["src"]).body) < 20 * KB for s in scripts)


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
