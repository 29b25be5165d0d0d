"""Accounts: signing up, by form and by JSON."""
import pytest

from rig.stories import error_of, fields_of, rows

GOOD = "correct horse battery"


@pytest.fixture
def fresh(request, site):
    """Makes names that nobody has yet."""
    def make(stem):
        fresh.count += 1
        return f"{stem[:9]}{fresh.count}x"
    fresh.count = getattr(fresh, "count", 0)
    return make


def sign_up(client, **values):
    form = client.get("/signup").page.form("/signup")
    return client.submit(form, **values)


def register(client, **members):
    return client.api("POST", "/v1/users", **members)


def test_F01_one_signs_up_and_is_logged_in_at_once(client, fresh):
    name = fresh("ada")
    answer = sign_up(client, username=name, email=f"{name}@example.org", password=GOOD, display_name="Ada Lovelace")
    assert (answer.status, answer.location) == (303, "/")
    home = client.get("/")
    assert home.status == 200 and "Welcome" in home.page.shown
    assert f"/@{name}" in [href for href, _ in home.page.links]
    assert "Welcome" not in client.get("/").page.shown, "a notice is shown once"
    assert client.get(f"/@{name}").page.shown.count("Ada Lovelace") >= 1


def test_E01_registering_by_json_gives_the_person_and_its_address(client, fresh, site):
    name = fresh("ada")
    made = register(client, username=name, email=f"{name}@example.org", password=GOOD)
    assert made.status == 201
    assert made.headers["location"] == f"{site.url}/v1/users/{made.json['id']}"
    assert made.json["username"] == name and made.json["display_name"] == name
    assert made.json["id"].isdigit() and made.json["tweets_count"] == 0
    assert client.api("GET", f"/v1/users/{made.json['id']}").status == 200


def test_E01_without_a_name_a_free_one_is_made_from_the_address(client, fresh):
    stem = fresh("bo")
    first = register(client, email=f"{stem}@example.org", password=GOOD)
    second = register(client, email=f"{stem}@example.net", password=GOOD)
    assert (first.status, second.status) == (201, 201)
    assert first.json["username"] == stem
    assert second.json["username"].startswith(stem[:8]) and second.json["username"] != stem


def test_S63_others_see_no_address_and_nobody_a_hash(client, person):
    ada = person("ada")
    allowed = {"id", "username", "display_name", "bio", "location", "url", "birthday", "fields", "avatar_url",
               "header_url", "protected", "created_at", "followers_count", "following_count", "tweets_count", "viewer"}
    for path in (f"/v1/users/{ada.id}", f"/v1/users/by/{ada.name}", f"/v1/users?ids={ada.id}"):
        answer = client.api("GET", path)
        card = answer.json["data"][0] if "data" in answer.json else answer.json
        assert {k for k, v in card.items() if v is not None} <= allowed
        assert "example.org" not in answer.text and "argon2" not in answer.text
    assert ada.api("GET", "/v1/users/me").json["email"] == ada.email


def test_a_name_is_taken_whatever_its_case(client, person):
    ada = person("ada")
    answer = register(client, username=ada.name.upper(), email="someone.else@example.org", password=GOOD)
    assert answer.status == 409 and error_of(answer) == ("conflict", "username")


def test_S41_an_address_is_taken_whatever_its_case(client, person, fresh):
    ada = person("ada")
    answer = register(client, username=fresh("eve"), email=ada.email.upper(), password=GOOD)
    assert answer.status == 409 and error_of(answer) == ("conflict", "email")


def test_every_wrong_field_is_named_at_once_and_nothing_typed_is_lost(client, site):
    before = rows(site)
    answer = sign_up(client, username="no spaces!", email="not an address", password="short", display_name="Zoë")
    assert answer.status == 422
    form = answer.page.form("/signup")
    assert form.values["username"] == "no spaces!" and form.values["email"] == "not an address"
    assert form.values["display_name"] == "Zoë" and not form.values["password"]
    assert "short" not in [v for v in form.values.values()]
    shown = answer.page.shown
    for sentence in ("letters", "e-mail address", "8 characters"):
        assert sentence in shown
    assert rows(site) == before


def test_every_wrong_field_is_named_at_once_in_json(client):
    answer = register(client, username="no spaces!", email="not an address", password="short")
    assert answer.status == 422 and {"username", "email", "password"} <= fields_of(answer)


@pytest.mark.parametrize("name", ["a" * 16, "ada-lovelace", "ada.l", "адa", "admin", "Settings", "a\tb"])
def test_names_that_are_refused(client, name):
    answer = register(client, username=name, email="names@example.org", password=GOOD)
    assert answer.status in (409, 422) and error_of(answer)[1] == "username"


@pytest.mark.parametrize("email", ["", "@", "a@", "@b.org", "a@b", "a b@example.org", "a@example..org", "a\n@example.org",
                                   "a@-b.org", "x" * 65 + "@example.org", "a@" + "b" * 260 + ".org", "ada@example.org\u0000"])
def test_addresses_that_are_refused(client, email, fresh):
    answer = register(client, username=fresh("cy"), email=email, password=GOOD)
    assert answer.status in (400, 422) and error_of(answer)[1] == "email" or answer.status == 400


@pytest.mark.parametrize("password", ["", "7 chars", "password", "iloveyou", "12345678", "Password1"])
def test_S30_weak_passwords_are_refused(client, password, fresh):
    name = fresh("dee")
    answer = register(client, username=name, email=f"{name}@example.org", password=password)
    assert answer.status == 422 and error_of(answer)[1] == "password"


def test_S30_ones_own_name_and_address_are_no_passwords(client, fresh):
    name = fresh("deedeedee")
    for password in (name, name.upper() + "1", f"{name}@example.org"):
        answer = register(client, username=name, email=f"{name}@example.org", password=password)
        assert answer.status == 422 and error_of(answer)[1] == "password", password


@pytest.mark.parametrize("password", ["x" * 60 + "yzq!", "ab" * 63 + "!Q", "пароль из слов", "密码密码密码密码马", "  eight  spaces  ",
                                      "🐦" * 8, "quote ' and \" and \\ and %00"])
def test_S30_long_ones_and_all_scripts_are_taken_and_let_one_in(client, password, fresh):
    name = fresh("dee")
    made = register(client, username=name, email=f"{name}@example.org", password=password)
    assert made.status == 201, made
    assert client.api("POST", "/v1/sessions", login=name, password=password).status == 201
    assert client.api("POST", "/v1/sessions", login=name, password=password + "x").status == 401


def test_a_password_of_more_than_1024_bytes_is_refused(client, fresh):
    name = fresh("dee")
    answer = register(client, username=name, email=f"{name}@example.org", password="x" * 1025)
    assert answer.status == 422 and error_of(answer)[1] == "password"


def test_S31_stored_are_salted_argon2id_hashes(person, site):
    ada, bo = person("ada"), person("bo")
    hashes = [site.sql(f"SELECT password_hash FROM user WHERE id = {p.id}")[0][0] for p in (ada, bo)]
    assert hashes[0] != hashes[1]
    for text in hashes:
        kind, version, cost = text.split("$")[1:4]
        values = dict(v.split("=") for v in cost.split(","))
        assert (kind, version) == ("argon2id", "v=19") and int(values["m"]) >= 47104 and int(values["t"]) >= 1


def test_S56_nobody_makes_himself_more_than_he_is(client, fresh):
    name = fresh("mallory")
    answer = register(client, username=name, email=f"{name}@example.org", password=GOOD, is_admin=True)
    assert answer.status == 400 and error_of(answer) == ("malformed", "is_admin")
    answer = sign_up(client, username=name, email=f"{name}@example.org", password=GOOD, is_admin="1",
                     followers_count="100", id="7", state="0")
    assert answer.status == 303
    me = client.get(f"/@{name}")
    assert me.status == 200 and "100" not in me.page.shown.replace(name, "")


def test_a_viewer_is_not_asked_to_sign_up(person):
    ada = person("ada")
    for path in ("/signup", "/login"):
        answer = ada.get(path)
        assert (answer.status, answer.location) == (303, "/")


def test_markup_in_a_name_is_shown_as_text(client, fresh):
    name = fresh("eve")
    evil = '<script>alert(1)</script>"\'><u>'
    assert register(client, username=name, email=f"{name}@example.org", password=GOOD, display_name=evil).status == 201
    page = client.get(f"/@{name}")
    assert "<script>alert" not in page.text and "<u>" not in page.text
    assert evil in page.page.shown


class TestModes:
    """How the operator lets people in. Each mode is a restart, so they stand together."""

    def test_closed(self, site, client, fresh):
        with site.settings_changed(registration_mode="closed"):
            page = client.get("/signup")
            assert page.status == 403 and "closed" in page.page.shown.lower() or "no new accounts" in page.page.shown.lower()
            answer = register(client, username=fresh("cy"), email="cy@example.org", password=GOOD)
            assert answer.status == 403 and error_of(answer)[0] == "forbidden"

    def test_approval(self, site, client, fresh):
        with site.settings_changed(registration_mode="approval"):
            name = fresh("cy")
            answer = sign_up(client, username=name, email=f"{name}@example.org", password=GOOD)
            assert answer.status == 303 and answer.location.startswith("/login")
            assert "approv" in client.get(answer.location).page.shown or "wait" in client.get(answer.location).page.shown
            refused = client.api("POST", "/v1/sessions", login=name, password=GOOD)
            assert refused.status == 403
            assert client.api("POST", "/v1/sessions", login=name, password="wrong wrong").status == 401
            assert client.get(f"/@{name}").status == 404, "not to be seen before"

    def test_invitation(self, site, client, fresh):
        with site.settings_changed(registration_mode="invitation"):
            name = fresh("cy")
            values = dict(username=name, email=f"{name}@example.org", password=GOOD)
            for code in ("", "no such code"):
                answer = sign_up(client, invitation=code, **values)
                assert answer.status == 422 and "nvitation" in answer.page.shown
            code = site.admin("invitation", "create").stdout.split()[-1]
            assert sign_up(client, invitation=code, **values).status == 303
