"""What a tweet says of itself besides its text: its language, said or guessed, and its place, by choice only."""
import pytest

from rig.stories import error_of, fields_of, rows

XSS = '"><script>alert(1)</script>'


def post(who, **members):
    return who.api("POST", "/v1/tweets", **members)


@pytest.fixture(scope="module")
def ada(site):
    from rig.client import Client
    return Client(site.url).register("ada_lingua")


@pytest.mark.parametrize("said, kept", [("de", "de"), ("PT-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("sr-LATN", "sr-Latn"), ("gsw", "gsw")])
def test_a_language_said_is_kept_as_it_is_written(ada, said, kept):
    assert post(ada, text="ok", lang=said).json["lang"] == kept


@pytest.mark.parametrize("wrong", ["x", "xx", "english", "de_DE", "de-", "-de", "de--DE", "de-DE-DE", "de-DEU", "de-1996", "de-DE-Latn", XSS,
                                   "zh-Hant-TW-x", "e n", "d" * 300])
def test_a_language_nobody_knows_is_refused(site, ada, wrong):
    before = rows(site, "tweet")
    refused = post(ada, text="ok", lang=wrong)
    assert refused.status == 422 and error_of(refused) == ("invalid", "lang")
    assert rows(site, "tweet") == before


GUESSED = [
    ("The finches came back to the garden this morning and sang until the rain began.", "en"),
    ("Die Finken sind heute Morgen in den Garten zurückgekommen und haben gesungen, bis der Regen kam.", "de"),
    ("Les oiseaux sont revenus dans le jardin ce matin et ils ont chanté jusqu'à la pluie.", "fr"),
    ("Los pájaros volvieron al jardín esta mañana y cantaron hasta que empezó a llover.", "es"),
    ("Сегодня утром птицы вернулись в сад и пели до тех пор, пока не начался дождь, а потом улетели.", "ru"),
    ("今朝、庭に鳥が戻ってきました。", "ja"),
    ("오늘 아침 새들이 정원으로 돌아왔어요", "ko"),
    ("สวัสดีตอนเช้า", "th"),
    ("Τα πουλιά γύρισαν στον κήπο", "el"),
]


@pytest.mark.parametrize("text, lang", GUESSED)
def test_what_is_sure_is_guessed(ada, text, lang):
    assert post(ada, text=text).json["lang"] == lang


@pytest.mark.parametrize("text", ["ok", "haha", "no", "🐦🐦🐦", "1234", "...", "@somebody_else #weekend https://example.org/a/long/path/of/an/english/garden",
                                  "Manchester Barcelona Paris", "the finches came", "東京", "ага", "hello 안녕 привет こんにちは مرحبا hello again 안녕하세요"])
def test_what_is_not_sure_stays_open(ada, text):
    assert post(ada, text=text).json["lang"] is None


def test_the_language_stands_at_the_text_and_ones_own_is_proposed(person):
    bo = person("bo")
    id = post(bo, text="guten Morgen", lang="de").json["id"]
    for path in ("/", f"/@{bo.name}", f"/@{bo.name}/{id}"):
        assert [a for a in bo.get(path).page.all("p") if a.get("lang") == "de" and a["class"] == "text"], path
    bo.api("PATCH", "/v1/users/me", language="gsw")
    assert [a for a in bo.get("/compose").page.all("option") if a["value"] == "gsw" and "selected" in a]


def test_said_on_the_page(person):
    bo = person("bo")
    form = bo.get("/compose").page.form("/tweets")
    assert bo.submit(form, text="from the page", lang="fi", place_name="Turku", place_lat="60.45", place_lon="22.2667").status == 303
    got = bo.api("GET", f"/v1/users/{bo.id}/tweets").json["data"][0]
    assert got["lang"] == "fi" and got["place"] == {"name": "Turku", "lat": 60.45, "lon": 22.2667}
    page = bo.get(f"/@{bo.name}/{got['id']}").page.shown
    assert "Turku" in page and "60.45, 22.2667" in page
    assert "Turku" in bo.get("/").page.shown


@pytest.mark.parametrize("place, kept", [
    ({"name": "Berlin"}, {"name": "Berlin", "lat": None, "lon": None}),
    ({"name": " Zoë's  ", "lat": -90, "lon": 180}, {"name": "Zoë's", "lat": -90, "lon": 180}),
    ({"name": "0", "lat": "-0.000001", "lon": "0"}, {"name": "0", "lat": -0.000001, "lon": 0}),
    ({"name": "n" * 100, "lat": 52.520008, "lon": 13.404954}, {"name": "n" * 100, "lat": 52.520008, "lon": 13.404954}),
    ({"name": "", "lat": None, "lon": None}, None), ({}, None), (None, None),
])
def test_a_place_is_kept_as_given(ada, place, kept):
    made = post(ada, text="here", place=place)
    assert made.status == 201, made
    assert made.json["place"] == kept == ada.api("GET", f"/v1/tweets/{made.json['id']}").json["place"]


@pytest.mark.parametrize("place, field", [
    ({"name": "n" * 101}, "place_name"), ({"name": "n" * 5000}, "place_name"), ({"name": "a\nb"}, "place_name"),
    ({"lat": 1, "lon": 1}, "place_name"), ({"name": "x", "lat": 1}, "place_lon"), ({"name": "x", "lon": 1}, "place_lat"),
    ({"name": "x", "lat": 90.000001, "lon": 1}, "place_lat"), ({"name": "x", "lat": 1, "lon": -180.5}, "place_lon"),
    ({"name": "x", "lat": "1.1234567", "lon": 1}, "place_lat"), ({"name": "x", "lat": "1e1", "lon": 1}, "place_lat"),
    ({"name": "x", "lat": "1,5", "lon": 1}, "place_lat"), ({"name": "x", "lat": "+1", "lon": 1}, "place_lat"),
    ({"name": "x", "lat": ".5", "lon": 1}, "place_lat"), ({"name": "x", "lat": "5.", "lon": 1}, "place_lat"),
    ({"name": "x", "lat": "NaN", "lon": 1}, "place_lat"), ({"name": "x", "lat": "1" * 200, "lon": 1}, "place_lat"),
])
def test_a_wrong_place_is_told_by_its_field(site, ada, place, field):
    before = rows(site, "tweet")
    refused = post(ada, text="here", place=place)
    assert refused.status == 422 and field in fields_of(refused), refused
    assert rows(site, "tweet") == before


@pytest.mark.parametrize("place", ["Berlin", 7, True, [], ["Berlin"], {"name": 7}, {"name": {"name": "x"}}, {"nome": "x"}, {"name": "x", "id": 1},
                                   {"name": "x", "lat": True, "lon": 1}, {"name": "x", "lat": [1], "lon": 1}])
def test_what_is_no_place_is_not_read(ada, place):
    assert post(ada, text="here", place=place).status == 400


def test_a_place_given_twice_is_refused(ada):
    assert post(ada, text="here", place={"name": "a"}, place_name="b").status == 400


def test_what_was_typed_comes_back_with_its_errors(person):
    bo = person("bo")
    form = bo.get("/compose").page.form("/tweets")
    again = bo.submit(form, text="kept words", lang="xx", place_name=XSS, place_lat="91", place_lon="")
    assert again.status == 422 and "<script>alert" not in again.text
    values = again.page.form("/tweets").values
    assert (values["text"], values["place_name"], values["place_lat"]) == ("kept words", XSS, "91")
    assert [d for d in again.page.all("details") if "open" in d]


def test_hostile_names_of_places_are_text(person, client):
    bo = person("bo")
    id = post(bo, text="x", place={"name": XSS, "lat": 1, "lon": 2}).json["id"]
    for path in (f"/@{bo.name}/{id}", f"/@{bo.name}", "/public"):
        page = client.get(path)
        assert XSS in page.page.shown and "<script>alert" not in page.text, path
