"""Accounts: another user name, another address. The old name stays its owner's for 30 days."""
import itertools
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig.stories import error_of, eventually, fields_of, rows

PATH, API = "/settings/account", "/v1/users/me/account"


def form_of(client):
    return client.get(PATH).page.form(PATH)


def rename(client, name, **more):
    return client.api("PATCH", API, username=name, password=client.password, **more)


numbers = itertools.count(1)


def fresh(stem="new"):
    """A name that nobody has yet."""
    return f"{stem}_zz{next(numbers)}"


def test_one_changes_ones_name_on_the_page_and_everything_follows(client, person):
    ada, bo = person("ada"), person("bo")
    old, tweet = ada.name, ada.tweet("written under the old name")
    name = fresh()
    assert ada.get("/settings").page.href("Account") == PATH
    assert form_of(ada).values["username"] == old and form_of(ada).values["email"] == ada.email
    answer = ada.submit(form_of(ada), username=name, password=ada.password)
    assert (answer.status, answer.location) == (303, PATH), answer
    page = ada.get(PATH).page
    assert "Your account is changed" in page.shown and f"@{old.lower()} still leads to you" in page.shown
    for who in (ada, bo, client):
        assert f"@{name}" in who.get(f"/@{name}").page.shown
    assert ada.get("/").page.href(f"@{name}") == f"/@{name}", "the session knows it at once"
    assert bo.api("GET", f"/v1/tweets/{tweet}").json["author"]["username"] == name
    assert client.submit(client.get("/login").page.form("/login"), login=name, password=ada.password).status == 303


def test_the_old_name_leads_to_the_new_one(client, person):
    ada, bo = person("ada"), person("bo")
    old, tweet, name = ada.name, ada.tweet("still here"), fresh()
    assert rename(ada, name).json["username"] == name
    for rest in ("", "/followers", "/following", f"/{tweet}"):
        for spelled in (old, old.upper()):
            answer = client.get(f"/@{spelled}{rest}")
            assert (answer.status, answer.location) == (301, f"/@{name}{rest}"), (spelled, rest)
    assert "public" not in answer.headers["cache-control"] and "no-cache" in answer.headers["cache-control"]
    assert client.api("GET", f"/v1/users/by/{old}").json["id"] == ada.id
    mention = bo.api("POST", "/v1/tweets", text=f"ask @{old}, that is @{name} now").json
    assert [m["id"] for m in mention["entities"]["mentions"]] == [ada.id, ada.id]
    assert bo.get(f"/@{bo.name}").page.href(f"@{old}") == f"/@{old}"
    assert bo.get(f"/@{old}", follow=True).status == 200


def test_nobody_else_takes_a_name_that_is_held_and_its_owner_has_it_back(client, person, site):
    ada, bo = person("ada"), person("bo")
    old, name = ada.name, fresh()
    assert rename(ada, name).status == 200
    before = rows(site)
    for spelled in (old, old.upper()):
        by_rename = rename(bo, spelled)
        assert by_rename.status == 409 and error_of(by_rename) == ("conflict", "username")
        by_sign_up = client.api("POST", "/v1/users", username=spelled, email=f"x{bo.email}", password="correct horse battery")
        assert by_sign_up.status == 409 and error_of(by_sign_up) == ("conflict", "username")
        assert by_rename.json["error"]["message"] == by_sign_up.json["error"]["message"] == rename(bo, name).json["error"]["message"], \
            "as with any name that is taken"
    assert rows(site) == before
    assert "taken" in site.admin("user", "create", old, f"y{bo.email}", check=False).stderr
    assert client.api("GET", f"/v1/users/by/{old}").json["id"] == ada.id, "nor does a command give it away"
    assert rename(ada, old).json["username"] == old
    assert client.get(f"/@{name}").location == f"/@{old}", "now that one is held"
    assert rename(bo, name).status == 409


def test_a_name_made_of_an_address_is_not_one_that_is_held(client, person):
    ada = person("ada")
    old = ada.name
    assert rename(ada, fresh()).status == 200
    made = client.api("POST", "/v1/users", email=f"{old}@elsewhere.example", password="correct horse battery")
    assert made.status == 201 and made.json["username"].lower() != old.lower()


def test_after_30_days_it_is_free_and_a_job_clears_up(client, person, site):
    ada, bo = person("ada"), person("bo")
    old, name = ada.name, fresh()
    assert rename(ada, name).status == 200
    [[left]] = site.sql(f"SELECT until_ms - UNIX_TIMESTAMP() * 1000 FROM username_hold WHERE name_key = '{old.lower()}'")
    assert abs(float(left) - 30 * 86_400_000) < 60_000
    site.sql(f"UPDATE username_hold SET until_ms = 1 WHERE user_id = {ada.id}")
    assert client.get(f"/@{old}").status == 404 and "still leads" not in ada.get(PATH).page.shown
    assert rename(bo, old).status == 200
    assert client.api("GET", f"/v1/users/by/{old}").json["id"] == bo.id
    gone = fresh("gone")
    assert rename(ada, gone).status == 200
    site.sql(f"UPDATE username_hold SET until_ms = 1 WHERE user_id = {ada.id}")
    subprocess.run([str(site.stack.build / "linnet-job"), "--config", str(site.stack.config), "--once", "username.purge"],
                   check=True, timeout=30)
    assert site.sql(f"SELECT COUNT(*) FROM username_hold WHERE user_id = {ada.id}") == [["0"]]


def test_another_case_is_no_other_name(client, person, site):
    ada = person("ada")
    assert rename(ada, ada.name.upper()).json["username"] == ada.name.upper()
    assert client.get(f"/@{ada.name}").location == f"/@{ada.name.upper()}"
    assert site.sql(f"SELECT COUNT(*) FROM username_hold WHERE user_id = {ada.id}") == [["0"]]


def test_nobody_hoards_names(person, site):
    ada = person("ada")
    first, names = ada.name, [f"h{ada.name[-7:]}_{n}" for n in range(6)]
    assert [rename(ada, name).status for name in names[:5]] == [200] * 5
    answer = rename(ada, names[5])
    assert answer.status == 422 and error_of(answer) == ("invalid", "username")
    assert ada.api("GET", "/v1/users/me").json["username"] == names[4]
    assert rename(ada, first).status == 200, "an old one of one's own takes no place"
    assert site.sql(f"SELECT COUNT(*) FROM username_hold WHERE user_id = {ada.id}") == [["5"]]


@pytest.mark.parametrize("name", ["", "a b", "x" * 16, "jos\u00e9", "\u0430da", "ad-a", "a.b", "@ada", "admin", "Support", "adm1n", "_Linnet_",
                                  "settings", "a\u200bda", "\u202eada"])
def test_S83_a_name_breaks_no_rule_by_being_the_second(person, name):
    ada = person("ada")
    answer = rename(ada, name)
    assert answer.status == 422 and fields_of(answer) == {"username"}
    assert ada.api("GET", "/v1/users/me").json["username"] == ada.name


def test_S83_nor_is_it_another_persons(client, person):
    ada, bo = person("ada"), person("bo")
    for spelled in (bo.name, bo.name.upper()):
        answer = ada.submit(form_of(ada), username=spelled, password=ada.password)
        assert answer.status == 409 and "This user name is taken" in answer.text
        assert answer.page.form(PATH).values["username"] == spelled


def test_one_changes_ones_address_and_logs_in_with_it(client, person):
    ada, bo = person("ada"), person("bo")
    address = f"New.{ada.email}"
    assert ada.submit(form_of(ada), email=address, password=ada.password).status == 303
    assert ada.api("GET", "/v1/users/me").json["email"] == address
    assert client.api("POST", "/v1/sessions", login=address.lower(), password=ada.password).status == 201
    assert client.api("POST", "/v1/sessions", login=ada.email, password=ada.password).status == 401
    for taken in (address, address.upper()):
        answer = bo.api("PATCH", API, email=taken, password=bo.password)
        assert answer.status == 409 and error_of(answer) == ("conflict", "email")
    assert "no message is sent" in ada.get(PATH).page.shown
    assert bo.api("PATCH", API, email=ada.email, password=bo.password).status == 200, "what was left is free"


@pytest.mark.parametrize("email", ["", "ada", "ada@nowhere", "a@b@c.org", "a b@c.org", "a@c.org\u0000", "x" * 300 + "@example.org",
                                   "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org"])
def test_addresses_that_are_refused(person, email):
    ada = person("ada")
    answer = ada.api("PATCH", API, email=email, password=ada.password)
    assert answer.status in (400, 422) and "email" in fields_of(answer)
    assert ada.api("GET", "/v1/users/me").json["email"] == ada.email


def test_every_wrong_field_is_named_at_once_and_what_was_typed_stays(person, site):
    ada = person("ada")
    before = rows(site)
    answer = ada.submit(form_of(ada), username="no spaces!", email="nowhere", password="")
    assert answer.status == 422
    assert [a["id"] for a in answer.page.all("p", **{"class": "error"}) if a.get("id")] == ["username-error", "email-error", "password-error"]
    values = answer.page.form(PATH).values
    assert (values["username"], values["email"], values["password"]) == ("no spaces!", "nowhere", "")
    wrong = ada.submit(form_of(ada), username="fine_name", password="not the password")
    assert wrong.status == 422 and "not your present password" in wrong.text
    assert "not the password" not in wrong.text and wrong.page.form(PATH).values["username"] == "fine_name"
    assert rows(site) == before


def test_who_has_not_the_password_learns_nothing_and_waits(person, site):
    ada, bo = person("ada"), person("bo")
    with site.settings_changed(limits_login_account="5/5h"):
        answers = [ada.api("PATCH", API, username=bo.name, password=f"guess number {n}") for n in range(7)]
        assert answers[0].status == 422 and fields_of(answers[0]) == {"password"}, "not whether the name is taken"
        assert answers[-1].status == 429 and int(answers[-1].headers["retry-after"]) > 0
        page = ada.submit(form_of(ada), username="fine_name", password=ada.password)
        assert page.status == 429 and page.page.form(PATH).values["username"] == "fine_name", "the right one waits as well"
    for missing in ({}, {"password": ""}):
        assert fields_of(bo.api("PATCH", API, username="fine_name", **missing)) == {"password"}


def test_what_is_not_given_stays_and_the_same_once_more_changes_nothing(person, site):
    ada = person("ada")
    assert ada.api("PATCH", API, password=ada.password).json["username"] == ada.name
    before = rows(site)
    assert rename(ada, ada.name, email=ada.email).status == 200
    assert rows(site) == before
    for extra in ("id", "is_admin", "state", "new_password"):
        answer = ada.api("PATCH", API, password=ada.password, **{extra: "1"})
        assert answer.status == 400 and error_of(answer) == ("malformed", extra)


def test_a_personal_token_cannot_change_the_account(person, client):
    ada = person("ada")
    made = ada.api("POST", "/v1/tokens", name="bot", scopes="read write")
    bot = type(client)(client.url)
    bot.token = made.json["token"]
    answer = bot.api("PATCH", API, username="taken_over", password=ada.password)
    assert answer.status == 403 and ada.api("GET", "/v1/users/me").json["username"] == ada.name


def test_two_who_want_the_same_name_at_once(person, site):
    """Whoever loses is told so; nobody has two, and no two have one."""
    people = [person("race") for _ in range(4)]
    wanted = fresh("prize")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda p: rename(p, wanted).status, people))
    assert sorted(answers) == [200, 409, 409, 409]
    holder = people[answers.index(200)]
    with ThreadPoolExecutor(4) as pool:  # he leaves it while they want it
        jobs = [pool.submit(rename, p, wanted) for p in people if p is not holder]
        left = rename(holder, fresh("left"))
        assert left.status == 200 and [j.result().status for j in jobs] == [409] * 3
    owner = eventually(lambda: site.sql(f"SELECT user_id FROM username_hold WHERE name_key = '{wanted.lower()}'"))
    assert owner == [[holder.id]]
