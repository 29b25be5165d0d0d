"""S18: twelve families of strings that want to be markup, in every field that anybody may write, looked at on every
page that shows it. The pages are read by a parser as browsers have it: only what the templates write is there, and
what was written stands on it as text. Fields and pages come from the route table."""
import json
import re
import unicodedata

import pytest

from rig import hostile
from rig.markup import FAMILIES, live, seen
from rig.stories import rows

LIMITS = {"display_name": 50, "bio": 160, "location": 30, "url": 400, "field_1_name": 30, "field_1_value": 150}


def read(answer, where):
    """The page, when nothing lives on it."""
    assert not live(answer), f"{where}: {live(answer)[:5]}"
    return answer


def flat(text):
    return " ".join(unicodedata.normalize("NFC", text).split())  # as texts are kept


def take_profile(one, evil):
    """Writes the string into each field that takes it, cut to its length: what is stored then."""
    stored = {}
    for name, limit in LIMITS.items():
        more = {"field_1_value": "b"} if name == "field_1_name" else {"field_1_name": stored.get("field_1_name", "a")} if name == "field_1_value" else {}
        if one.api("PATCH", "/v1/users/me", **more, **{name: evil[:limit]}).status == 200:
            stored[name] = evil[:limit]
    return stored


def sayable(one, evil):
    """The string, or what is left of it without that which no tweet may hold."""
    status = one.api("PUT", f"/v1/tweets/{one.tweet('to try it')}", text=evil).status
    return evil if status == 200 else "".join(c for c in evil if c.isprintable() or c == "\n")


def take_tweets(one, evil):
    """A tweet with it, one edited from it to it, a reply with it: their ids."""
    made = one.api("POST", "/v1/tweets", text=evil, place={"name": evil[:100], "lat": 1, "lon": 2})
    tweet = made.json["id"] if made.status == 201 else one.tweet(evil)
    edited = one.tweet(f"{evil} at first")
    assert one.api("PUT", f"/v1/tweets/{edited}", text=f"and then {evil}").status == 200
    reply = one.api("POST", "/v1/tweets", text=evil, reply_to=tweet)
    assert reply.status == 201, reply
    return {"tweet": tweet, "edited": edited, "reply": reply.json["id"]}


def pages_of(site, one, ids):
    """Every page of the table that is read, with this person's name and tweets in it."""
    for method, path, _, kind, takes in hostile.table(site):
        if method == "GET" and kind == "page":
            for id in ids.values() if "{id}" in path else [""]:
                yield path.replace("{username}", one.name).replace("{id}", id)


def log_in_with(one, evil):
    """Another log-in whose device calls itself so."""
    agent = "".join(c for c in evil if c not in "\r\n").encode()
    headers = {"User-Agent": agent, "Content-Type": "application/json"}
    body = json.dumps({"login": one.name, "password": one.password})
    assert type(one)(one.url).request("POST", "/v1/sessions", body, headers).status == 201


@pytest.mark.parametrize("family", FAMILIES)
def test_S18_what_anybody_wrote_is_text_on_every_page(site, client, person, family):
    """One person writes one string everywhere; all of a family like, repeat, answer and follow the first one."""
    cast = [(one, sayable(one, evil), evil) for evil in FAMILIES[family] for one in [person("mal")]]
    first = cast[0][0]
    for one, said, evil in cast:
        one.stored, one.tweets = take_profile(one, evil), take_tweets(one, said)
        one.api("POST", "/v1/tokens", name=evil[:50], scopes="read")
        log_in_with(one, evil)
        for ask in (f"/v1/tweets/{first.tweets['tweet']}/like", f"/v1/tweets/{first.tweets['tweet']}/retweet", f"/v1/tweets/{one.tweets['tweet']}/bookmark"):
            assert one.api("PUT", ask).status == 200
        assert one.api("POST", "/v1/tweets", text=said, reply_to=first.tweets["tweet"]).status == 201
        if one is not first:
            one.follow(first)
            first.follow(one)
    for path in pages_of(site, first, first.tweets):
        read(first.get(path, follow=True), path)
    for one, said, _ in cast:
        look_at_pages(client, one, said)
        look_at_json(one, said)


def look_at_pages(client, one, said):
    for path in (f"/@{one.name}", f"/@{one.name}/replies", f"/@{one.name}/{one.tweets['edited']}/history"):
        assert client.get(path).status == 200
        read(client.get(path), path)
    shown = seen(read(client.get(f"/@{one.name}/{one.tweets['tweet']}"), "its own page"))
    assert flat(said) in shown, "what was written is not what is read"
    profile = seen(client.get(f"/@{one.name}"))
    assert all(flat(value) in profile for name, value in one.stored.items() if name != "url"), one.stored
    settings = seen(read(one.get("/settings/profile"), "settings"))
    assert all(flat(value) in settings for value in one.stored.values()), one.stored
    for path in ("/settings", "/settings/account", "/settings/sessions", "/settings/tokens", "/", f"/tweets/{one.tweets['tweet']}/delete"):
        read(one.get(path), path)


def textual(site, *methods):
    """(method, path, kind, name) of every parameter that takes words."""
    return [(method, path, kind, name) for method, path, _, kind, takes in hostile.table(site) for name in takes
            if method in methods and name not in hostile.KINDS and f"{{{name}}}" not in path]


def filled(path, one, tweet):
    return path.replace("{username}", one.name).replace("{id}", one.id if "/users/" in path else tweet)


def look_at_json(one, said):
    """In JSON it is a string, and no browser takes it for a page."""
    tweet, coded = one.tweets["tweet"], hostile.coded(said.encode())
    for path in (f"/v1/users/{one.id}", f"/v1/tweets/{tweet}", f"/v1/tweets/{one.tweets['edited']}/history", f"/v1/tweets/{tweet}/replies", "/v1/tokens",
                 "/v1/sessions", f"/v1/users/{coded}", f"/v1/users/by/{coded}", f"/v1/timelines/public?max_id={coded}", f"/v1/tweets?{coded}={coded}"):
        answer = one.request("GET", path, headers={"Accept": "text/html,*/*", "Authorization": f"Bearer {one.token}"})
        if "x-request-id" not in answer.headers:
            continue  # nginx, of what is no path
        assert answer.headers["content-type"] == "application/json" and answer.headers["x-content-type-options"] == "nosniff", path
        assert "<" not in answer.text and isinstance(answer.json, dict), path
    card = one.api("GET", f"/v1/users/{one.id}").json
    assert one.api("GET", f"/v1/tweets/{tweet}").json["text"] == unicodedata.normalize("NFC", said).strip()
    assert all(flat(card[k]) == flat(one.stored[k]) for k in ("bio", "location") if k in one.stored)


@pytest.mark.parametrize("family", FAMILIES)
def test_S18_what_is_asked_for_or_refused_comes_back_as_text(site, client, person, family):
    """All strings of a family at once, too long for most fields: forms shown again and pages of what is wrong."""
    ada, evil = person("ada"), "\u00b7".join(FAMILIES[family])
    tweet = ada.tweet("to be asked for")
    token = ada.get("/compose").page.form("/tweets").values["csrf_token"]
    for method, path, kind, name in textual(site, "GET", "POST"):
        if kind == "json" or path in ("/logout",):
            continue
        real = filled(path, ada, tweet)
        who = client if path in ("/signup", "/login") else ada
        if method == "GET":
            answer = who.get(f"{real}?{name}={hostile.coded(evil.encode())}")
        else:
            form = who.get(path).page.form(path).values if path in ("/signup", "/login") else {"csrf_token": token}
            answer = who.post(real, {**form, name: evil})
        assert answer.status < 500, (method, real, name, answer)
        assert not {"x-evil", "evil"} & set(answer.headers) and "evil=1" not in answer.headers.get("set-cookie", "")
        if answer.location:
            assert re.fullmatch(r"/(?![/\\])[!-~]*", answer.location), (path, name, answer.location)
        elif answer.headers["content-type"].startswith("text/html") and answer.body:
            read(answer, f"{method} {path} {name}")


BYTES = [b"\xc0\xbcscript\xc0\xbealert(1)", b"\xff<script>", b"\xe0\x80\xbcb\xe0\x80\xbe", b"\xed\xa0\x80<b>", b"\xf0\x9f<script>alert(1)</script>",
         b"\xf8\xa1\xa1\xa1\xa1", b"<\xc3>", b"\"\xc2\"onload=alert(1)", b"\x80javascript:alert(1)", b"\xf4\x90\x80\x80"]


def test_S18_S24_bytes_that_are_no_text_are_refused_in_every_field(site, person):
    ada = person("ada")
    tweet, token = ada.tweet("to be asked for"), ada.get("/compose").page.form("/tweets").values["csrf_token"]
    before, wrong = rows(site), []
    for method, path, kind, name in textual(site, "GET", "POST", "PUT", "PATCH"):
        for value in BYTES:
            pair, real = f"{name}=" + hostile.coded(value), filled(path, ada, tweet)
            headers = {"Accept": "text/html", "Origin": ada.url, "Content-Type": "application/x-www-form-urlencoded"}
            body = f"{pair}&csrf_token={token}"
            answer = ada.request(method, f"{real}?{pair}", headers=headers) if method == "GET" else ada.request(method, real, body, headers)
            if answer.status not in (400, 303) or answer.status == 303 and name not in ("next", "back"):
                wrong.append(f"{method} {path} {name} {value}: {answer.status}")
    assert not wrong and rows(site) == before, "\n".join(wrong[:20])
