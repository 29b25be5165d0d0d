"""Many at once: one wins, the others are told, and every count equals a recount."""
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig.client import Client
from rig.stories import error_of, eventually

GOOD = "correct horse battery"
FRESH = "another horse battery"
CROWD = 20


def at_once(calls):
    with ThreadPoolExecutor(len(calls)) as pool:
        return [f.result() for f in [pool.submit(call) for call in calls]]


def recounted(site):
    """People whose counters are not what a recount gives."""
    return site.sql("""SELECT username FROM user u WHERE
        tweets_count <> (SELECT COUNT(*) FROM tweet t WHERE t.author_id = u.id AND t.retweet_of_id = 0) OR
        followers_count <> (SELECT COUNT(*) FROM follower f WHERE f.followee_id = u.id) OR
        following_count <> (SELECT COUNT(*) FROM follow f WHERE f.follower_id = u.id)""")


def test_one_name_is_given_to_one_of_many(site):
    crowd = [Client(site.url) for _ in range(CROWD)]
    answers = at_once([lambda c=c, n=n: c.api("POST", "/v1/users", username="Wanted" if n % 2 else "wanted", email=f"wanted{n}@example.org",
                                              password=GOOD) for n, c in enumerate(crowd)])
    made = [a for a in answers if a.status == 201]
    assert len(made) == 1
    for answer in answers:
        if answer.status == 409:
            assert error_of(answer) == ("conflict", "username")
        else:
            assert answer is made[0] or answer.status == 503 and answer.headers["retry-after"]
    assert site.sql("SELECT COUNT(*) FROM user WHERE username_key = 'wanted'") == [["1"]]


def test_one_address_is_given_to_one_of_many_forms(site):
    crowd = [Client(site.url) for _ in range(CROWD // 2)]
    forms = [c.get("/signup").page.form("/signup") for c in crowd]
    answers = at_once([lambda c=c, n=n, f=f: c.submit(f, username=f"wish{n}", email="wish@example.org", password=GOOD)
                       for n, (c, f) in enumerate(zip(crowd, forms))])
    assert [a.status for a in answers].count(303) == 1
    for answer in answers:
        if answer.status != 303:
            assert answer.status in (409, 503)
            assert answer.page.form("/signup").values["email"] == "wish@example.org", "the form came back"


def test_many_follows_of_one_are_one(site, person):
    ada, bo = person("ada"), person("bo")
    path = f"/v1/users/{bo.id}/follow"
    assert {a.status for a in at_once([lambda: ada.api("PUT", path)] * CROWD)} == {200}
    assert ada.api("GET", f"/v1/users/{bo.id}").json["followers_count"] == 1
    assert {a.status for a in at_once([lambda: ada.api("DELETE", path)] * CROWD)} == {204}
    assert ada.api("GET", f"/v1/users/{bo.id}").json["followers_count"] == 0
    mixed = at_once([lambda n=n: ada.api("PUT" if n % 2 else "DELETE", path) for n in range(CROWD)])
    assert {a.status for a in mixed} <= {200, 204}
    assert recounted(site) == []


def test_people_who_follow_each_other_at_once_do_not_lock_each_other_out(site, person):
    people = [person("cy") for _ in range(5)]
    pairs = [(a, b) for a in people for b in people if a is not b]
    assert {a.status for a in at_once([lambda a=a, b=b: a.api("PUT", f"/v1/users/{b.id}/follow") for a, b in pairs])} == {200}
    assert recounted(site) == []
    for one in people:
        card = one.api("GET", "/v1/users/me").json
        assert (card["followers_count"], card["following_count"]) == (4, 4)


def test_many_deletes_of_one_tweet_delete_it_once(site, person):
    ada = person("ada")
    kept, gone = ada.tweet("stays"), ada.tweet("goes")
    answers = at_once([lambda: ada.api("DELETE", f"/v1/tweets/{gone}")] * CROWD)
    statuses = [a.status for a in answers]
    assert statuses.count(204) == 1 and set(statuses) == {204, 404}
    assert ada.api("GET", "/v1/users/me").json["tweets_count"] == 1
    assert ada.api("GET", f"/v1/tweets/{kept}").status == 200
    assert recounted(site) == []


def test_log_outs_at_once_do_no_harm(person):
    ada = person("ada")
    answers = at_once([lambda: ada.api("DELETE", "/v1/sessions/current")] * CROWD)
    assert {a.status for a in answers} <= {204, 401}
    assert ada.api("GET", "/v1/users/me").status == 401


def test_S60_whoever_is_suspended_while_writing_writes_no_more(site, person):
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    assert ada.api("POST", "/v1/tweets", text="before").status == 201
    site.admin("user", "suspend", ada.name)
    answers = at_once([lambda: ada.api("POST", "/v1/tweets", text="after")] * 5)
    assert {a.status for a in answers} <= {401, 403}
    page = ada.submit(form, text="a last thought")
    assert page.status in (401, 403) and "a last thought" in page.text, "what was typed is given back"
    assert Client(site.url).api("POST", "/v1/sessions", login=ada.name, password=GOOD).status == 403
    assert site.sql(f"SELECT COUNT(*) FROM tweet WHERE author_id = {ada.id}") == [["1"]]
    assert recounted(site) == []


@pytest.mark.parametrize("count", [40])
def test_log_ins_at_once_are_let_in_or_told_to_wait(site, person, count):
    ada = person("ada")
    answers = at_once([lambda: Client(site.url).api("POST", "/v1/sessions", login=ada.name, password=GOOD)] * count)
    assert {a.status for a in answers} <= {201, 503}
    assert all(a.headers.get("retry-after") for a in answers if a.status == 503)
    assert [a.status for a in answers].count(201) >= 4


class Transaction:
    """One of somebody else, open for as long as a test wants: what a slow neighbour is."""

    def __init__(self, site):
        self.site = site
        self.client = subprocess.Popen(["/usr/bin/mariadb", "--no-defaults", f"--socket={site.stack.db_socket}", "--batch", "--unbuffered",
                                        "--skip-column-names", "linnet"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        self.do("BEGIN")
        return self

    def __exit__(self, *_):
        self.client.stdin.close()
        self.client.wait(10)

    def do(self, statement):
        self.client.stdin.write(f"{statement};\nSELECT 'that was it';\n")
        self.client.stdin.flush()
        while "that was it" not in (line := self.client.stdout.readline()):
            assert line, "the database has hung up"

    def awaited_by(self, count):
        """Until so many wait for what this one holds."""
        waiting = "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"
        assert eventually(lambda: int(self.site.sql(waiting)[0][0]) >= count, 1.5), "nobody waits"


def log_in(person):
    return Client(person.url).api("POST", "/v1/sessions", login=person.name, password=GOOD)


def test_S35_a_log_in_does_not_outrun_a_new_password(site, person):
    """The old password was checked, then it changed, then the session would have been stored."""
    ada, bo = person("ada"), person("bo", password=FRESH)
    with ThreadPoolExecutor(1) as pool, Transaction(site) as change:
        change.do(f"UPDATE user u JOIN user other ON other.id = {bo.id} SET u.password_hash = other.password_hash WHERE u.id = {ada.id}")
        change.do(f"DELETE FROM session WHERE user_id = {ada.id}")
        outrun = pool.submit(log_in, ada)
        change.awaited_by(1)
        change.do("COMMIT")
        assert outrun.result().status == 401
    assert site.sql(f"SELECT COUNT(*) FROM session WHERE user_id = {ada.id}") == [["0"]]
    assert log_in(ada).status == 401
    assert Client(site.url).api("POST", "/v1/sessions", login=ada.name, password=FRESH).status == 201


def test_S35_a_new_password_ends_the_log_in_it_waited_for(site, person):
    """The session is about to be stored while the password changes: the change waits, and ends it."""
    ada = person("ada")
    form = ada.get("/settings/password").page.form("/settings/password")
    with ThreadPoolExecutor(2) as pool, Transaction(site) as gap:
        gap.do(f"SELECT 1 FROM session WHERE user_id = {ada.id} FOR UPDATE")  # nobody stores a session of hers now
        opened = pool.submit(log_in, ada)
        gap.awaited_by(1)
        changed = pool.submit(ada.submit, form, password=GOOD, new_password=FRESH)
        gap.awaited_by(2)
        gap.do("COMMIT")
        assert (opened.result().status, changed.result().status) == (201, 303)
    bot = Client(site.url)
    bot.token = opened.result().json["token"]
    assert bot.api("GET", "/v1/users/me").status == 401 and ada.get("/compose").status == 200


def test_of_two_new_passwords_at_once_one_is_told(site, person):
    ada = person("ada")
    other = Client(site.url)
    other.name, other.password = ada.name, GOOD
    other.log_in()
    forms = [c.get("/settings/password").page.form("/settings/password") for c in (ada, other)]
    with ThreadPoolExecutor(2) as pool, Transaction(site) as held:
        held.do(f"SELECT * FROM user WHERE id = {ada.id} FOR UPDATE")
        changes = [pool.submit(c.submit, f, password=GOOD, new_password=FRESH + c.token[-4:]) for c, f in zip((ada, other), forms)]
        held.awaited_by(2)
        held.do("COMMIT")
        assert sorted(c.result().status for c in changes) in ([303, 401], [303, 422])


# "correct horse battery" as it was once stored: with a sixth of the memory.
OUTDATED = "$argon2id$v=19$m=8192,t=1,p=1$YDyaL/glV+LbdSv/yZEAdw$MdfYiWM/IboEogH4GqQctjsft9DzZJHQfwdElrlS5XM"


def test_S31_old_parameters_are_hashed_anew_by_log_ins_at_once(site, person):
    ada = person("ada")
    site.sql(f"UPDATE user SET password_hash = '{OUTDATED}' WHERE id = {ada.id}")
    answers = at_once([lambda: log_in(ada)] * 3)
    assert {a.status for a in answers} <= {201, 503} and 201 in {a.status for a in answers}, "none of them is told that it is wrong"
    stored = site.sql(f"SELECT password_hash FROM user WHERE id = {ada.id}")[0][0]
    assert "$m=47104,t=1,p=1$" in stored
    assert log_in(ada).status == 201
    assert site.sql(f"SELECT password_hash FROM user WHERE id = {ada.id}")[0][0] == stored, "once is enough"
