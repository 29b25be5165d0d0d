"""Accounts: what people say about themselves, by form and by JSON."""
import re

import pytest

from rig.stories import error_of, eventually, fields_of

ME = "/v1/users/me"


def form_of(client):
    return client.get("/settings/profile").page.form("/settings/profile")


def me(client):
    return client.api("GET", ME).json


def test_F03_one_edits_ones_profile_and_everybody_sees_it(client, person):
    ada = person("ada")
    own = ada.get(f"/@{ada.name}").page
    assert own.href("Edit profile") == "/settings/profile"
    answer = ada.submit(form_of(ada), display_name="Ada Lovelace", bio="Numbers,\r\nand what they mean.", location="London",
                        url="https://ada.example/notes", birthday="1915-12-10",
                        field_1_name="Pronouns", field_1_value="she/her", field_3_name="Code", field_3_value="https://code.example/ada")
    assert (answer.status, answer.location) == (303, f"/@{ada.name}")
    assert "Your profile is saved" in ada.get(f"/@{ada.name}").page.shown
    page = eventually(lambda: (p := client.get(f"/@{ada.name}").page) and "she/her" in p.shown and p)
    for words in ("Ada Lovelace", "Numbers,", "London", "Pronouns", "Code"):
        assert words in page.shown
    rels = {a["href"]: a["rel"] for a in page.all("a") if "example" in a["href"]}
    assert rels == {url: "me nofollow noopener noreferrer" for url in ("https://ada.example/notes", "https://code.example/ada")}
    assert "1915" not in client.get(f"/@{ada.name}").text
    values = form_of(ada).values
    assert values["bio"] == "Numbers,\nand what they mean." and values["birthday"] == "1915-12-10"
    assert (values["field_2_name"], values["field_2_value"]) == ("Code", "https://code.example/ada"), "what was empty is left out"


def test_the_same_by_json_and_what_is_not_given_stays(client, person):
    bo = person("bo")
    done = bo.api("PATCH", ME, bio="about bo", birthday="1990-02-28", field_1_name="Town", field_1_value="Ulm")
    assert done.status == 200 and done.json["fields"] == [{"name": "Town", "value": "Ulm"}]
    again = bo.api("PATCH", ME, location="Ulm")
    assert (again.json["bio"], again.json["location"], again.json["birthday"]) == ("about bo", "Ulm", "1990-02-28")
    assert again.json["fields"] == [{"name": "Town", "value": "Ulm"}]
    assert me(bo) == again.json
    emptied = bo.api("PATCH", ME, bio="", birthday="", field_1_name="", field_1_value="").json
    assert (emptied["bio"], emptied["birthday"], emptied["fields"]) == (None, None, [])
    seen = client.api("GET", f"/v1/users/{bo.id}").json
    assert seen["location"] == "Ulm" and "birthday" not in seen


def test_S63_a_birthday_is_shown_to_nobody(client, person):
    ada, bo = person("ada"), person("bo")
    ada.api("PATCH", ME, birthday="1987-06-05")
    for who in (client, bo):
        for path in (f"/@{ada.name}", f"/v1/users/{ada.id}", f"/v1/users?ids={ada.id}", f"/v1/users/by/{ada.name}"):
            assert "1987" not in who.get(path).text.replace(ada.id, ""), path


def test_every_wrong_field_is_named_at_once_and_nothing_typed_is_lost(person):
    ada = person("ada")
    typed = dict(display_name="x" * 51, bio="y" * 161, location="z" * 31, url="ftp://example.org", birthday="2025-02-30",
                 field_1_name="only a name", field_2_value="only a value", field_3_name="n" * 31, field_3_value="v" * 151)
    before = me(ada)
    answer = ada.submit(form_of(ada), **typed)
    assert answer.status == 422
    form = answer.page.form("/settings/profile")
    assert {k: form.values[k] for k in typed} == typed
    wrong = {"display_name", "bio", "location", "url", "birthday", "field_1_value", "field_2_name", "field_3_name", "field_3_value"}
    assert {a["id"] for a in answer.page.all("p", **{"class": "error"}) if a.get("id")} == {f"{name}-error" for name in wrong}
    assert {a["id"] for tag in ("input", "textarea") for a in answer.page.all(tag) if a.get("aria-invalid")} == wrong
    refused = ada.api("PATCH", ME, **typed)
    assert refused.status == 422 and fields_of(refused) == wrong
    assert me(ada) == before


@pytest.mark.parametrize("value", ["https://bank.example@evil.example/", "https://", "http://bank%2eexample"])
def test_a_field_that_would_lead_elsewhere_than_it_says_is_plain_text(client, person, value):
    ada = person("ada")
    assert ada.submit(form_of(ada), field_1_name="Bank", field_1_value=value).status == 303
    page = eventually(lambda: (p := client.get(f"/@{ada.name}").page) and value in p.shown and p)
    assert not [a for a in page.all("a") if a["href"] == value]


@pytest.mark.parametrize("field", ["display_name", "bio", "location", "field_1_name", "field_1_value"])
@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\u2066b", "\ufeffa", "a\U000e0041b", "a\u0007b"])
def test_what_hides_or_turns_text_is_refused(person, field, text):
    ada = person("ada")
    given = {"field_1_name": "Name", "field_1_value": "Value", field: text}
    answer = ada.api("PATCH", ME, **given)
    assert answer.status == 422 and fields_of(answer) == {field}


def test_characters_are_counted_as_people_count_them(person):
    ada = person("ada")
    waving = "\U0001f44b\U0001f3fd"
    assert ada.api("PATCH", ME, display_name=waving * 50).status == 200
    assert fields_of(ada.api("PATCH", ME, display_name=waving * 51)) == {"display_name"}
    assert ada.api("PATCH", ME, location="e\u0301" * 30).json["location"] == "é" * 30
    assert ada.api("PATCH", ME, bio="字" * 160).status == 200
    stacked = "e" + "\u0301\u0302" * 600
    assert fields_of(ada.api("PATCH", ME, bio=stacked)) == {"bio"}


@pytest.mark.parametrize("url, stored", [("example.org", "https://example.org"), ("http://example.org/ä?b=c#d",) * 2,
                                         ("HTTPS://Example.org:8080/",) * 2, ("", None), ("https://localhost/x",) * 2])
def test_links_that_are_taken(person, url, stored):
    ada = person("ada")
    assert ada.api("PATCH", ME, url=url).json["url"] == stored
    assert ada.get(f"/@{ada.name}").status == 200


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://", "https:///x", "https://a b.org",
                                 "https://bank.example@evil.example/", "https://exam\u202eple.org", "https://example..org", "word",
                                 "mailto:a@example.org", 'https://example.org/"><script>', "https://example.org/" + "x" * 400])
def test_S19_links_that_are_refused(person, url):
    answer = person("ada").api("PATCH", ME, url=url)
    assert answer.status == 422 and error_of(answer) == ("invalid", "url")


@pytest.mark.parametrize("day", ["1899-12-31", "2999-01-01", "1990-2-3", "31.12.1990", "1990-13-01", "1990-00-10", "2023-02-29", "-"])
def test_days_that_are_refused(person, day):
    assert fields_of(person("ada").api("PATCH", ME, birthday=day)) == {"birthday"}


def test_S18_what_is_typed_stays_text(client, person):
    ada = person("ada")
    evil = '"><img src=x onerror=alert(1)>'
    done = ada.api("PATCH", ME, display_name=evil, bio=evil, location=evil[:30], field_1_name=evil[:30], field_1_value=evil,
                   field_2_name="Link", field_2_value="javascript:alert(1)")
    assert done.status == 200
    for page in (client.get(f"/@{ada.name}").page, ada.get("/settings/profile").page, ada.get("/settings").page):
        assert not page.all("img") and not [a for _, a in page.elements if any(k.startswith("on") for k in a)]
        assert not [h for h, _ in page.links if h.startswith("javascript")]


def test_nothing_but_the_profile_can_be_set(person, site):
    ada = person("ada")
    for name in ("id", "state", "username", "email", "followers_count", "is_admin", "created_at", "fields"):
        answer = ada.api("PATCH", ME, **{name: "1"})
        assert answer.status == 400 and error_of(answer) == ("malformed", name)
    assert ada.api("PATCH", ME, bio="x", display_name=7).status == 400


def test_a_name_that_is_emptied_is_the_user_name(person):
    ada = person("ada", display_name="Ada")
    assert ada.api("PATCH", ME, display_name="").json["display_name"] == ada.name


def test_a_new_name_is_seen_at_once_on_every_worker(person):
    ada = person("ada")
    ada.get("/")
    ada.api("PATCH", ME, display_name="Countess")
    assert all("Countess" in ada.get("/").text for _ in range(12))


def times_of(page):
    return {a["datetime"]: a.get("title") for a in page.all("time") if a.get("title")}


def test_one_reads_times_in_ones_own_zone(client, person):
    ada, bo = person("ada"), person("bo")
    tweet = ada.tweet("what time is it?")
    path = f"/@{ada.name}/{tweet}"
    made = ada.api("GET", f"/v1/tweets/{tweet}").json["created_at"]
    assert f"{made[11:16]} UTC" in ada.get(path).text
    assert ada.submit(form_of(ada), time_zone="Asia/Kathmandu").status == 303
    hours, minutes = divmod((int(made[11:13]) * 60 + int(made[14:16]) + 345) % 1440, 60)
    there = ada.get(path)
    assert f"{hours:02}:{minutes:02} UTC+0545" in there.text and made in there.text, "machines still read UTC"
    for other in (client, bo):
        assert f"{made[11:16]} UTC" in other.get(path).text, "others keep theirs"
    assert ada.submit(form_of(ada), time_zone="").status == 303
    assert f"{made[11:16]} UTC" in ada.get(path).text


def test_language_and_zone_are_shown_to_nobody_else(client, person):
    ada, bo = person("ada"), person("bo")
    assert (me(ada)["language"], me(ada)["time_zone"]) == (None, None)
    assert ada.submit(form_of(ada), language="yue", time_zone="Pacific/Chatham").status == 303
    assert (me(ada)["language"], me(ada)["time_zone"]) == ("yue", "Pacific/Chatham")
    values = form_of(ada).values
    assert (values["language"], values["time_zone"]) == ("yue", "Pacific/Chatham")
    ada.tweet("hello")
    for who in (client, bo):
        for path in (f"/v1/users/{ada.id}", f"/v1/users?ids={ada.id}", f"/v1/users/{ada.id}/tweets", f"/@{ada.name}"):
            text = who.get(path).text
            assert "Chatham" not in text and '"time_zone"' not in text and '"language"' not in text, path
    again = ada.api("PATCH", ME, bio="more").json
    assert (again["language"], again["time_zone"]) == ("yue", "Pacific/Chatham"), "what is not given stays"
    none = ada.api("PATCH", ME, language="", time_zone="").json
    assert (none["language"], none["time_zone"]) == (None, None)


def test_languages_have_the_spelling_of_the_table_and_zones_may_be_aliases(person):
    ada = person("ada")
    assert ada.api("PATCH", ME, language="DE").json["language"] == "de"
    assert ada.api("PATCH", ME, time_zone="Asia/Calcutta").json["time_zone"] == "Asia/Calcutta"
    assert form_of(ada).values["time_zone"] == "Asia/Calcutta", "one that the list does not have is kept all the same"
    assert ada.submit(form_of(ada), bio="x").status == 303


def test_every_zone_of_the_list_is_one(person):
    ada = person("ada")
    page = ada.get("/settings/profile")
    zones = re.findall(r"<option(?: selected)?>([A-Z]\w+(?:/[\w+-]+)*)", page.text)
    assert len(zones) > 400 and {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"} <= set(zones)
    for zone in ("UTC", *zones[::40]):
        assert ada.api("PATCH", ME, time_zone=zone).json["time_zone"] == zone


@pytest.mark.parametrize("field, value", [
    ("time_zone", "../../../etc/passwd"), ("time_zone", "/etc/localtime"), ("time_zone", "Europe/Nowhere"), ("time_zone", "zone.tab"),
    ("time_zone", "CET-1CEST"), ("time_zone", "Europe/Berlin/"), ("time_zone", "Europe"), ("time_zone", "europe/berlin"), ("time_zone", "A" * 200),
    ("time_zone", "right/Europe/Berlin"), ("language", "xx"), ("language", "deu"), ("language", "de_DE"), ("language", "english"),
    ("language", "'"), ("language", "<b>")])
def test_S79_what_is_no_zone_or_language_is_refused_beside_its_field(person, field, value):
    ada = person("ada")
    assert fields_of(ada.api("PATCH", ME, **{field: value})) == {field}
    answer = ada.submit(form_of(ada), **{field: value, "bio": "typed"})
    assert answer.status == 422
    assert [a["id"] for a in answer.page.all("p", **{"class": "error"}) if a.get("id")] == [f"{field}-error"]
    form = answer.page.form("/settings/profile")
    assert form.values[field] == value and form.values["bio"] == "typed"
    assert me(ada)[field] is None


XSS = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "' autofocus onfocus=alert(1) x='", "javascript:alert(1)",
       "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "<a href=javascript:alert(1)>x</a>", "&lt;script&gt;&#60;b&#62;",
       "<!--><script>alert(1)--></script>", "{{7*7}}${7*7}<%=7%>", "<iframe srcdoc='<b>x'>"]


def harmless(answer):
    """No element or attribute that the site does not write itself, and no scheme that runs."""
    page = answer.page
    assert not page.all("iframe") and not page.all("img") and not page.all("b", id="x"), answer
    assert all(set(a) <= {"type", "src", "fetchpriority"} and a["src"].startswith("/static/") for a in page.all("script")), answer
    for _, attributes in page.elements:
        assert not [k for k in attributes if k.startswith("on")] and "autofocus" not in attributes, answer
        assert not any(attributes.get(k, "").lower().startswith("javascript:") for k in ("href", "src", "action", "formaction")), answer


@pytest.mark.parametrize("evil", XSS)
def test_S18_what_is_written_into_a_profile_is_shown_as_text(client, person, evil):
    ada, bo = person("ada"), person("bo")
    given = {"display_name": evil, "bio": evil, "location": evil[:30], "field_1_name": evil[:30], "field_1_value": evil}
    taken = {k: v for k, v in given.items() if ada.api("PATCH", ME, **({k: v} if not k.startswith("field") else
                                                                       {"field_1_name": "a", "field_1_value": "b", k: v})).status == 200}
    assert {"bio", "location"} <= set(taken)
    tweet = ada.tweet("by somebody with a strange name")
    bo.follow(ada)
    ada.follow(bo)
    seen = (f"/@{ada.name}", f"/@{ada.name}/{tweet}", f"/@{bo.name}/followers", f"/@{bo.name}/following", "/public", "/")
    for who in (client, bo, ada):
        for path in seen:
            harmless(who.get(path))
    assert evil in client.get(f"/@{ada.name}").page.shown
    for path in ("/settings", "/settings/profile", "/settings/account", f"/tweets/{tweet}/delete"):
        harmless(ada.get(path))


@pytest.mark.parametrize("evil", XSS)
def test_S18_nor_does_what_is_refused_come_back_alive(person, evil):
    ada = person("ada")
    for path, fields in (("/settings/profile", ("display_name", "bio", "location", "url", "birthday", "language", "time_zone", "field_1_name")),
                         ("/settings/account", ("username", "email")), ("/settings/appearance", ("theme",))):
        form = ada.get(path).page.form(path)
        typed = {name: evil * 20 if name == "bio" else evil for name in fields}
        answer = ada.submit(form, **typed)
        assert answer.status == 422, answer
        harmless(answer)
        again = answer.page.form(path).values
        assert all(again[name].strip() == typed[name] for name in fields if name != "theme"), again
