"""What must hold for any text, tried on all cases, on random mixtures of them, and on a megabyte."""
import random
import unicodedata

import html5lib
import pytest
from conformance.engine import all_groups, cases
from conformance.own_cases import CASES, LENGTHS

NEUTRAL = ["", "word ", "好。 ", "🐦 ", "é\n", "مرحبا ", "a" * 300 + " "]
MARKS = ["http://example.com/a_(b)", "example.org", "@ada", "#tag", "$USD", "👩🏽‍🔬", "1️⃣", "日本", "привет", "مرحبا", "ไทย", "\u202e", "\u200b",
         "me@example.com", "<b>", "&amp;", "\"", "'", "(", ")", "]", ".", ",", ":", "/", "?", "@", "#", "$", "-", "_", " ", "\n", "e\u0301", "www.", "x.co.jp"]


def texts():
    outside = [case["text"] for _, case in cases(*all_groups())]
    return [t for t in (outside + [t for t, _ in CASES + LENGTHS]) if "\0" not in t and len(t) < 2000]


def mixtures(count):
    chance = random.Random(4)
    return ["".join(chance.choice(MARKS) for _ in range(chance.randrange(1, 30))) for _ in range(count)]


def parts(answer, shift=0, shift_units=0):
    return [(e["kind"], e["name"], e["start"] + shift, e["end"] + shift, e["start_unit"] + shift_units, e["end_unit"] + shift_units)
            for e in answer["entities"]]


def units(text):
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("prefix", NEUTRAL, ids=range(len(NEUTRAL)))
def test_a_prefix_shifts_every_offset(engine, prefix):
    for text in texts() + mixtures(300):
        if text[:1] in ("\ufe0f", "\ufe0e", "\u20e3") or unicodedata.combining(text[:1] or " "):
            continue
        assert parts(engine.ask(prefix + text)) == parts(engine.ask(text), len(prefix), units(prefix)), text


def test_the_visible_text_of_the_html_means_the_same(engine):
    for text in texts() + mixtures(1000):
        answer = engine.ask(text, known=True)
        tree = html5lib.parseFragment(answer["html"], namespaceHTMLElements=False)
        visible = "".join(tree.itertext())
        assert visible == text.replace("\r\n", "\n").replace("\r", "\n")
        assert {e.tag for e in tree.iter()} <= {"DOCUMENT_FRAGMENT", "a", "span"}
        assert parts(engine.ask(visible)) == parts(answer) or "\r" in text


def test_splitting_and_joining_is_stable(engine):
    """Lines mean apart what they mean together, and weigh as much."""
    for text in mixtures(300):
        lines = text.split("\n")
        shift, joined, weight = 0, [], 0
        for line in lines:
            answer = engine.ask(line)
            joined += parts(answer, shift, units(text[:shift]))
            weight += answer["weight"]
            shift += len(line) + 1
        whole = engine.ask(text)
        assert (parts(whole), whole["weight"]) == (joined, weight + len(lines) - 1), text


def test_what_fits_fits_and_one_more_does_not(engine):
    for text in mixtures(200):
        text = unicodedata.normalize("NFC", text * 12)
        answer = engine.ask(text)
        assert answer["fits"] <= len(text)
        if answer["weight"] > 280:
            assert answer["fits"] < len(text)
        else:
            assert answer["fits"] == len(text)


def test_marks_cover_the_hits_and_nest(engine):
    chance = random.Random(5)
    for text in mixtures(500):
        cuts = sorted(chance.sample(range(len(text) + 1), min(len(text) + 1, 2 * chance.randrange(1, 4)) // 2 * 2))
        hits = [(a, b) for a, b in zip(cuts[::2], cuts[1::2]) if a < b]
        answer = engine.ask(text, known=True, hits=" ".join(f"{a}-{b}" for a, b in hits))
        tree = html5lib.parseFragment(answer["marked"], namespaceHTMLElements=False)
        assert "".join(tree.itertext()) == text
        covered = []

        def walk(element, within):
            within = within or element.tag == "mark"
            covered.extend([within] * len(element.text or ""))
            for child in element:
                walk(child, within)
                covered.extend([within] * len(child.tail or ""))
        walk(tree, False)
        assert covered == [any(a <= i < b for a, b in hits) for i in range(len(text))], (text, hits)
        assert html5lib.serialize(tree, quote_attr_values="always", omit_optional_tags=False).count("<mark>") == answer["marked"].count("<mark>")


MEGABYTE = 1 << 20
HUGE = ["a", "a.", ".", "@", "#", "$", ":", "://", "http://", "http://a.com/(", "http://a.com ", "a.com@", "a.com+", "a.b.", "@a", "#a", "#1", "$a ", "(", "((", "日", "日.com", "é.",
        "http://日.com/", "👩‍", "1️⃣", "\U0001f1fa", "\u200d", "\u202e", "http://a.com/((a", "-.", "_.", "xn--", "a\u200b.com", "http://" + "a." * 100, "&", "<", "\ufe0f", "e\u0301"]


@pytest.mark.parametrize("piece", HUGE, ids=range(len(HUGE)))
def test_a_megabyte_is_read_in_linear_time(engine, piece):
    """Not a measurement (see bench/): a quadratic step would take hours here, and the part would be ended."""
    size = len(piece.encode())
    answer = engine.ask(piece * (MEGABYTE // size))
    assert answer["typed_units"] == units(piece) * (MEGABYTE // size)
