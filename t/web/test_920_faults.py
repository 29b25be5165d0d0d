"""Servers that die or hang under the site, and what its people notice (RELIABILITY F8, F13, F14, F20, F21)."""
import os
import signal
import subprocess
import threading

import pytest
from daemon import wait_until
from rig.site import signal_each


def hang(site, name):
    os.kill(site.stack.daemons[name].pid(), signal.SIGSTOP)


def go_on(site, name):
    os.kill(site.stack.daemons[name].pid(), signal.SIGCONT)


def kill(site, name):
    pid = site.stack.daemons[name].pid()
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: site.stack.daemons[name].pid() is None, 10)


def job(site, *arguments):
    web = site.stack.daemons["web"]
    return subprocess.run([str(site.stack.build / "linnet-job"), "--config", str(site.stack.config), *arguments],
                          capture_output=True, text=True, timeout=60, env=web.environment())


@pytest.fixture
def mended(site):
    """Whatever a story broke runs again after it."""
    yield
    for name in ("db", "cache", "web", "nginx"):
        site.start_server(name)


def test_N08_X02_a_dead_cache_costs_nobody_anything(site, person, mended):
    ada = person("ada")
    kill(site, "cache")
    made = ada.tweet("written without a cache")
    assert ada.get("/").status == 200
    assert made in {t["id"] for t in ada.api("GET", "/v1/timelines/home").json["data"]}


def test_a_hung_cache_costs_nobody_anything(site, person, mended):
    ada = person("ada")
    hang(site, "cache")
    try:
        for _ in range(5):
            assert ada.api("GET", "/v1/timelines/home").status == 200
    finally:
        go_on(site, "cache")


def test_X02_a_log_out_holds_while_the_cache_is_away(site, person, mended):
    ada = person("ada")
    assert ada.api("GET", "/v1/users/me").status == 200
    hang(site, "cache")
    try:
        assert ada.api("DELETE", "/v1/sessions/current").status == 204
        assert ada.api("GET", "/v1/users/me").status == 401
    finally:
        go_on(site, "cache")


def test_N08_a_dead_database_is_said_and_comes_back(site, person, client, mended):
    ada = person("ada")
    kill(site, "db")
    answer = ada.api("POST", "/v1/tweets", text="nobody can keep this")
    assert (answer.status, answer.json["error"]["kind"]) == (503, "busy")
    assert int(answer.headers["retry-after"]) > 0
    page = client.get("/public")
    assert page.status == 503 and page.headers["content-type"].startswith("text/html")
    assert client.get("/health").status == 200
    site.start_server("db")
    assert wait_until(lambda: ada.api("POST", "/v1/tweets", text="now it can be kept").status == 201, 10)


def test_N08_a_hung_database_holds_nobody_for_ever(site, person, mended):
    ada = person("ada")
    hang(site, "db")
    try:
        answer = ada.api("POST", "/v1/tweets", text="nobody answers for this")
        assert answer.status == 503
        assert "retry-after" in answer.headers
    finally:
        go_on(site, "db")
    assert wait_until(lambda: ada.api("POST", "/v1/tweets", text="now somebody does").status == 201, 10)


def test_N09_X11_what_was_acknowledged_survives_a_killed_database(site, person, mended):
    people = [person("kim") for _ in range(4)]
    kept, over = [], threading.Event()

    def write(one):
        number = 0
        while not over.is_set():
            number += 1
            answer = one.api("POST", "/v1/tweets", text=f"number {number} of {one.name}")
            if answer.status == 201:
                kept.append(answer.json["id"])
    writers = [threading.Thread(target=write, args=(one,)) for one in people]
    for writer in writers:
        writer.start()
    assert wait_until(lambda: len(kept) > 100, 30)
    kill(site, "db")
    over.set()
    for writer in writers:
        writer.join()
    site.start_server("db")
    there = {row[0] for row in site.sql("SELECT id FROM tweet")}
    assert [i for i in kept if i not in there] == []


def test_a_pool_that_hangs_is_killed_and_visitors_are_told(site, client):
    with site.settings_changed(web_watchdog_ms="1000"):
        signal_each(site.workers(), signal.SIGSTOP)
        statuses = {client.get("/health").status for _ in range(4)}
        assert statuses <= {200, 503}
        assert wait_until(lambda: client.get("/health").status == 200, 10)


def test_a_pool_that_is_gone_leaves_a_page_that_says_so(site, client, mended):
    site.stop_server("web")
    page = client.get("/public")
    assert page.status == 503
    assert int(page.headers["retry-after"]) > 0
    assert "<html" in page.text
    data = client.request("GET", "/v1/timelines/public")
    assert data.json["error"]["kind"] == "busy"
    site.start_server("web")
    assert client.get("/public").status == 200


def test_N01_new_generations_under_load_lose_nobody(site, person):
    readers, wrong, asked, over = [person("cy") for _ in range(4)], [], [], threading.Event()

    def read(one):
        while not over.is_set():
            answer = one.get("/")
            asked.append(1)
            if answer.status != 200:
                wrong.append(answer)
    threads = [threading.Thread(target=read, args=(one,)) for one in readers]
    for thread in threads:
        thread.start()
    for _ in range(3):
        before = len(asked)
        site.reload()
        assert wait_until(lambda b=before: len(asked) > b + 20, 20)
    over.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_expired_sessions_are_swept_away(site, person):
    ada, bo = person("ada"), person("bo")
    site.sql(f"UPDATE session SET expires_ms = 1 WHERE user_id = {ada.id}")
    done = job(site, "--once", "session.purge")
    assert done.returncode == 0, done.stderr
    count = site.sql(f"SELECT user_id, COUNT(*) FROM session WHERE user_id IN ({ada.id}, {bo.id}) GROUP BY user_id")
    assert {row[0] for row in count} == {bo.id}


def test_a_job_that_is_none_is_refused(site):
    done = job(site, "--once", "no.such")
    assert done.returncode == 2
    assert "no.such" in done.stderr


@pytest.mark.parametrize("variable, value", [("sync_binlog", 0), ("innodb_flush_log_at_trx_commit", 2)])
def test_N09_a_database_that_may_lose_tweets_is_refused(site, variable, value):
    site.sql(f"SET GLOBAL {variable} = {value}")
    try:
        program = [str(site.stack.build / "linnet-web"), "--config", str(site.stack.config), "--check"]
        env = site.stack.daemons["web"].environment()
        done = subprocess.run(program, capture_output=True, text=True, timeout=60, env=env)
        assert done.returncode == 1
        assert variable in done.stderr
        program.append("--db.check_durability=false")
        allowed = subprocess.run(program, capture_output=True, text=True, timeout=60, env=env)
        assert allowed.returncode == 0, allowed.stderr
    finally:
        site.sql(f"SET GLOBAL {variable} = 1")
