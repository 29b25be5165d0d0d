"""What hostile text does beyond its answer: in the log, in the SQL, on the pages that show it, and on the way back from the log-in."""
import re

import pytest

from rig.hostile import coded
from rig.stories import raw, raw_head

GOOD = "correct horse battery"


@pytest.mark.parametrize("name", ["User-Agent", "Referer", "Accept", "X-Request-Id", "traceparent", "Origin"])
def test_S28_a_request_is_one_line_of_the_log_whatever_it_says(site, name):
    mark = len(site.log("web"))
    evil = 'x\x1b[2J\x07" status=200 level=fatal event=bug \xe2\x80\xa8\x85fake'
    status, _ = raw(site, raw_head(site, "GET", "/@no_such_person", f"{name}: {evil}"))
    assert status in (400, 404)
    log = site.log_since(mark, wait="route=/@{username}" if status == 404 else "event=request")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\x85\u2028]", log)
    assert "event=bug" not in log.replace("\\", "") or '\\" status=200' in log


def test_S28_a_path_is_one_line_of_the_log_whatever_it_says(site, client):
    mark = len(site.log("web"))
    client.get("/a%0A%0Dts=1%20event=bug%1B[2J%E2%80%A8")
    log = site.log_since(mark, wait="event=request")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u2028]", log)
    assert all(line.startswith("ts=2") for line in log.splitlines())


@pytest.mark.parametrize("path", ["/v1/users/by/{}", "/@{}", "/v1/users/{}", "/v1/tweets/{}", "/v1/timelines/public?max_id={}", "/v1/users?ids={}"])
def test_S17_a_condition_in_a_value_decides_nothing(client, person, path):
    ada = person("ada")
    good = ada.name if "by" in path or "@" in path else ada.id
    pairs = [("' AND '1'='1", "' AND '1'='2"), (" AND 1=1", " AND 1=2"), ("' OR 1=1 -- ", "' OR 1=2 -- "), (" AND SLEEP(0)", " AND SLEEP(1)")]
    for yes, no in pairs:
        answers = [client.get(path.format(coded((good + tail).encode()))) for tail in (yes, no)]
        assert answers[0].status == answers[1].status in (400, 404)
        shapes = [re.sub(r"[0-9a-f]{32}|%3D[12]|=[12]", "", a.text) for a in answers]
        assert shapes[0] == shapes[1]


def test_S17_a_condition_in_the_log_in_decides_nothing(client, person):
    ada = person("ada")
    for login in (f"{ada.name}' -- ", f"{ada.name}' AND '1'='1", "' OR '1'='1", f"{ada.name}%", f"{ada.name[:-1]}_", ada.name + "\\"):
        answer = client.api("POST", "/v1/sessions", login=login, password=GOOD)
        assert answer.status == 401, login


LITERAL = ["%n%s%99999999d", "<!--#include file=\"/etc/passwd\" -->", "{{7*7}} ${7*7} {count} {name}", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
           "'; DROP TABLE tweet; --", "&lt;b&gt; &amp;amp;", "]]><!--", "</article></main>", "javascript:alert(1)"]


@pytest.mark.parametrize("text", LITERAL)
def test_S18_S24_S25_what_was_written_is_what_is_read(person, client, text):
    ada = person("ada", display_name=text)
    id = ada.tweet(text)
    assert client.api("GET", f"/v1/tweets/{id}").json["text"] == text
    for who, path in ((client, f"/@{ada.name}/{id}"), (client, f"/@{ada.name}"), (ada, "/"), (ada, f"/tweets/{id}/delete")):
        page = who.get(path)
        assert page.status == 200 and text in page.page.shown, path
        assert not page.page.all("img") and not [a for _, a in page.page.elements if any(k.startswith("on") for k in a)]
        assert not [s for s in page.page.all("script") if not s.get("src")]
    refused = ada.submit(ada.get("/compose").page.form("/tweets"), text=text * 200)
    assert refused.status == 422 and refused.page.form("/tweets").values["text"] == text * 200


def test_a_way_back_that_is_too_long_is_not_taken_but_lets_one_in(person, client):
    ada = person("ada")
    page = client.get("/login?next=/" + "x" * 3000)
    assert page.status == 200
    form = page.page.form("/login")
    for next in ("/" + "x" * 3000, "/a\tb", "x" * 6000):
        assert type(client)(client.url).get(f"/login?next={coded(next.encode())}").status == 200
        visitor = type(client)(client.url)
        form = visitor.get("/login").page.form("/login")
        answer = visitor.submit(form, login=ada.name, password=GOOD, next=next)
        assert (answer.status, answer.location) == (303, "/")


def test_a_way_back_that_is_too_long_stops_no_follow(person):
    ada, bo = person("ada"), person("bo")
    token = ada.get("/compose").page.form("/tweets").values["csrf_token"]
    answer = ada.post(f"/users/{bo.id}/follow", {"csrf_token": token, "back": "/" + "x" * 5000})
    assert (answer.status, answer.location) == (303, f"/@{bo.name}")
