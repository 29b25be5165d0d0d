"""Who sees and may what, row by row of the route table: people who were suspended or wait for approval, what stands
of others in JSON, and what is one's own alone."""
import re

import pytest

from rig import hostile
from rig.stories import eventually

SUSPENDED, PENDING = 2, 1
SENT = {"text": "words", "twitterContent": "words", "commentString": "words", "name": "a token", "scopes": "read"}

# What JSON may say of a person, a tweet and the rest to somebody else, member by member. Written by hand.
PERSON = {"id", "username", "display_name", "bio", "location", "url", "fields", "avatar_url", "header_url", "protected", "created_at", "followers_count",
          "following_count", "tweets_count", "viewer"}
MARKS = {"following", "followed_by", "requested", "blocking", "muting", "liked", "retweeted", "bookmarked", "pinned"}
TWEET = {"id", "text", "author", "created_at", "edited_at", "version", "lang", "visibility", "reply_to", "author_id", "conversation_id", "retweet_of", "quote_of",
         "place", "lat", "lon", "entities", "mentions", "hashtags", "cashtags", "urls", "media", "tag", "start", "end", "display", "poll", "counts", "likes",
         "retweets", "replies", "quotes", "views", "url", "viewer", "name", "value", "data", "kind", "changes"}


def keys_of(value):
    if isinstance(value, dict):
        return set(value).union(*(keys_of(v) for v in value.values()))
    return set().union(*(keys_of(v) for v in value)) if isinstance(value, list) else set()


def filled(path, one, tweet):
    id = one.id if "/users/" in path else tweet
    return path.replace("{username}", one.name).replace("{id}", id)


def ask(caller, row, one, tweet, **more):
    method, path, _, kind, takes = row
    body = {name: SENT[name] for name in takes if name in SENT and method != "GET"}
    if kind == "json":
        return caller.api(method, filled(path, one, tweet), **({"ids": one.id if "users" in path else tweet} if "ids" in takes else body))
    if method == "GET":
        return caller.get(filled(path, one, tweet))
    return caller.post(filled(path, one, tweet), {**body, **more})


def set_state(site, one, state):
    """As linnet-admin does it; behind its back for a state that nobody comes back to."""
    if state == SUSPENDED:
        site.admin("user", "suspend", one.name)
    else:
        site.sql(f"UPDATE user SET state = {state} WHERE id = {one.id}")
        site.restart("cache")


@pytest.mark.parametrize("state", [SUSPENDED, PENDING])
def test_S54_who_may_not_be_here_is_nobody_on_every_row(site, person, state):
    """With the session, the form token and the personal token of before."""
    cy = person("cy")
    tweet, page = cy.tweet("of before"), cy.get("/compose").page.form("/tweets").values["csrf_token"]
    personal = cy.api("POST", "/v1/tokens", name="of before", scopes="read write").json["token"]
    set_state(site, cy, state)
    wrong, session = [], cy.token
    for row in hostile.table(site):
        if row[2] != "viewer":
            continue
        for token in (session, personal) if row[3] == "json" else (None,):
            cy.token = token
            answer = ask(cy, row, cy, tweet, csrf_token=page)
            fine = answer.status in (401, 403) or row[0] == "GET" and answer.status == 303 and answer.location.startswith("/login")
            wrong += [] if fine else [f"{row[0]} {row[1]}: {answer.status}"]
    assert not wrong, "\n".join(wrong)
    assert site.sql(f"SELECT COUNT(*) FROM tweet WHERE author_id = {cy.id}") == [["1"]]


@pytest.mark.parametrize("state", [SUSPENDED, PENDING])
def test_S54_of_who_may_not_be_here_nothing_is_to_be_seen(site, client, person, state):
    """Every row that is about them, for nobody and for a follower, is the row of somebody who does not exist."""
    cy, bo = person("cy"), person("bo")
    bo.follow(cy)
    cy.follow(bo)
    tweet, mine = cy.tweet("the words of cy"), bo.tweet("the words of bo")
    for act in ("like", "retweet", "bookmark"):
        cy.api("PUT", f"/v1/tweets/{mine}/{act}"), bo.api("PUT", f"/v1/tweets/{tweet}/{act}")
    cy.api("POST", "/v1/tweets", text="an answer of cy", reply_to=mine)
    set_state(site, cy, state)
    wrong = []
    for row in hostile.table(site):
        method, path, who, kind, takes = row
        about = "{username}" in path or re.search(r"/(users|tweets)/{id}", path)
        if method != "GET" or not about or who == "machine":
            continue
        for caller in (client, bo):
            answer = eventually(lambda: (a := ask(caller, row, cy, tweet)).status not in (200, 301) and a, 3) or ask(caller, row, cy, tweet)
            if answer.status not in (401, 403, 404) and not (answer.status == 303 and "/login" in answer.location):
                wrong.append(f"{method} {path}: {answer.status}")
    for caller, path in [(c, p) for c in (client, bo) for p in ("/", "/public", f"/@{bo.name}", f"/@{bo.name}/followers", f"/@{bo.name}/following",
                         f"/@{bo.name}/{mine}", f"/@{bo.name}/{mine}/likes", f"/@{bo.name}/{mine}/retweets", "/bookmarks", f"/@{bo.name}/likes",
                         "/v1/timelines/public", f"/v1/tweets/{mine}/replies", f"/v1/tweets/{mine}/likes", f"/v1/tweets/{mine}/retweets",
                         f"/v1/users/{bo.id}/followers", f"/v1/users/{bo.id}/following", f"/v1/tweets?ids={tweet}", f"/v1/users?ids={cy.id}",
                         f"/v1/users/{bo.id}/tweets")]:
        text = (caller.api("GET", path) if path.startswith("/v1") else eventually(lambda: cy.name not in (a := caller.get(path)).text and a, 3) or caller.get(path)).text
        wrong += [f"{path} names cy"] if cy.name in text or "words of cy" in text else []
    assert not wrong, "\n".join(wrong)


def test_S63_what_JSON_says_of_others_is_on_the_list(site, client, person):
    """Every row of the API that is read, as nobody and as a stranger; and after each of the acts on them."""
    ada, bo = person("ada"), person("bo")
    ada.api("PATCH", "/v1/users/me", bio="about", location="Ulm", url="https://a.example", birthday="1987-06-05", time_zone="Pacific/Chatham", language="yue",
            field_1_name="Town", field_1_value="Ulm")
    tweet = ada.api("POST", "/v1/tweets", text=f"@{bo.name} #x $Y https://a.example", place={"name": "Ulm", "lat": 1, "lon": 2}).json["id"]
    ada.api("PUT", f"/v1/tweets/{tweet}", text=f"edited @{bo.name}")
    ada.api("POST", "/v1/tweets", text="a reply", reply_to=tweet)
    ada.api("POST", "/v1/tokens", name="a secret name", scopes="read")
    ada.follow(bo)
    bo.follow(ada)
    row_of = dict(zip(("email", "hash"), site.sql(f"SELECT email, password_hash FROM user WHERE id = {ada.id}")[0]))
    secrets = [*row_of.values(), "1987-06-05", "Chatham", "yue", ada.token, "a secret name", "127.0.0.1", "password", "argon2"]
    wrong, seen = [], set()
    for row in hostile.table(site):
        method, path, who, kind, takes = row
        if kind != "json" or method == "DELETE" or not path.startswith("/v1") or path.endswith(("/sessions", "/tokens", "openapi.json", "rate_limit_status")):
            continue
        for caller in (client, bo):
            answer = ask(caller, row, ada, tweet)
            if answer.status not in (200, 201) or "/me" in path:
                continue
            told = {k for k in keys_of(answer.json) if k not in PERSON | TWEET | MARKS}
            told -= {"tweetId", "tweet", "commentId", "comment", "likeCount", "message", "user", "error", "success"} if path in (
                "/v1/tweet", "/v1/comment/{id}", "/v1/like/{id}", "/v1/follow") else set()
            text = answer.text.replace(client.url, "")
            wrong += [f"{method} {path} tells {told}"] * bool(told) + [f"{method} {path} has {s}" for s in secrets if s in text]
            seen.add((method, path))
    assert not wrong, "\n".join(wrong)
    assert len(seen) >= 15


def test_S62_what_is_ones_own_is_found_by_nobody_else(site, client, person):
    ada, bo = person("ada"), person("bo")
    tweet = bo.tweet("something to mark")
    for act in ("like", "bookmark"):
        ada.api("PUT", f"/v1/tweets/{tweet}/{act}")
    token = ada.api("POST", "/v1/tokens", name="mine", scopes="read").json["id"]
    session = ada.api("GET", "/v1/sessions").json["data"][0]["id"]
    key = {"csrf_token": bo.get("/compose").page.form("/tweets").values["csrf_token"]}
    for caller in (client, bo):
        assert caller.api("GET", f"/v1/users/{ada.id}/likes").status == 404 == caller.get(f"/@{ada.name}/likes").status
        assert caller.api("GET", f"/v1/tweets/{tweet}").json["viewer"] in (None, {"liked": False, "retweeted": False, "bookmarked": False, "pinned": False})
        told = {caller.api("DELETE", f"/v1/{what}").status for what in (f"tokens/{token}", f"sessions/{session}", "tokens/7", "sessions/7")}
        assert told == {404 if caller is bo else 401}
    for path in (f"/settings/tokens/{token}/revoke", f"/settings/sessions/{session}/end"):
        assert bo.post(path, key).status == 404
    for path in ("/v1/bookmarks", "/v1/sessions", "/v1/tokens"):
        mine = {t["id"] for t in ada.api("GET", path).json["data"]}
        assert mine and not mine & {t["id"] for t in bo.api("GET", path).json["data"]}, path
