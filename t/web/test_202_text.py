"""What stands in a tweet's text: links, mentions, tags, length, and that nothing of it becomes markup."""
import re

import html5lib
import pytest
from rig.stories import error_of

OURS = {"a", "span"}
LINK = {"href", "rel"}


def texts_of(answer):
    """The elements that hold tweets' texts."""
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return [e for e in tree.iter("p") if "text" in (e.get("class") or "").split()]


def text_of(client, author, id):
    [element] = texts_of(client.get(f"/@{author}/{id}"))
    return element


def links_in(element):
    return [(a.get("href"), "".join(a.itertext())) for a in element.iter("a")]


def test_a_url_is_a_link_that_says_where_it_leads(person, client):
    ada = person("ada")
    id = ada.tweet('see https://example.org/a?b=1&c="no" and example.com/x, or mail me@example.com')
    [first, second] = text_of(client, ada.name, id).iter("a")
    assert (first.get("href"), "".join(first.itertext())) == ("https://example.org/a?b=1&c=", "https://example.org/a?b=1&c=")
    assert (second.get("href"), "".join(second.itertext())) == ("https://example.com/x", "example.com/x")
    assert {first.get("rel"), second.get("rel")} == {"nofollow noopener noreferrer"}


def test_those_who_are_here_are_linked_when_mentioned(person, client):
    ada, bo = person("ada"), person("bo")
    id = ada.tweet(f"@{bo.name.upper()} and @nobody_at_all_x and @{ada.name}!")
    assert links_in(text_of(client, ada.name, id)) == [
        (f"/@{bo.name.upper()}", f"@{bo.name.upper()}"), (f"/@{ada.name}", f"@{ada.name}")]


def test_who_is_suspended_is_not_linked(person, client, site):
    ada, cy = person("ada"), person("cy")
    site.admin("user", "suspend", cy.name)
    id = ada.tweet(f"where is @{cy.name}")
    assert links_in(text_of(client, ada.name, id)) == []


def test_tags_are_marked_and_lead_nowhere_yet(person, client):
    ada = person("ada")
    element = text_of(client, ada.name, ada.tweet("#linnets and $BIRD, not #1"))
    assert [(s.get("class"), s.text) for s in element.iter("span")] == [("hashtag", "#linnets"), ("cashtag", "$BIRD")]


def test_E04_entities_have_offsets_in_code_points(person):
    ada, bo = person("ada"), person("bo")
    text = f"🐦 @{bo.name} #x $Y example.com"
    entities = ada.api("POST", "/v1/tweets", text=text).json["entities"]

    def cut(e):
        return text[e["start"]:e["end"]]
    [mention], [tag], [cash], [url] = (entities[k] for k in ("mentions", "hashtags", "cashtags", "urls"))
    assert (cut(mention), mention["id"], mention["username"]) == (f"@{bo.name}", bo.id, bo.name)
    assert (cut(tag), tag["tag"], cut(cash), cash["tag"]) == ("#x", "x", "$Y", "Y")
    assert (cut(url), url["url"], url["display"]) == ("example.com", "https://example.com", "example.com")


@pytest.mark.parametrize("text, fits", [
    ("x" * 280, True), ("x" * 281, False), ("好" * 140, True), ("好" * 141, False),
    ("👩🏽\u200d🔬" * 140, True), ("👩🏽\u200d🔬" * 141, False), ("e\u0301" * 280, True),
    ("https://example.org/" + "p" * 3000 + " " + "x" * 256, True), ("https://example.org/" + "p" * 3000 + " " + "x" * 257, False),
], ids=range(9))
def test_F04_length_is_weighed(person, text, fits):
    answer = person("ada").api("POST", "/v1/tweets", text=text)
    assert answer.status == (201 if fits else 422)
    if not fits:
        assert error_of(answer) == ("invalid", "text")


def test_a_text_too_long_shows_where_the_excess_begins(person):
    ada = person("ada")
    answer = ada.submit(ada.get("/compose").page.form("/tweets"), text="好" * 140 + "too & much")
    assert answer.status == 422
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    assert [m.text for m in tree.iter("mark")] == ["too & much"]
    assert "Too long by 10." in answer.page.shown


HOSTILE = [  # RELIABILITY's S18, S19, S20, S24, S25 and their like
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</p></article><h1>x</h1>",
    'http://x.com"onmouseover="alert(1)', "http://example.com/'onmouseover='alert(1)", "javascript:alert(1)//http://a.com",
    "data:text/html,<script>1</script>", "vbscript:x www.<b>.com", "http://example.com/<script>", "&lt;script&gt; &#60;b&#62; &amp;amp;",
    "<a href=javascript:alert(1)>x</a>", "http://[::1]/ http://a.com:80@b.com/ http://\\evil.com", "%n%s%99999999d",
    '<!--#include file="/etc/passwd"--> {{7*7}} ${7*7}', "@<b>x</b> #<i>y</i> $<u>z</u>", "#a\"b'c<d>", "*bold* _it_ [x](http://y.com) `c`",
    "http://user:pass@example.com/", "https://example.com/%22%3E%3Cscript%3E", "\u202ehttp://example.com/\u202c moc.elpmaxe//:ptth",
    "http://xn--80ak6aa92e.com http://аррӏе.com http://gооgle.com", " ".join("@a #b" for _ in range(45)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_S18_hostile_texts_stay_texts(person, client, text):
    ada = person("ada")
    made = ada.api("POST", "/v1/tweets", text=text)
    assert made.status == 201
    element = text_of(client, ada.name, made.json["id"])
    assert "".join(element.itertext()) == text
    for child in element.iter():
        assert child is element or child.tag in OURS
        if child.tag == "a":
            assert set(child.keys()) <= LINK | {"class"}
            assert re.match(r"https?://|/@\w+$", child.get("href"))
            assert "".join(child.itertext()) in child.get("href").removeprefix("/")
        if child.tag == "span":
            assert set(child.keys()) == {"class"}


def test_S20_many_mentions_cost_one_look(person, client):
    """93 different names: the page answers, those here are linked."""
    ada = person("ada")
    names = " ".join(f"@{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)) + f" @{ada.name}"
    assert links_in(text_of(client, ada.name, ada.tweet(names))) == [(f"/@{ada.name}", f"@{ada.name}")]
