"""Timelines walked by their links to the end and back."""
import pytest
from rig.client import Client


@pytest.fixture(scope="module")
def writer(site):
    """45 tweets: three pages."""
    ada = Client(site.url).register("ada_walks")
    for n in range(45):
        ada.tweet(f"step {n}")
    return ada


def walk(window, link):
    """The pages from here on, until there is no such link."""
    pages = [window.tweets()]
    while window.find(link):
        before = window.path
        window.click(link).until(lambda: window.path != before, f"{link} leads nowhere")
        pages.append(window.tweets())
        assert len(pages) < 10, "a walk without end"
    return pages


@pytest.mark.parametrize("path", ["/", "/@ada_walks"])
def test_F16_older_leads_to_the_end_and_newer_back(browser_plain, writer, path):
    """Without JavaScript; with it older tweets are appended (test_811_script.py)."""
    window = browser_plain
    window.log_in(writer).open(path)
    there = walk(window, "Older")
    assert [len(page) for page in there] == [20, 20, 5]
    assert sum(there, []) == [f"step {n}" for n in range(44, -1, -1)]
    back = walk(window, "Newer")
    assert [page for page in back if page][-1] == there[0]


def test_the_way_back_of_the_browser_works(window, writer):
    window.open("/@ada_walks").click("Older").awaits("step 24")
    window.one("article .when").click()
    window.until(lambda: len(window.tweets()) == 1, "not on the tweet's page")
    window.driver.back()
    window.awaits("step 24")
    window.driver.back()
    window.awaits("step 44", path="/@ada_walks")


def test_F15_visitors_read_everyone_and_find_the_writer(window, writer):
    window.open("/public").awaits("step 44")
    window.click("ada_walks @ada_walks", "main").awaits("45 Tweets", path="/@ada_walks")
