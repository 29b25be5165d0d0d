"""How pages look: theme and data saver, for people with an account and for visitors, without a script."""
import re

import pytest

from rig.stories import tweets_shown

PATH = "/settings/appearance"
LOOK = "linnet-look"


def html_of(answer):
    return answer.page.all("html")[0]


def choose(client, **values):
    form = client.get(PATH).page.form(PATH)
    form.values.pop("saver", None)  # ticked by values alone
    answer = client.submit(form, **values)
    assert (answer.status, answer.location) == (303, PATH), answer
    return answer


def chosen(client):
    return client.get(PATH).page.form(PATH).values


@pytest.mark.parametrize("theme, scheme", [("light", "light"), ("dark", "dark"), ("contrast", "light dark")])
def test_a_visitor_chooses_a_theme_and_every_page_has_it_from_its_first_tag(client, theme, scheme):
    assert client.get("/about").page.href("Appearance") == PATH
    assert "data-theme" not in html_of(client.get("/about")) and chosen(client)["theme"] == "system"
    choose(client, theme=theme)
    for path in ("/", "/about", "/public", "/login", PATH, "/no/such/page"):
        page = client.get(path).page
        assert page.all("html")[0]["data-theme"] == theme, path
        assert [m["content"] for m in page.all("meta", name="color-scheme")] == [scheme]
    assert chosen(client)["theme"] == theme
    choose(client, theme="system")
    assert LOOK not in client.cookies and "data-theme" not in html_of(client.get("/"))


def test_somebody_known_is_told_and_keeps_it_after_logging_out(person):
    ada = person("ada")
    assert ada.get("/settings").page.href("Appearance") == PATH
    choose(ada, theme="dark")
    page = ada.get(PATH).page
    assert "That is how pages look from now on" in page.shown and page.all("html")[0]["data-theme"] == "dark"
    assert ada.submit(ada.get("/").page.form("/logout"), to="/logout").status == 303
    assert html_of(ada.get("/"))["data-theme"] == "dark"


def test_who_saves_data_gets_short_pages_without_script(person):
    ada = person("ada")
    assert ada.get("/").page.all("script")
    choose(ada, theme="system", saver="1")
    assert chosen(ada)["saver"] == "1" and ada.cookies[LOOK] == "system.saver"
    assert "without script" in ada.get(PATH).page.shown and "10 entries" in ada.get(PATH).page.shown
    for path in ("/", f"/@{ada.name}", "/compose", "/settings"):
        assert not ada.get(path).page.all("script"), path
    choose(ada, theme="dark")
    assert "saver" not in chosen(ada) and ada.get("/").page.all("script")


def test_lists_have_10_entries_instead_of_20(site, client, person):
    authors = [person("ten") for _ in range(5)]
    for n in range(22):
        authors[n % 5].tweet(f"one of many {n}")
    assert len(tweets_shown(client.get("/public").page)) == 20
    choose(client, theme="light", saver="1")
    first = client.get("/public").page
    ids, older = tweets_shown(first), first.href("Older")
    assert len(ids) == 10 and older
    then = tweets_shown(client.get(older).page)
    assert len(then) == 10 and not set(ids) & set(then) and max(map(int, then)) < min(map(int, ids))
    assert len(client.api("GET", "/v1/timelines/public").json["data"]) == 20, "programs say their limit themselves"


@pytest.mark.parametrize("value", ["no.such", "DARK", "dark.", ".saver", "dark.saver.saver", "dark%20", "dark<script>", "'", "x" * 3000])
def test_a_cookie_of_others_is_as_none(client, value):
    client.cookies[LOOK] = value
    page = client.get("/public").page
    assert "data-theme" not in page.all("html")[0] and "<script" not in client.get("/public").text
    assert chosen(client)["theme"] == "system"


def test_an_unknown_theme_is_refused_beside_its_field_and_the_rest_stays(client):
    form = client.get(PATH).page.form(PATH)
    for wrong in ("purple", "", "dark.saver", "dark\r\nSet-Cookie: a=b"):
        answer = client.submit(form, theme=wrong, saver="1")
        assert answer.status == 422
        assert answer.page.all("fieldset", **{"aria-describedby": "theme-error"})
        assert answer.page.form(PATH).values.get("saver") == "1"
        assert LOOK not in client.cookies
    assert client.submit(form, saver="perhaps", theme="dark").status == 400


def test_S44_nobody_elses_page_changes_the_looks(client, person):
    for who in (client, person("ada")):
        assert who.post(PATH, {"theme": "dark"}).status == 403
        form = who.get(PATH).page.form(PATH)
        assert who.post(PATH, {**form.values, "theme": "contrast"}, origin="https://evil.example").status == 403
        assert who.cookies.get(LOOK) != "contrast"


def test_a_page_that_was_kept_is_not_shown_in_another_theme(client):
    answer = client.get("/about")
    assert "Cookie" in answer.headers["vary"]
    line = next(v for k, v in choose(client, theme="dark").all_headers if k.lower() == "set-cookie" and v.startswith(LOOK))
    assert re.search("HttpOnly", line) and re.search("SameSite=Lax", line) and "Max-Age=31536000" in line
