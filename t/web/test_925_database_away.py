"""Operations: while the database is away people are told, lose nothing, and go on by themselves later."""
import pytest

from rig.stories import error_of, eventually


@pytest.fixture
def away(site, client):
    """Takes the database away; it is back, and every worker knows, when the test is over."""
    yield lambda: site.stop_server("db")
    site.start_server("db")
    assert eventually(lambda: all(client.get("/ready").status == 200 for _ in range(20)), 10)


def test_N08_reading_says_when_to_come_back(away, client, person):
    ada = person("ada")
    away()
    for who, path in ((client, "/public"), (client, f"/@{ada.name}"), (ada, "/")):
        page = who.get(path)
        assert page.status == 503 and int(page.headers["retry-after"]) > 0, path
        assert page.headers["content-type"].startswith("text/html") and "few seconds" in page.page.shown
        assert "max-age=1" not in page.headers["cache-control"], "trouble is not kept"
    answer = client.api("GET", "/v1/timelines/public")
    assert answer.status == 503 and error_of(answer)[0] == "busy" and int(answer.headers["retry-after"]) > 0
    assert client.get("/health").status == 200
    assert client.get("/ready").status == 503
    for path in ("/about", "/signup", "/login"):
        assert client.get(path).status == 200, "needs no database"


@pytest.mark.parametrize("forget", [False, True], ids=["session in the cache", "session unknown"])
def test_N08_what_was_typed_is_kept(away, site, person, forget):
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    away()
    if forget:
        site.restart("cache")
    answer = ada.submit(form, text="a long thought")
    assert answer.status == 503 and int(answer.headers["retry-after"]) > 0
    assert "a long thought" in answer.page.shown + str([f.values for f in answer.page.forms])
    site.start_server("db")
    assert eventually(lambda: ada.submit(form, text="a long thought").status == 303, 10)
    assert "a long thought" in ada.get("/").page.shown


def test_N08_signing_up_fails_whole_and_keeps_the_form(away, site, client):
    form = client.get("/signup").page.form("/signup")
    away()
    answer = client.submit(form, username="patient", email="patient@example.org", password="correct horse battery")
    assert answer.status == 503
    again = answer.page.form("/signup")
    assert again.values["username"] == "patient" and again.values["email"] == "patient@example.org"
    site.start_server("db")
    assert eventually(lambda: client.submit(again, password="correct horse battery").status == 303, 10)
