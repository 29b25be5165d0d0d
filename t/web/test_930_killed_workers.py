"""Operations: workers killed in the middle of writing, and a cache that dies: no half write, and log-ins hold."""
import os
import signal
import threading
import time

import pytest
from daemon import wait_until

from rig.stories import rows

RECOUNT = """SELECT username FROM user u WHERE
    tweets_count <> (SELECT COUNT(*) FROM tweet t WHERE t.author_id = u.id AND t.retweet_of_id = 0) OR
    followers_count <> (SELECT COUNT(*) FROM follower f WHERE f.followee_id = u.id) OR
    following_count <> (SELECT COUNT(*) FROM follow f WHERE f.follower_id = u.id)"""


def test_N09_workers_killed_while_people_write_leave_nothing_half_done(site, person, client):
    people = [person("kim") for _ in range(4)]
    kept, begun, removed, statuses, over = [], [], [], set(), threading.Event()

    def write(one, other):
        number = 0
        while not over.is_set():
            number += 1
            try:
                made = one.api("POST", "/v1/tweets", text=f"number {number} of {one.name}")
                statuses.add(made.status)
                if made.status == 201:
                    kept.append(made.json["id"])
                statuses.add(one.api("PUT" if number % 2 else "DELETE", f"/v1/users/{other.id}/follow").status)
                if number % 3 == 0 and made.status == 201:
                    begun.append(made.json["id"])  # may be done without an answer
                    gone = one.api("DELETE", f"/v1/tweets/{made.json['id']}")
                    if gone.status == 204:
                        removed.append(made.json["id"])
            except OSError as error:
                statuses.add(repr(error))
    writers = [threading.Thread(target=write, args=(one, people[n - 1])) for n, one in enumerate(people)]
    for writer in writers:
        writer.start()
    for _ in range(6):
        before = len(kept)
        assert wait_until(lambda b=before: len(kept) > b + 10, 20)
        for worker in site.workers():
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                pass
            time.sleep(0.05)
    over.set()
    for writer in writers:
        writer.join()
    assert statuses <= {200, 201, 204, 404, 502, 503}, statuses
    assert site.sql(RECOUNT) == []
    assert site.sql("SELECT COUNT(*) FROM follow")[0] == site.sql("SELECT COUNT(*) FROM follower")[0]
    there = {row[0] for row in site.sql("SELECT id FROM tweet")}
    assert not set(kept) - there - set(begun), "what was acknowledged is there"
    assert not there & set(removed), "what is gone is gone"
    assert wait_until(lambda: all(client.get("/health").status == 200 for _ in range(8)), 10)


@pytest.fixture
def cache_back(site):
    yield
    site.start_server("cache")


def kill(site, name):
    os.kill(site.stack.daemons[name].pid(), signal.SIGKILL)
    assert wait_until(lambda: site.stack.daemons[name].pid() is None, 10)


def test_X02_log_ins_hold_and_log_outs_count_while_the_cache_dies_and_returns(site, person, cache_back):
    ada, bo = person("ada"), person("bo")
    cookies = dict(bo.cookies)
    for one in (ada, bo):
        assert one.get("/compose").status == 200
    kill(site, "cache")
    assert ada.get("/compose").status == 200
    assert bo.submit(bo.get("/").page.form("/logout"), to="/logout").status == 303
    for round in range(2):
        for _ in range(8):
            bo.cookies = dict(cookies)
            assert bo.get("/compose").status == 303, "logged out on every worker"
            assert ada.get("/compose").status == 200
        if round == 0:
            site.start_server("cache")


def test_a_form_sent_while_the_cache_dies_is_kept_or_done(site, person, cache_back):
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    before = rows(site, "tweet")["tweet"]
    kill(site, "cache")
    assert ada.submit(form, text="written meanwhile").status == 303
    assert int(rows(site, "tweet")["tweet"]) == int(before) + 1
    assert "written meanwhile" in ada.get("/").page.shown
