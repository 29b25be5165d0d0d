"""Every public case of what a tweet's text means (LINNET_TESTDATA/twitter-text; its README says how to read them)."""
import json

import pytest
from conformance.engine import all_groups, cases, of_kind
from conformance.render import autolink, link_expanded, parsed

EXPECTED_CASES = 1428
SPACE = " \t\n\r\u3000\u00a0"


def test_every_group_is_tested(testdata):
    tested = {group for groups in GROUPS for group in groups}
    assert set(all_groups()) == tested
    assert len(cases(*tested)) == EXPECTED_CASES


def indices(entity, extra=0):
    return [entity["start"], entity["end"] + extra]


def names(answer, kind):
    return [e["name"] for e in of_kind(answer, kind)]


def check_autolink(kinds):
    def check(engine, case, data):
        found = engine.ask(case["text"])["entities"]
        assert parsed(autolink(case["text"], found, kinds)) == parsed(case["expected"])
    return check


def check_json(engine, case, data):
    """The entities are given: they are ours, and drawn as expected."""
    given = json.loads(case["json"])
    found = engine.ask(case["text"])
    for kind, key in (("mention", "user_mentions"), ("hashtag", "hashtags"), ("url", "urls")):
        assert [indices(e) for e in of_kind(found, kind)] == [row["indices"] for row in given[key]]
    drawn = autolink(case["text"], found["entities"], ("mention", "hashtag"))
    for row in given["urls"]:
        drawn = drawn.replace(row["url"], link_expanded(row))
    assert parsed(drawn) == parsed(case["expected"])


def check_names(kind):
    def check(engine, case, data):
        assert names(engine.ask(case["text"]), kind) == case["expected"]
    return check


def check_places(kind, key):
    def check(engine, case, data):
        assert [{key: e["name"], "indices": indices(e)} for e in of_kind(engine.ask(case["text"]), kind)] == case["expected"]
    return check


def check_lists(engine, case, data):
    found = [{"screen_name": e["name"], "list_slug": "/" + e["list"] if e["list"] else "",
              "indices": indices(e, len(e["list"]) + 1 if e["list"] else 0)}
             for e in of_kind(engine.ask(case["text"]), "mention")]
    assert found == case["expected"]


def check_reply(engine, case, data):
    mentions = of_kind(engine.ask(case["text"]), "mention")
    first = mentions[0] if mentions and not case["text"][:mentions[0]["start"]].strip(SPACE) else None
    assert (first and first["name"]) == case["expected"]


def check_mark(engine, case, data):
    hits = " ".join(f"{a}-{b}" for a, b in case["hits"])
    source = {"html": case["text"]} if data["group"] == "with_links" else {}
    marked = engine.ask(case["text"], hits=hits, **source)["marked"]
    assert parsed(marked.replace("mark>", "em>")) == parsed(case["expected"])


def check_length(engine, case, data):
    """Ranges are in UTF-16 units of what was typed, their end inclusive."""
    got, expected = engine.ask(case["text"], scale=data["config"]), case["expected"]
    limit, moved = got["limit"], got["typed_units"] - got["units"]
    found = {"weightedLength": got["weight"], "valid": 0 < got["weight"] <= limit, "permillage": got["weight"] * 1000 // limit,
             "displayRangeStart": 0, "displayRangeEnd": got["typed_units"] - 1,
             "validRangeStart": 0, "validRangeEnd": got["fits_unit"] - 1 + moved}
    assert {k: found[k] for k in expected} == expected


def check_tweet(engine, case, data):
    got = engine.ask(case["text"], scale=data["config"])
    assert (0 < got["weight"] <= got["limit"]) == case["expected"]


def check_whole(kind, listed=False):
    """The text is one entity and nothing else."""
    def check(engine, case, data):
        found = of_kind(engine.ask(case["text"]), kind)
        whole = len(found) == 1 and bool(found[0]["list"]) == listed and indices(
            found[0], len(found[0]["list"]) + 1 if listed else 0) == [0, len(case["text"])]
        assert whole == case["expected"]
    return check


def check_is_url(engine, case, data):
    got = engine.ask(case["text"])
    assert got["is_url" if data["require_protocol"] else "is_url_bare"] == case["expected"]


def check_is_emoji(engine, case, data):
    assert (engine.ask(case["text"])["emoji"] == [case["text"]]) == case["expected"]


def check_emoji(engine, case, data):
    assert engine.ask(case["text"])["emoji"] == case["expected"]


LENGTHS = ("validate.WeightedTweetsCounterTest", "validate.WeightedTweetsWithDiscountedEmojiCounterTest",
           "validate.UnicodeDirectionalMarkerCounterTest")
GROUPS = {
    ("autolink.all",): check_autolink(("mention", "hashtag", "url")),
    ("autolink.cashtags",): check_autolink(("cashtag",)),
    ("autolink.hashtags",): check_autolink(("hashtag",)),
    ("autolink.json",): check_json,
    ("autolink.lists", "autolink.usernames"): check_autolink(("mention",)),
    ("autolink.urls",): check_autolink(("url",)),
    ("emoji.is_emoji",): check_is_emoji,
    ("emoji.match",): check_emoji,
    ("extract.cashtags",): check_names("cashtag"),
    ("extract.cashtags_with_indices",): check_places("cashtag", "cashtag"),
    ("extract.hashtags", "extract.hashtags_from_astral"): check_names("hashtag"),
    ("extract.hashtags_with_indices",): check_places("hashtag", "hashtag"),
    ("extract.mentions",): check_names("mention"),
    ("extract.mentions_with_indices",): check_places("mention", "screen_name"),
    ("extract.mentions_or_lists_with_indices",): check_lists,
    ("extract.replies",): check_reply,
    ("extract.urls", "extract.tco_urls_with_params", "tlds.country", "tlds.generic"): check_names("url"),
    ("extract.urls_with_indices", "extract.urls_with_directional_markers"): check_places("url", "url"),
    ("hit_highlighting.plain_text", "hit_highlighting.with_links"): check_mark,
    LENGTHS: check_length,
    ("validate.hashtags",): check_whole("hashtag"),
    ("validate.lists",): check_whole("mention", listed=True),
    ("validate.usernames",): check_whole("mention"),
    ("validate.tweets",): check_tweet,
    ("validate.urls", "validate.urls_without_protocol"): check_is_url,
}
TABLE = [(check, data, case) for groups, check in GROUPS.items() for data, case in cases(*groups)]


@pytest.mark.parametrize("check, data, case", TABLE, ids=[case["id"] for _, _, case in TABLE])
def test_case(engine, check, data, case):
    check(engine, case, data)
