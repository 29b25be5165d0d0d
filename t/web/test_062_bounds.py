"""What is out of bounds, row by row of the route table: counts and cursors, lengths, names; and conditions in values that
decide nothing."""
import json
import re

import pytest

from rig import hostile
from rig.stories import error_of, fields_of, rows

GOOD = "correct horse battery"
CURSORS = {"max_id", "since_id", "min_id"}


def filled(path, one, tweet):
    return path.replace("{username}", one.name).replace("{id}", one.id if "/users/" in path else tweet)


def lists(site):
    """Rows that give a list by pages: (path, kind)."""
    return [(path, kind, takes) for method, path, _, kind, takes in hostile.table(site) if method == "GET" and CURSORS <= set(takes)]


def test_S81_counts_and_cursors_of_every_list(site, person):
    """In JSON each is refused by its name or cut to the most; a page is a page or a refusal. Never anything else."""
    ada, bo = person("ada"), person("bo")
    tweet, wrong, asked = ada.tweet("to be asked for"), [], 0
    ada.follow(bo)
    counts = {"0": 400, "-1": 400, "abc": 400, "1.5": 400, "": 400, "1000000000": 200, "100": 200, "1": 200, "9" * 40: 200, "%00": 400, "1%20": 400}
    cursors = {"0": 400, "-1": 400, "abc": 400, "9223372036854775808": 400, "9223372036854775807": 200, "1": 200, "1'": 400, "' OR 1=1": 400, "%ff": 400}
    for path, kind, takes in lists(site):
        real = filled(path, ada, tweet)
        count = "length" if "length" in takes else "limit"
        for name, values in {count: counts, **{c: cursors for c in CURSORS}}.items():
            for value, status in values.items():
                asked += 1
                query = f"{real}?{name}={value.replace(' ', '%20')}"
                answer = ada.api("GET", query) if kind == "json" else ada.get(query)
                if answer.status != status and not (status == 400 and value == "" and answer.status == 200):
                    wrong.append(f"{query}: {answer.status}")
                elif kind == "json" and answer.status == 400 and "x-request-id" in answer.headers and error_of(answer)[1] not in (name, None):
                    wrong.append(f"{query}: names {error_of(answer)[1]}")
                elif kind == "json" and answer.status == 200 and len(answer.json["data"]) > 100:
                    wrong.append(f"{query}: {len(answer.json['data'])} at once")
    assert asked > 400 and not wrong, "\n".join(wrong[:30])


@pytest.mark.parametrize("name, value", [("limit", "1"), ("max_id", "5"), ("ids", "5")])
def test_S81_the_same_twice_is_refused(client, name, value):
    path = "/v1/tweets" if name == "ids" else "/v1/timelines/public"
    answer = client.api("GET", f"{path}?{name}={value}&{name}={value}")
    assert answer.status == 400 and error_of(answer)[1] == name


def saying(site):
    """Rows of the API that take a tweet's words, and under what name."""
    words = {"text", "twitterContent", "commentString"}
    return [(method, path, name) for method, path, _, kind, takes in hostile.table(site) if kind == "json" and method != "GET"
            for name in takes if name in words]


def test_S82_words_beyond_the_limit_on_every_row_that_takes_them(site, person):
    ada = person("ada")
    tweet, wrong, asked = ada.tweet("to be answered"), [], 0
    before = rows(site, "tweet", "tweet_edit")
    for method, path, name in saying(site):
        for text, statuses in {"x" * 281: {422}, "\u597d" * 141: {422}, "\U0001f44b\U0001f3fd" * 141: {422}, "x" * 100_000: {413, 422}, "x" * 700_000: {413},
                               "e" + "\u0301" * 5000: {413, 422}, " \n\t ": {422}, "\u200b\u2060": {422}, "": {422}}.items():
            asked += 1
            answer = ada.api(method, filled(path, ada, tweet), **{name: text})
            if answer.status not in statuses or answer.status == 422 and answer.json["error"]["field"] != name:
                wrong.append(f"{method} {path} {text[:9]!r} * {len(text)}: {answer.status} {answer.text[:200]}")
    assert asked >= 40 and not wrong, "\n".join(wrong)
    assert rows(site, "tweet", "tweet_edit") == before


NAMES = ["a" * 16, "a b", "jos\u00e9", "\u0430da", "\u03b1da", "\uff41da", "ad-a", "a.b", "@ada", "a'b", "a\"b", "<b>", "a/b", "a%b", "a\u200bda", "\u202eada",
         "admin", "Administrator", "root", "Support", "settings", "static", "linnet", "moderator", "security", "null", "login", "SIGNUP", "\U0001f426"]


@pytest.mark.parametrize("name", NAMES)
def test_S83_names_that_nobody_gets(site, client, name):
    before = rows(site, "user")
    by_json = client.api("POST", "/v1/users", username=name, email="bounds@example.org", password=GOOD)
    typed = client.submit(client.get("/signup").page.form("/signup"), username=name, email="bounds@example.org", password=GOOD)
    assert (by_json.status, fields_of(by_json)) == (422, {"username"}) and typed.status == 422
    assert typed.page.form("/signup").values["username"] == name
    assert rows(site, "user") == before


def test_S83_a_name_is_one_whatever_its_case_and_says_so_without_a_leak(client, person):
    ada = person("ada")
    for spelled in (ada.name, ada.name.upper(), ada.name.capitalize()):
        answer = client.api("POST", "/v1/users", username=spelled, email=f"x{ada.email}", password=GOOD)
        assert answer.status == 409 and error_of(answer) == ("conflict", "username")
        assert client.api("GET", f"/v1/users/by/{spelled}").json["id"] == ada.id
        assert client.api("POST", "/v1/sessions", login=spelled, password=ada.password).status == 201
    assert ada.email not in answer.text and ada.id not in answer.text


CONDITIONS = [("' AND '1'='1", "' AND '1'='2"), (" AND 1=1", " AND 1=2"), ("' OR 1=1 -- ", "' OR 1=2 -- "), ("\" OR \"\"=\"", "\" OR \"\"=\"x"),
              (") OR (1=1", ") OR (1=2"), ("'||'1", "'||'2"), ("; SELECT 1", "; SELECT 2"), ("/**/AND/**/1=1", "/**/AND/**/1=2")]


def shape(answer):
    text = answer.text
    if answer.headers.get("content-type", "").startswith("text/html"):
        text = re.sub(r'value="[^"]*"|content="[^"]*"|href="[^"]*"|<textarea.*?</textarea>|<title>.*?</title>|<time.*?</time>', "", text, flags=re.S)
    return answer.status, len(re.sub(r"[0-9a-f]{16,32}|\d{10,}|[12]", "", text))


def test_S16_S17_a_condition_in_any_value_decides_nothing(site, client, person):
    """Both of a pair are answered alike, on every row that is read and in every value of it."""
    ada = person("ada")
    tweet, wrong, asked = ada.tweet("to be asked for"), [], 0
    for method, path, _, kind, takes in hostile.table(site):
        for name in takes if method == "GET" else []:
            good = {"id": tweet, "username": ada.name, "ids": tweet}.get(name, "1")
            for pair in CONDITIONS:
                coded = [hostile.coded((good + tail).encode()) for tail in pair]
                if f"{{{name}}}" in path:
                    asks = [filled(path.replace(f"{{{name}}}", "\0"), ada, tweet).replace("\0", c) for c in coded]
                else:
                    asks = [f"{filled(path, ada, tweet)}?{name}={c}" for c in coded]
                answers = [(ada.api("GET", a) if kind == "json" else ada.get(a)) for a in asks]
                asked += 1
                if shape(answers[0]) != shape(answers[1]) or answers[0].status >= 500:
                    wrong.append(f"{asks}: {[a.status for a in answers]}")
    assert asked > 500 and not wrong, "\n".join(wrong[:20])


def test_S16_what_looks_like_SQL_is_kept_as_it_is(person, client):
    texts = ["'; DROP TABLE tweet; --", "\\' OR 1=1 #", "1 UNION SELECT password_hash FROM user", "/*!50000 SELECT*/", "0x27 \\0 \\Z %_", "a'||SLEEP(5)||'b", "`user`"]
    ada = person("ada")
    for text in texts:
        members = {"bio": text, "location": text[:30], "field_1_name": text[:30], "field_1_value": text}
        assert ada.api("PATCH", "/v1/users/me", **members).status == 200
        made = ada.api("POST", "/v1/tweets", text=text, place={"name": text})
        edited = ada.api("PUT", f"/v1/tweets/{made.json['id']}", text=f"{text} anew")
        assert (made.json["text"], made.json["place"]["name"], edited.json["text"]) == (text, text, f"{text} anew")
        card = client.api("GET", f"/v1/users/{ada.id}").json
        assert (card["bio"], card["fields"]) == (text, [{"name": text[:30].strip(), "value": text}])
        assert ada.api("POST", "/v1/tokens", name=text[:50], scopes="read").json["name"] == text[:50].strip()
        assert text in json.dumps(client.api("GET", f"/v1/tweets/{made.json['id']}/history").json, ensure_ascii=False).replace("\\\\", "\\")
