"""Without a script one loses neither one's words nor one's place: after an act, a refusal, or the end of a log-in."""
import re

import pytest

from rig.stories import path_of


@pytest.fixture
def crowd(person):
    """kim and 22 people who follow kim: (kim, the last one's name and id, on the second page)."""
    kim = person("kim")
    fans = [person("fan") for _ in range(22)]
    for fan in fans:
        fan.follow(kim)
    return kim, fans[0]


def test_a_follow_within_a_list_leads_back_to_that_person_of_that_page(person, crowd):
    ada, (kim, fan) = person("ada"), crowd
    for verb in ("follow", "unfollow"):
        here = ada.get(f"/@{kim.name}/followers").page.href("Older")
        act = f"/users/{fan.id}/{verb}"
        page = ada.get(here)
        assert act in page.text
        done = ada.submit(page.page.form(act), to=act)
        assert (done.status, done.location) == (303, f"{here}#u-{fan.id}")
        assert ada.get(here).page.all("article", id=f"u-{fan.id}")


def login_link(answer):
    assert answer.status == 401, answer
    return next(a["href"] for a in answer.page.all("a") if a.get("href", "").startswith("/login") and "button" in a.get("class", ""))


def ended(who, page, form_of, **values):
    """A form that is sent after its log-in ended; what one sees after logging in by the link of the answer."""
    form = who.get(page).page.form(form_of)
    who.cookies.clear()
    answer = who.submit(form, **values)
    assert all(values.get(name, "") in answer.page.shown for name in ("text", "bio")), "what was typed is lost"
    link = login_link(answer)
    again = who.submit(who.get(link).page.form("/login"), login=who.name, password=who.password)
    assert again.status == 303
    return again.location


def test_after_a_new_log_in_one_is_where_one_was(person):
    ada, bo = person("ada"), person("bo")
    asked, own = bo.tweet("a question"), ada.tweet("firts words")
    assert ended(ada, f"/@{bo.name}/{asked}", "/tweets", text="my answer") == f"/compose?reply_to={asked}&text=my%20answer"
    assert ended(ada, f"/compose?redraft_of={own}", "/tweets", text="first words") == f"/compose?redraft_of={own}&text=first%20words"
    way = ended(ada, "/", "/tweets", text="any words: ä & <b>", lang="de", place_name="Here & there", place_lat="1.5", place_lon="2")
    again = ada.get(way).page.form("/tweets").values
    assert (again["text"], again["place_name"], again["place_lat"], again["place_lon"]) == ("any words: ä & <b>", "Here & there", "1.5", "2")
    assert '<option value="de" selected' in ada.get(way).text
    assert ended(ada, "/", "/tweets", text="語" * 140) == "/compose?text=" + "%E8%AA%9E" * 140
    assert ended(ada, "/", "/tweets", text="語" * 280, lang="ja") == "/compose?lang=ja", "what no address can carry stands on the page"
    edit = f"/tweets/{own}/edit"
    assert ended(ada, edit, edit, text="better words") == edit
    assert ended(ada, "/settings/profile", "/settings/profile", bio="words about me") == "/settings/profile"
    liked = f"/tweets/{asked}/like"
    form = ada.get(f"/@{bo.name}").page.form(liked)
    ada.cookies.clear()
    assert login_link(ada.submit(form, to=liked)) == f"/login?next=%2F%40{bo.name}"


def test_the_way_back_stays_on_this_site(person):
    ada = person("ada")
    form = ada.get("/").page.form("/tweets")
    ada.cookies.clear()
    for evil in ("//evil.example", "7&next=//evil.example", "7\r\nX: y", "javascript:alert(1)"):
        assert login_link(ada.submit(form, text="words", reply_to=evil)) == "/login?next=%2Fcompose%3Ftext%3Dwords"


def titles(page):
    return " ".join(re.search(r"<title>(.*?)</title>", page.text, re.S).group(1).split())


def test_titles_tell_one_tweet_from_another(person, client):
    ada = person("ada")
    whose = f"{ada.name} (@{ada.name}): "
    short, long = ada.tweet('two\nlines & "more"'), ada.tweet("é" * 61)
    assert titles(client.get(f"/@{ada.name}/{short}")) == whose + "two lines &amp; &quot;more&quot; · Linnet".replace("&quot;", '"')
    assert titles(client.get(f"/@{ada.name}/{long}")) == whose + "é" * 60 + "… · Linnet"


def test_ones_last_log_in_is_told_to_oneself(site, person, client):
    ada = person("ada")
    shown = " ".join(ada.get("/settings").page.shown.split())
    told = re.search(r"Last log-in: (\d+ \w+ \d{4}, \d\d:\d\d UTC)\.", shown)
    assert told
    site.sql(f"UPDATE user SET last_login_ms = 1000000000000 WHERE id = {ada.id}")
    assert "9 September 2001, 01:46 UTC" in ada.get("/settings").page.shown
    ada.cookies.clear()
    ada.log_in()
    assert "September 2001" not in ada.get("/settings").page.shown
    for path in (f"/@{ada.name}", f"/v1/users/{ada.id}"):
        assert "log-in" not in client.get(path).text and "last_login" not in client.get(path).text


def test_a_name_that_runs_the_other_way_leaves_the_sentence_in_order(person, client):
    ada = person("ada", display_name="שרה (כהן)")
    tweet = ada.tweet("shalom")
    assert client.get(f"/@{ada.name}/{tweet}").text.count("Tweet by \u2068שרה (כהן)\u2069") == 1
    assert "\u2068" not in client.get(f"/@{person('bo').name}").text


def test_a_whole_form_comes_back_when_its_log_in_has_ended(person):
    ada = person("ada")
    form = ada.get("/settings/profile").page.form("/settings/profile")
    ada.cookies.clear()
    answer = ada.submit(form, display_name="Ada L.", bio="two\nlines", location="London", field_1_name="Pronouns", field_1_value="she/her")
    assert answer.status == 401
    for kept in ("display_name: Ada L.", "bio: two\nlines", "location: London", "field_1_name: Pronouns", "field_1_value: she/her"):
        assert kept in answer.page.shown, kept
