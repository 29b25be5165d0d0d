"""Our own cases, with every offset counted a second time here."""
import html5lib
import pytest
from conformance.own_cases import CASES, LENGTHS


def shown(text, entity):
    return text[entity["start"]:entity["end"]]


def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_there_are_enough():
    assert len(CASES) + len(LENGTHS) >= 300
    assert len({text for text, _ in CASES}) >= len(CASES) - 5


@pytest.mark.parametrize("text, parts", CASES, ids=range(len(CASES)))
def test_parts(engine, text, parts):
    found = engine.ask(text)["entities"]
    assert [shown(text, e) for e in found] == parts
    for e in found:
        assert (e["start_unit"], e["end_unit"]) == (units(text[:e["start"]]), units(text[:e["end"]]))
        sign = {"mention": "@＠", "hashtag": "#＃", "cashtag": "$"}.get(e["kind"])
        assert e["name"] == (shown(text, e)[1:] if sign else shown(text, e))
        assert not sign or shown(text, e)[0] in sign
        assert e["bare"] == (e["kind"] == "url" and not e["name"].lower().startswith(("http://", "https://")))


@pytest.mark.parametrize("text, weight", LENGTHS, ids=range(len(LENGTHS)))
def test_length(engine, text, weight):
    assert engine.ask(text)["weight"] == weight


@pytest.mark.parametrize("text, parts", CASES, ids=range(len(CASES)))
def test_html(engine, text, parts):
    """Read by a real parser: our tags only, the text as it was, each part in its element."""
    answer = engine.ask(text, known=True)
    if "\0" in text:
        pytest.skip("no parser of HTML hands NUL on; tweets hold none")
    tree = html5lib.parseFragment(answer["html"], namespaceHTMLElements=False)
    assert "".join(tree.itertext()) == text
    assert [("".join(e.itertext())) for e in tree] == parts
    for element, entity in zip(tree, answer["entities"], strict=True):
        attributes = dict(element.items())
        if entity["kind"] == "url":
            assert (element.tag, attributes) == ("a", {"rel": "nofollow noopener noreferrer", "href": ("https://" if entity["bare"] else "") + entity["name"]})
        elif entity["kind"] == "mention":
            assert (element.tag, attributes) == ("a", {"class": "mention", "href": "/@" + entity["name"]})
        else:
            assert (element.tag, attributes) == ("span", {"class": entity["kind"]})
        assert len(element) == 0
