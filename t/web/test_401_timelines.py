"""Timelines: newest first, by keyset pages, walked to their end; pages and JSON are the same list."""
import pytest

from rig.stories import ids_by_json, links_of, path_of, tweets_by_pages, tweets_shown


@pytest.fixture(scope="module")
def village(site):
    """ada follows bo and cy, not dee; 65 tweets by turns, all four writing."""
    from rig.client import Client
    people = {n: Client(site.url).register(f"{n}_village") for n in ("ada", "bo", "cy", "dee")}
    people["ada"].follow(people["bo"], people["cy"])
    order = ["bo", "dee", "cy", "bo", "ada"]
    written = [(n := order[i % 5], people[n].tweet(f"{n} says {i}")) for i in range(65)]
    people["written"] = written
    return people


def newest(village, *names):
    return [id for name, id in reversed(village["written"]) if name in names]


def test_F14_home_holds_ones_own_and_the_followed_newest_first(village):
    ada = village["ada"]
    expected = newest(village, "ada", "bo", "cy")
    assert ids_by_json(ada, "/v1/timelines/home")[0] == expected
    assert tweets_by_pages(ada, "/")[0] == expected


@pytest.mark.parametrize("limit, pages", [(1, 52), (7, 8), (13, 4), (52, 1), (100, 1)])
def test_a_walk_is_the_same_whatever_its_steps(village, limit, pages):
    walked = ids_by_json(village["ada"], f"/v1/timelines/home?limit={limit}")
    assert walked == (newest(village, "ada", "bo", "cy"), pages)


def test_Q09_a_page_holds_20(village):
    assert len(village["ada"].api("GET", "/v1/timelines/home").json["data"]) == 20
    assert len(tweets_shown(village["ada"].get("/").page)) == 20
    assert len(village["ada"].api("GET", "/v1/timelines/home?limit=1000").json["data"]) == 52, "clamped to 100"


def test_F15_E10_a_users_tweets_by_page_and_json(client, village):
    for name in ("ada", "bo", "cy", "dee"):
        user = village[name]
        expected = newest(village, name)
        assert ids_by_json(client, f"/v1/users/{user.id}/tweets?limit=5")[0] == expected
        assert tweets_by_pages(client, f"/@{user.name}")[0] == expected


def test_public_holds_everyones(client, village):
    expected = newest(village, "ada", "bo", "cy", "dee")
    by_json, _ = ids_by_json(client, "/v1/timelines/public?limit=50")
    by_pages, _ = tweets_by_pages(village["ada"], "/public")
    assert [id for id in by_json if id in expected] == expected
    assert by_json == by_pages


def test_ids_fall_from_page_to_page_without_doubles(village):
    ids, _ = ids_by_json(village["ada"], "/v1/timelines/public?limit=11")
    numbers = [int(i) for i in ids]
    assert numbers == sorted(set(numbers), reverse=True)


def test_what_is_written_meanwhile_disturbs_no_walk(person):
    ada = person("ada")
    old = [ada.tweet(f"old {n}") for n in range(6)]
    first = ada.api("GET", "/v1/timelines/home?limit=3")
    fresh = ada.tweet("in between")
    ada.api("DELETE", f"/v1/tweets/{old[1]}")
    rest, _ = ids_by_json(ada, path_of(links_of(first)["next"]))
    assert [t["id"] for t in first.json["data"]] + rest == [old[5], old[4], old[3], old[2], old[0]]
    back = ada.api("GET", path_of(links_of(first)["prev"]))
    shown = [t["id"] for t in first.json["data"]]
    assert [t["id"] for t in back.json["data"] if t["id"] not in shown] == [fresh], "the newest may come once more"


def test_F32_since_and_min_ask_for_newer_ones(village):
    bo = village["bo"]
    all_ids = newest(village, "bo")
    path = f"/v1/users/{bo.id}/tweets"
    def get(query):
        return [t["id"] for t in bo.api("GET", f"{path}?{query}").json["data"]]
    assert get(f"since_id={all_ids[5]}") == all_ids[:5]
    assert get(f"since_id={all_ids[5]}&limit=2") == all_ids[:2], "from the newest"
    assert get(f"min_id={all_ids[5]}&limit=2") == all_ids[3:5], "from the oldest of them"
    assert get(f"max_id={all_ids[5]}&limit=2") == all_ids[6:8]
    assert get(f"max_id={all_ids[5]}&since_id={all_ids[9]}") == all_ids[6:9]
    assert get(f"since_id={all_ids[0]}") == []


def test_links_are_there_exactly_when_there_is_something(person, site):
    ada = person("ada")
    assert links_of(ada.api("GET", "/v1/timelines/home")) == {}
    ids = [ada.tweet(f"n {n}") for n in range(3)]
    whole = links_of(ada.api("GET", "/v1/timelines/home?limit=3"))
    assert "next" not in whole
    part = links_of(ada.api("GET", "/v1/timelines/home?limit=2"))
    assert part["next"].startswith(f"{site.url}/v1/timelines/home?")
    assert f"max_id={ids[1]}" in part["next"] and "limit=2" in part["next"]
    assert f"min_id={ids[2]}" in part["prev"]


def test_the_newer_link_of_a_page_leads_back(village):
    ada = village["ada"]
    first = ada.get("/")
    second = ada.get(first.page.href("Older"))
    again = ada.get(second.page.href("Newer"))
    assert tweets_shown(again.page) == tweets_shown(first.page)


@pytest.mark.parametrize("query", ["max_id=abc", "max_id=-1", "max_id=0", "max_id=9223372036854775808", "since_id=1.5", "min_id=%20",
                                   "limit=0", "limit=-5", "limit=many", "max_id=1&max_id=2", "max_id=%FF", "max_id=1%00"])
def test_garbage_cursors_are_told(client, person, query):
    ada = person("ada")
    for who, path in ((client, "/v1/timelines/public"), (ada, "/v1/timelines/home"), (client, f"/v1/users/{ada.id}/followers")):
        assert who.api("GET", f"{path}?{query}").status == 400, path
    for path in ("/public", f"/@{ada.name}", f"/@{ada.name}/followers"):
        assert client.get(f"{path}?{query}").status == 400, path


def test_an_empty_home_says_what_to_do(person):
    page = person("ada").get("/")
    assert page.status == 200 and not tweets_shown(page.page)
    assert "/public" in [h for h, _ in page.page.links]


def test_visitors_land_on_public_tweets(client, village):
    page = client.get("/")
    assert page.status == 200 and len(tweets_shown(page.page)) == 20
    assert {"/signup", "/login"} <= {h for h, _ in page.page.links}
    assert not page.page.all("script")


def test_S51_who_may_keep_an_answer(client, village):
    ada = village["ada"]
    for path in ("/", "/public", f"/@{ada.name}", "/about"):
        shared = client.get(path)
        assert shared.headers["cache-control"] == "max-age=1, stale-while-revalidate=1, stale-if-error=60", path
        assert "set-cookie" not in shared.headers and "csrf_token" not in shared.text, path
        assert shared.headers["vary"].lower() == "cookie", "else a visitor's page is shown after logging in"
        own = ada.get(path)
        assert own.headers["cache-control"] == "private, no-cache", path
    assert "private" in client.get("/login").headers["cache-control"]
    assert "private" in ada.api("GET", "/v1/timelines/home").headers["cache-control"]


def test_S50_two_people_never_see_each_others_page(client, village):
    ada, dee = village["ada"], village["dee"]
    for n in range(30):
        for path in ("/", "/public", f"/@{ada.name}", f"/@{dee.name}"):
            a, d, nobody = ada.get(path).text, dee.get(path).text, client.get(path).text
            assert "/logout" in a and "/logout" in d and "/logout" not in nobody
            token_a = a.partition('name="csrf_token" value="')[2].partition('"')[0]
            token_d = d.partition('name="csrf_token" value="')[2].partition('"')[0]
            assert token_a and token_d and token_a != token_d
            assert token_a not in d + nobody and token_d not in a + nobody


def test_what_a_page_names_is_there_and_kept_for_good(client, village):
    page = village["ada"].get("/").page
    named = [a["href"] for a in page.all("link") if a["rel"] in ("stylesheet", "icon")] + [a["src"] for a in page.all("script")]
    assert len(named) == 3
    for path in named:
        answer = client.get(path)
        assert answer.status == 200 and "immutable" in answer.headers["cache-control"], path
