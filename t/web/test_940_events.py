"""Operations: what follows from what people did, by linnet-job: told once, in order, whatever is killed or stalls."""
import os
import random
import signal
import subprocess
import threading
import time

import pytest
from daemon import wait_until

PARTS = 64


def kinds(site, author):
    """What the log tells of somebody, in order."""
    return [row[0] for row in site.sql(f"SELECT kind FROM event_log WHERE author_id = {author} ORDER BY log_offset")]


def quiet(site, seconds=20):
    """Everything is in the log, and every group has come to its end."""
    return wait_until(lambda: site.sql("SELECT (SELECT COUNT(*) FROM outbox) + (SELECT SUM(h.next_offset - c.next_offset) "
                                       "FROM event_cursor c JOIN event_cursor h ON h.grp = 'relay' AND h.part = c.part "
                                       "WHERE c.grp <> 'relay')") == [["0"]], seconds, 0.1)


def log_is_dense(site):
    """Every part from 0 to its head without a gap, and no event twice."""
    gaps = site.sql("SELECT h.part FROM event_cursor h LEFT JOIN (SELECT part, COUNT(*) n, MAX(log_offset) + 1 m FROM event_log "
                    "GROUP BY part) l ON l.part = h.part WHERE h.grp = 'relay' "
                    "AND (COALESCE(n, 0) <> h.next_offset OR COALESCE(m, 0) <> h.next_offset)")
    twice = site.sql("SELECT id FROM event_log GROUP BY id HAVING COUNT(*) > 1")
    return (gaps, twice) == ([], [])


@pytest.fixture
def job_back(site):
    yield
    site.start_server("job")


def kill_job(site):
    daemon = site.stack.daemons["job"]
    daemon.signal(signal.SIGKILL)
    assert wait_until(lambda: not daemon.pid(), 10)


def test_what_people_do_is_told_once_and_in_order(site, person):
    ada, bo = person("ada"), person("bo")
    first = ada.api("POST", "/v1/tweets", text="one").json["id"]
    ada.api("PUT", f"/v1/tweets/{first}", text="one, better")
    bo.api("PUT", f"/v1/users/{ada.id}/follow")
    bo.api("PUT", f"/v1/users/{ada.id}/follow")  # again: nothing happens
    bo.api("PUT", f"/v1/tweets/{first}/like")
    bo.api("PUT", f"/v1/tweets/{first}/like")
    bo.api("PUT", f"/v1/tweets/{first}/retweet")
    bo.api("POST", "/v1/tweets", text="to you", reply_to=first)
    bo.api("DELETE", f"/v1/tweets/{first}/retweet")
    bo.api("DELETE", f"/v1/tweets/{first}/like")
    bo.api("DELETE", f"/v1/users/{ada.id}/follow")
    ada.api("DELETE", f"/v1/tweets/{first}")
    assert ada.api("POST", "/v1/tweets", text="x" * 300).status == 422
    assert quiet(site)
    assert kinds(site, ada.id) == ["tweet.created", "tweet.edited", "follow.started", "like.added", "retweet.added", "retweet.removed",
                                   "like.removed", "follow.ended", "tweet.deleted"]
    assert kinds(site, bo.id) == ["tweet.created", "tweet.created", "tweet.deleted"], "the retweet, the reply, the retweet gone"


def test_what_a_deleted_tweet_leaves_behind_goes(site, person):
    ada, fans = person("ada"), [person("fan") for _ in range(4)]
    tweet = ada.api("POST", "/v1/tweets", text="soon gone").json["id"]
    kept = ada.api("POST", "/v1/tweets", text="kept").json["id"]
    for fan in fans:
        for one in (tweet, kept):
            assert fan.api("PUT", f"/v1/tweets/{one}/like").status == 200
            assert fan.api("PUT", f"/v1/tweets/{one}/retweet").status == 200
    assert ada.api("DELETE", f"/v1/tweets/{tweet}").status == 204
    left = f"""SELECT (SELECT COUNT(*) FROM like_ WHERE tweet_id = {{0}}), (SELECT COUNT(*) FROM liked_by WHERE tweet_id = {{0}}),
        (SELECT COUNT(*) FROM retweet WHERE tweet_id = {{0}}), (SELECT COUNT(*) FROM tweet WHERE retweet_of_id = {{0}}),
        (SELECT COUNT(*) FROM tweet_ref WHERE target_id = {{0}})"""
    assert wait_until(lambda: site.sql(left.format(tweet)) == [["0"] * 5], 10)
    assert site.sql(left.format(kept)) == [["4"] * 5]
    assert quiet(site)
    assert kinds(site, fans[0].id) == ["tweet.created", "tweet.created", "tweet.deleted"]


def test_without_linnet_job_nothing_is_forgotten(site, person, job_back):
    site.stop_server("job")
    ada = person("ada")
    for n in range(5):
        assert ada.api("POST", "/v1/tweets", text=f"number {n}").status == 201
    assert kinds(site, ada.id) == []
    assert "waiting" in site.admin("queue", "show").stdout
    site.start_server("job")
    assert quiet(site)
    assert kinds(site, ada.id) == ["tweet.created"] * 5


def test_linnet_job_killed_while_people_write(site, person, job_back):
    people = [person("kim") for _ in range(4)]
    made, removed, over = {one.id: [] for one in people}, set(), threading.Event()

    def write(one):
        while not over.is_set():
            answer = one.api("POST", "/v1/tweets", text=f"number {len(made[one.id])}")
            assert answer.status == 201
            made[one.id].append(answer.json["id"])
            if len(made[one.id]) % 5 == 0:
                assert one.api("DELETE", f"/v1/tweets/{made[one.id][-3]}").status == 204
                removed.add(made[one.id][-3])
            time.sleep(0.01)
    writers = [threading.Thread(target=write, args=(one,)) for one in people]
    with site.settings_changed(events_lease_ms=500):
        for writer in writers:
            writer.start()
        for _ in range(12):
            time.sleep(random.uniform(0, 0.3))
            kill_job(site)
            site.start_server("job")
        over.set()
        for writer in writers:
            writer.join()
        assert quiet(site, 60)
    assert log_is_dense(site)
    for one in people:
        told = site.sql(f"SELECT kind, subject_id FROM event_log WHERE author_id = {one.id} ORDER BY log_offset")
        assert [i for kind, i in told if kind == "tweet.created"] == made[one.id], "each once, in order"
        assert {i for kind, i in told if kind == "tweet.deleted"} == removed & set(made[one.id])


def test_one_that_stalls_is_replaced_and_refused_when_it_wakes(site, person, job_back):
    ada, number = person("ada"), 0
    daemon = site.stack.daemons["job"]
    with site.settings_changed(events_lease_ms=500):
        second = subprocess.Popen([str(a) for a in daemon.argv], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  env=daemon.environment())
        try:
            for _ in range(3):
                for _ in range(20):
                    number += ada.api("POST", "/v1/tweets", text=f"number {number}").status == 201
                daemon.signal(signal.SIGSTOP)
                for _ in range(20):
                    number += ada.api("POST", "/v1/tweets", text=f"number {number}").status == 201
                assert quiet(site, 30), "the other one goes on"
                daemon.signal(signal.SIGCONT)
        finally:
            daemon.signal(signal.SIGCONT)
            second.terminate()
            assert second.wait(20) == 0
        assert quiet(site)
    assert log_is_dense(site)
    assert kinds(site, ada.id) == ["tweet.created"] * 120 == ["tweet.created"] * number


def test_a_poison_event_is_set_aside_shown_retried_and_dropped(site, person):
    ada = person("ada")
    part = site.sql(f"SELECT part FROM event_log WHERE author_id = {told(site, ada)} LIMIT 1")[0][0]
    site.sql(f"INSERT INTO outbox (id, part, kind, author_id, subject_id, other_id) VALUES (4711, {part}, 'soup.eaten', 3, 4, 5)")
    assert wait_until(lambda: "4711" in site.admin("queue", "dead").stdout, 20, 0.1)
    after = ada.api("POST", "/v1/tweets", text="behind it").json["id"]
    assert quiet(site)
    assert site.sql(f"SELECT kind FROM event_log WHERE subject_id = {after}") == [["tweet.created"]]
    line = site.admin("queue", "dead", "--group", "sweep").stdout
    assert "sweep 4711 " in line and "soup.eaten" in line and "5 tries" in line and "does not know" in line
    assert site.admin("queue", "dead", "--group", "other").stdout == ""
    assert "1 set aside" in site.admin("queue", "show").stdout

    assert site.admin("queue", "retry", "12", check=False).returncode == 1
    assert site.admin("queue", "retry", "4711").stdout == "1 will be tried again\n"
    assert wait_until(lambda: "6 tries" in site.admin("queue", "dead").stdout, 20, 0.1), "it is still wrong"
    site.sql("UPDATE event_dead SET kind = 'tweet.created' WHERE id = 4711")  # as if a newer program knew it
    assert site.admin("queue", "retry", "all").stdout == "1 will be tried again\n"
    assert wait_until(lambda: site.admin("queue", "dead").stdout == "", 20, 0.1)
    assert site.admin("queue", "drop", "all", check=False).returncode == 1, "there is none left"


def told(site, one):
    """Somebody of whom the log has told something: gives the id."""
    assert one.api("POST", "/v1/tweets", text="here").status == 201
    assert wait_until(lambda: kinds(site, one.id), 20)
    return one.id


def run_job(site, *arguments):
    daemon = site.stack.daemons["job"]
    return subprocess.run([daemon.argv[0], "--config", str(site.stack.config), *arguments], capture_output=True, text=True, timeout=30,
                          env=daemon.environment())


def test_groups_are_chosen_and_shared(site, job_back):
    refused = run_job(site, "--groups", "sweep,soup")
    assert refused.returncode == 2 and "no group soup" in refused.stderr
    assert "sweep" in run_job(site, "--help").stdout
    daemon = site.stack.daemons["job"]
    two = subprocess.Popen([daemon.argv[0], "--config", str(site.stack.config), "--groups", "sweep"], stdin=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, env=daemon.environment())
    try:
        owners = "SELECT COUNT(*) FROM event_cursor WHERE grp = '{}' AND owner <> 0 GROUP BY owner"
        assert wait_until(lambda: site.sql(owners.format("sweep")) == [["32"], ["32"]], 20, 0.1)
        assert site.sql(owners.format("relay")) == [[str(PARTS)]]
        assert site.admin("queue", "show").stdout.count("process ") == 2
    finally:
        two.send_signal(signal.SIGTERM)
        assert two.wait(20) == 0
    assert wait_until(lambda: site.sql(owners.format("sweep")) == [[str(PARTS)]], 20, 0.1), "what it gave back is taken"
    assert os.path.exists(f"{site.stack.run}/bell")


def test_old_events_are_purged_when_all_have_seen_them(site, person):
    ada = person("ada")
    told(site, ada)
    assert quiet(site)
    part, offset = site.sql(f"SELECT part, next_offset FROM event_cursor WHERE grp = 'relay' AND part = {part_of(int(ada.id))}")[0]
    site.sql(f"UPDATE event_log SET id = 1 + log_offset WHERE part = {part}")
    assert run_job(site, "--once", "event.purge").returncode == 0
    assert site.sql(f"SELECT COUNT(*) FROM event_log WHERE part = {part}") == [["0"]]
    told(site, ada)
    assert site.sql(f"SELECT log_offset FROM event_log WHERE part = {part}") == [[offset]], "offsets go on"
    site.sql(f"DELETE FROM event_log WHERE part = {part}")


def part_of(n):
    """splitmix64's finaliser, modulo 64."""
    mask = 2**64 - 1
    n = (n ^ n >> 30) * 0xbf58476d1ce4e5b9 & mask
    n = (n ^ n >> 27) * 0x94d049bb133111eb & mask
    return (n ^ n >> 31) % PARTS
