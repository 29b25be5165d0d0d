"""S56: nobody makes himself, or what is his, more than a form or an address of the API lets him.

JSON that names what the row does not take is refused, and nothing happens. A form takes what it knows and passes
over the rest: nothing of the rest may change anything."""
import itertools

from rig import hostile
from rig.stories import error_of, rows

GOOD = "correct horse battery"
# What columns and members are called, here and elsewhere.
WISHES = {"is_admin": "1", "admin": "1", "role": "admin", "verified": "1", "state": "0", "password_hash": "$argon2id$x", "id": "7",
          "user_id": "7", "author_id": "7", "userId": "7", "created_ms": "1", "created_at": "2001-01-01T00:00:00.000Z", "last_login_ms": "1",
          "followers_count": "4711", "following_count": "4711", "tweets_count": "4711", "likes_count": "4711", "counts": "4711",
          "protected": "1", "username_key": "x", "email_key": "x", "kind": "0", "expires_ms": "1", "expires_at": "1", "token_hash": "x",
          "secret": "x", "__proto__": "x", "entities": "x", "retweet_of_id": "7", "conversation_id": "7", "edited_ms": "1"}
numbers = itertools.count(1)


def person_row(site, id):
    """The row but for the name and address, which the test chose."""
    columns = [r[0] for r in site.sql("SHOW COLUMNS FROM user") if r[0] not in ("id", "username", "username_key", "email", "email_key",
                                                                               "display_name", "password_hash", "created_ms", "last_login_ms")]
    return site.sql(f"SELECT {', '.join(f'`{c}`' for c in columns)} FROM user WHERE id = {id}")


def refused(answer, name):
    return answer.status == 400 and error_of(answer) == ("malformed", name)


def test_S56_JSON_that_names_more_is_refused(person, site):
    ada = person("ada")
    tweet = ada.tweet("as it is")
    token = ada.api("POST", "/v1/tokens", name="a token", scopes="read").json["id"]
    before, row = rows(site), person_row(site, ada.id)
    asked = {"POST /v1/users": {"username": "more_than_one", "email": "more@example.org", "password": GOOD},
             "POST /v1/sessions": {"login": ada.name, "password": GOOD},
             "PATCH /v1/users/me": {"bio": "more"},
             "POST /v1/tweets": {"text": "more"},
             "POST /v1/tokens": {"name": "more", "scopes": "read"}}
    wrong = [f"{what}: {name}" for what, body in asked.items() for name, wish in WISHES.items()
             if not refused(ada.api(*what.split(), **body, **{name: wish}), name)]
    assert not wrong and rows(site) == before and person_row(site, ada.id) == row
    assert ada.api("GET", f"/v1/tweets/{tweet}").json["text"] == "as it is"
    assert [t["id"] for t in ada.api("GET", "/v1/tokens").json["data"]] == [token]


def test_S56_signing_up_with_more_makes_an_account_like_any_other(client, person, site):
    honest = person("ada")
    name = f"mallory_{next(numbers)}"
    form = client.get("/signup").page.form("/signup")
    assert client.submit(form, **WISHES, username=name, email=f"{name}@example.org", password=GOOD).status == 303
    made = site.sql(f"SELECT id FROM user WHERE username_key = '{name}'")
    assert made and made[0][0] != "7" and person_row(site, made[0][0]) == person_row(site, honest.id)
    assert client.get("/compose").status == 200, "and the password is the one that was typed"


def test_S56_a_profile_with_more_changes_only_the_profile(person, site):
    ada, bo = person("ada"), person("bo")
    was = person_row(site, bo.id)
    hashes = site.sql(f"SELECT id, username, email, password_hash, created_ms FROM user WHERE id IN ({ada.id}, {bo.id})")
    form = ada.get("/settings/profile").page.form("/settings/profile")
    assert ada.submit(form, **{**WISHES, "id": bo.id, "user_id": bo.id}, username="root", email="root@example.org", bio="").status == 303
    assert person_row(site, ada.id) == was == person_row(site, bo.id)
    assert site.sql(f"SELECT id, username, email, password_hash, created_ms FROM user WHERE id IN ({ada.id}, {bo.id})") == hashes


def test_S56_a_tweet_with_more_is_ones_own_and_like_any_other(person, site):
    ada, bo = person("ada"), person("bo")
    honest = ada.tweet("a plain one")
    form = ada.get("/compose").page.form("/tweets")
    wish = {**WISHES, "author_id": bo.id, "user_id": bo.id, "userId": bo.id, "id": honest}
    assert ada.submit(form, **wish, text="a plain one").status == 303
    made = site.sql(f"SELECT id FROM tweet WHERE author_id = {ada.id} AND id <> {honest}")
    assert len(made) == 1 and site.sql(f"SELECT COUNT(*) FROM tweet WHERE author_id = {bo.id}") == [["0"]]
    left, right = (ada.api("GET", f"/v1/tweets/{id}").json for id in (honest, made[0][0]))
    for member in ("id", "created_at", "url", "conversation_id", "author"):
        left.pop(member, None), right.pop(member, None)
    assert left == right
    assert [ada.api("GET", f"/v1/users/{p.id}").json["tweets_count"] for p in (ada, bo)] == [2, 0]


def test_S56_a_token_with_more_is_ones_own_and_has_its_scopes(person, site):
    ada, bo = person("ada"), person("bo")
    form = ada.get("/settings/tokens").page.form("/settings/tokens")
    wish = {**WISHES, "user_id": bo.id, "kind": "0", "expires_ms": "9" * 15}
    assert ada.submit(form, **wish, name="more", scopes="read", expires_in="30d").status == 201
    made = site.sql(f"SELECT kind, scopes, expires_ms - created_ms FROM session WHERE user_id = {ada.id} AND name = 'more'")
    assert made == [["1", "1", str(30 * 24 * 3600 * 1000)]]
    assert bo.api("GET", "/v1/tokens").json["data"] == []


# What a row may change, in whose row of which table; anything else that moves is a defect.
MINE, THEIRS = "of ada", "of bo"
TWEETING = {(MINE, "tweets_count")}
ACTS = {
    "POST /tweets": ({"text": "words"}, TWEETING),
    "POST /tweets/{id}/edit": ({"text": "other words", "version": "1"}, {("tweet", "text"), ("tweet", "version"), ("tweet", "edited_ms")}),
    "POST /tweets/{id}/like": ({}, {("tweet", "likes_count")}),
    "POST /tweets/{id}/unlike": ({}, {("tweet", "likes_count")}),
    "POST /tweets/{id}/retweet": ({}, {("tweet", "retweets_count")}),
    "POST /tweets/{id}/unretweet": ({}, {("tweet", "retweets_count")}),
    "POST /tweets/{id}/bookmark": ({}, set()),
    "POST /tweets/{id}/unbookmark": ({}, set()),
    "POST /users/{id}/follow": ({}, {(MINE, "following_count"), (THEIRS, "followers_count")}),
    "POST /users/{id}/unfollow": ({}, {(MINE, "following_count"), (THEIRS, "followers_count")}),
    "POST /settings/profile": ({"bio": "other words"}, {(MINE, "bio")}),
    "POST /settings/account": ({"username": "", "email": "", "password": GOOD}, {(MINE, "username"), (MINE, "username_key"), (MINE, "email"), (MINE, "email_key")}),
    "POST /settings/password": ({"password": GOOD, "new_password": "another good one"}, {(MINE, "password_hash"), (MINE, "last_login_ms")}),
    "POST /settings/tokens": ({"name": "a token", "scopes": "read"}, set()),
    "POST /settings/appearance": ({"theme": "dark"}, set()),
    "POST /tweets/{id}/delete": ({}, TWEETING | {("tweet", None)}),
}
MORE = {**WISHES, "version": "4711", "reply_to_author_id": "7", "likes_count": "4711", "retweets_count": "4711", "replies_count": "4711", "edited": "1",
        "owner_id": "7", "reply_to_id": "7", "suspended": "0", "approved": "1", "time_zone_id": "1", "device": "x", "address": "x"}


def whole_row(site, table, id):
    """column -> value; an empty dict when there is none."""
    columns = [r[0] for r in site.sql(f"SHOW COLUMNS FROM {table}")]
    found = site.sql(f"SELECT {', '.join(f'HEX(`{c}`)' for c in columns)} FROM {table} WHERE id = {id}")
    return dict(zip(columns, found[0])) if found else {}


def moved(before, after):
    """(whose, column) of what is not as it was; column None: the row is gone."""
    return {(whose, c) for whose in before for c in before[whose] if after[whose] and before[whose][c] != after[whose].get(c)} | {
        (whose, None) for whose in before if before[whose] and not after[whose]}


def test_S56_no_act_of_a_page_moves_more_than_is_its_own(person, site):
    """Each form of the route table with wishes beside what it takes: the rows of both people and of the tweet."""
    ada, bo = person("ada"), person("bo")
    table = {f"{m} {p}": takes for m, p, who, kind, takes in hostile.table(site) if m == "POST" and kind == "page"}
    left_out = {"POST /signup", "POST /login", "POST /logout", "POST /settings/sessions/{id}/end", "POST /settings/sessions/end",
                "POST /settings/tokens/{id}/revoke"}
    assert set(table) == set(ACTS) | left_out, "a form without its line here"
    tweet, wrong = ada.tweet("as it is"), []
    rows_now = lambda: {MINE: whole_row(site, "user", ada.id), THEIRS: whole_row(site, "user", bo.id), "tweet": whole_row(site, "tweet", tweet)}  # noqa: E731
    for name, (values, may) in ACTS.items():
        before = rows_now()
        more = {k: v for k, v in MORE.items() if k not in table[name]}
        token = ada.get("/compose").page.form("/tweets").values["csrf_token"]
        path = name.split()[1].replace("{id}", bo.id if "users" in name else tweet)
        answer = ada.post(path, {**more, "author_id": bo.id, "user_id": bo.id, "csrf_token": token, **values})
        if answer.status not in (200, 201, 303, 422) or answer.status == 422 and name != "POST /settings/account":
            wrong.append(f"{name}: {answer.status}")
        wrong += [f"{name} moved {what}" for what in moved(before, rows_now()) - may - {("tweet", "lang")}]
    assert not wrong, "\n".join(wrong)
    made = {c for row in site.sql(f"SELECT COUNT(*) FROM tweet WHERE author_id = {bo.id} OR likes_count = 4711 OR version = 4711") for c in row}
    assert made == {"0"}
    assert bo.api("GET", "/v1/tokens").json["data"] == []


def test_S56_no_row_of_the_API_takes_a_name_that_it_does_not_have(person, site):
    """Every row that changes something, each with one wish beside what it needs: told by its name, and nothing done."""
    ada, bo = person("ada"), person("bo")
    tweet, needed = ada.tweet("as it is"), {"text": "more", "twitterContent": "more", "commentString": "more", "name": "more", "scopes": "read",
                                            "login": ada.name, "password": GOOD, "followingUserId": bo.id}
    before = {t: site.sql(f"SELECT * FROM {t} WHERE id IN ({ada.id}, {bo.id}, {tweet})") for t in ("user", "tweet")}
    counted, wrong, asked = rows(site, "user", "tweet", "session", "follow", "like_", "bookmark", "tweet_edit"), [], 0
    for method, path, who, kind, takes in hostile.table(site):
        if kind != "json" or method == "GET":
            continue
        real = path.replace("{id}", bo.id if "/users/" in path else tweet)
        good = {name: needed[name] for name in takes if name in needed and method != "DELETE"}
        for name, wish in MORE.items():
            if name not in takes:
                asked += 1
                answer = ada.api(method, real, **good, **{name: wish})
                wrong += [] if refused(answer, name) else [f"{method} {path} {name}: {answer.status}"]
    assert asked > 500 and not wrong, "\n".join(wrong[:20])
    assert {t: site.sql(f"SELECT * FROM {t} WHERE id IN ({ada.id}, {bo.id}, {tweet})") for t in ("user", "tweet")} == before
    assert rows(site, "user", "tweet", "session", "follow", "like_", "bookmark", "tweet_edit") == counted
