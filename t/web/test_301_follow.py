"""The graph: following, unfollowing, and the lists of it."""
import re

from rig.stories import error_of, ids_by_json, path_of, tweets_shown


def card(viewer, user):
    return viewer.api("GET", f"/v1/users/{user.id}").json


def test_F13_E19_following_shows_on_both_sides_at_once(person):
    ada, bo = person("ada"), person("bo")
    answer = ada.api("PUT", f"/v1/users/{bo.id}/follow")
    assert answer.status == 200 and answer.json["viewer"]["following"] is True
    for _ in range(10):
        seen = card(ada, bo)
        assert seen["viewer"]["following"] is True and seen["viewer"]["followed_by"] is False
        assert card(bo, ada)["viewer"]["followed_by"] is True
        assert (seen["followers_count"], card(ada, ada)["following_count"]) == (1, 1)


def test_F13_it_is_one_directional_and_idempotent(person):
    ada, bo = person("ada"), person("bo")
    assert [ada.api("PUT", f"/v1/users/{bo.id}/follow").status for _ in range(3)] == [200] * 3
    assert card(ada, bo)["followers_count"] == 1
    assert card(bo, ada)["viewer"]["following"] is False
    assert [ada.api("DELETE", f"/v1/users/{bo.id}/follow").status for _ in range(3)] == [204] * 3
    assert card(ada, bo)["followers_count"] == 0 and card(ada, ada)["following_count"] == 0


def test_F13_the_button_on_the_profile_works_without_script(person):
    ada, bo = person("ada"), person("bo")
    profile = f"/@{bo.name}"
    page = ada.get(profile)
    follow = f"/users/{bo.id}/follow"
    answer = ada.submit(page.page.form(follow), to=follow)
    assert (answer.status, answer.location) == (303, profile)
    page = ada.get(profile)
    assert "You follow" in page.page.shown
    unfollow = f"/users/{bo.id}/unfollow"
    answer = ada.submit(page.page.form(unfollow), to=unfollow)
    assert (answer.status, answer.location) == (303, profile)
    assert card(ada, bo)["viewer"]["following"] is False


def test_one_returns_to_the_page_where_one_followed(person):
    ada, bo = person("ada"), person("bo")
    token = ada.get("/").page.form("/tweets").values["csrf_token"]
    follow = f"/users/{bo.id}/follow"
    here = ada.post(follow, {"csrf_token": token}, referer=f"{ada.url}/@{bo.name}/followers?max_id=77")
    assert (here.status, here.location) == (303, f"/@{bo.name}/followers?max_id=77#u-{bo.id}")
    for evil in ("https://evil.example/", ada.url + "//evil.example", ada.url + ".evil.example/", ""):
        answer = ada.post(follow, {"csrf_token": token}, referer=evil)
        assert (answer.status, answer.location) == (303, f"/@{bo.name}"), evil
    answer = ada.post(follow, {"csrf_token": token, "back": "//evil.example"})
    assert answer.location == f"/@{bo.name}"


def test_oneself_cannot_be_followed(person):
    ada = person("ada")
    answer = ada.api("PUT", f"/v1/users/{ada.id}/follow")
    assert answer.status == 422 and error_of(answer)[0] == "invalid"
    assert card(ada, ada)["followers_count"] == 0
    assert f"/users/{ada.id}/follow" not in ada.get(f"/@{ada.name}").text


def test_nobody_cannot_be_followed(person):
    ada = person("ada")
    for id in ("1", "9223372036854775807"):
        assert ada.api("PUT", f"/v1/users/{id}/follow").status == 404
        assert ada.api("DELETE", f"/v1/users/{id}/follow").status == 404


def test_following_brings_the_tweets_and_unfollowing_takes_them_away(person):
    ada, bo = person("ada"), person("bo")
    old = bo.tweet("from before")
    assert old not in tweets_shown(ada.get("/").page)
    for _ in range(5):
        ada.api("PUT", f"/v1/users/{bo.id}/follow")
        assert old in tweets_shown(ada.get("/").page)
        ada.api("DELETE", f"/v1/users/{bo.id}/follow")
        assert old not in tweets_shown(ada.get("/").page)


def test_a_limit_of_follows_is_told(site, person):
    with site.settings_changed(limits_follows="2"):
        ada, others = person("ada"), [person("bo") for _ in range(3)]
        ada.follow(*others[:2])
        answer = ada.api("PUT", f"/v1/users/{others[2].id}/follow")
        assert answer.status == 422 and error_of(answer)[0] == "invalid"


def names_shown(page, owner):
    names = []
    for href, _ in page.links:
        found = re.fullmatch(r"/@(\w{1,15})", href)
        if found and found.group(1) != owner and found.group(1) not in names:
            names.append(found.group(1))
    return names


def test_followers_and_following_are_walked_newest_first_to_their_end(person, client):
    ada = person("ada")
    others = [person("bo") for _ in range(7)]
    for other in others:
        other.follow(ada)
        ada.follow(other)
    newest_first = [o.id for o in reversed(others)]
    for kind in ("followers", "following"):
        path = f"/v1/users/{ada.id}/{kind}"
        assert ids_by_json(client, path)[0] == newest_first
        assert ids_by_json(client, path + "?limit=3") == (newest_first, 3)
        assert ids_by_json(client, path + "?limit=7") == (newest_first, 1)
        page = client.get(f"/@{ada.name}/{kind}")
        assert page.status == 200
        assert names_shown(page.page, ada.name) == [o.name for o in reversed(others)]


def test_the_lists_have_their_owner_and_her_one_name(client, person):
    ada = person("ada")
    for kind in ("followers", "following"):
        moved = client.get(f"/@{ada.name.upper()}/{kind}")
        assert (moved.status, path_of(moved.location)) == (301, f"/@{ada.name}/{kind}")
        assert client.get(f"/@nobody_there/{kind}").status == 404
        assert client.api("GET", f"/v1/users/1/{kind}").status == 404
        empty = client.get(f"/@{ada.name}/{kind}")
        assert empty.status == 200 and not names_shown(empty.page, ada.name)


def test_F20_people_are_found_by_name_id_and_ids(client, person):
    ada, bo = person("ada"), person("bo")
    assert client.api("GET", f"/v1/users/by/{ada.name.upper()}").json["id"] == ada.id
    assert client.api("GET", f"/v1/users/{ada.id}").json["username"] == ada.name
    both = client.api("GET", f"/v1/users?ids={bo.id},1,{ada.id}").json["data"]
    assert [u["id"] for u in both] == [bo.id, ada.id]
    assert client.api("GET", "/v1/users/by/nobody_there").status == 404
    assert client.api("GET", "/v1/users").status == 400
    assert client.api("GET", "/v1/users?ids=").status == 400
    assert client.api("GET", "/v1/users?ids=1,x").status == 400
