"""Operations: a worker killed in front of its commit, or between the commit and the answer; then everything starts anew.
Whoever asks again under the same key finds it done once, and gets the answer that was lost."""
import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig.commits import Commits

LOST = 503  # what nginx says for a worker that is gone


@pytest.fixture
def commits(site):
    with Commits(site.stack.run, site.stack.db_socket) as between, site.settings_changed(db_socket=between.path):
        yield between


def tweets(site, one):
    return site.sql(f"SELECT id, text FROM tweet WHERE author_id = {one.id}")


def everything_anew(site):
    for name in ("nginx", "web", "job", "cache", "db"):
        site.stop_server(name)
    for name in ("db", "cache", "web", "job", "nginx"):
        site.start_server(name)


@pytest.mark.parametrize("behind", [True, False], ids=["behind the commit", "before the commit"])
def test_a_program_that_asks_again_finds_one_tweet(site, commits, person, behind):
    ada, key = person("ada"), {"Idempotency-Key": secrets.token_hex(16)}
    commits.cut(site.workers(), behind)
    lost = ada.api("POST", "/v1/tweets", key, text="said once")
    assert lost.status == LOST and len(commits.died) == 1, lost
    assert len(tweets(site, ada)) == (1 if behind else 0)
    everything_anew(site)
    again = ada.api("POST", "/v1/tweets", key, text="said once")
    assert again.status == 201 and again.headers.get("idempotency-replayed") == ("true" if behind else None)
    assert tweets(site, ada) == [[again.json["id"], "said once"]]
    assert again.location.endswith(f"/v1/tweets/{again.json['id']}")
    third = ada.api("POST", "/v1/tweets", key, text="said once")
    assert (third.body, third.headers["idempotency-replayed"]) == (again.body, "true")
    assert ada.api("GET", "/v1/users/me").json["tweets_count"] == 1


@pytest.mark.parametrize("behind", [True, False], ids=["behind the commit", "before the commit"])
def test_a_form_sent_again_posts_once(site, commits, person, behind):
    ada = person("ada")
    form = ada.get("/compose").page.form("/tweets")
    commits.cut(site.workers(), behind)
    assert ada.submit(form, text="said once").status == LOST
    everything_anew(site)
    again = ada.submit(form, text="said once")
    assert (again.status, again.location) == (303, "/")
    assert [text for _, text in tweets(site, ada)] == ["said once"]
    assert "Your tweet is out" in ada.get("/").page.shown


def test_without_a_key_nobody_can_know(site, commits, person):
    """Why there are keys: what was lost may have been done."""
    ada = person("ada")
    commits.cut(site.workers(), behind=True)
    assert ada.api("POST", "/v1/tweets", text="said twice").status == LOST
    assert ada.api("POST", "/v1/tweets", text="said twice").status == 201
    assert len(tweets(site, ada)) == 2


def test_those_who_wait_for_a_dying_one_do_it_in_its_place(site, commits, person):
    """A crowd under one key, and the one at work dies before its commit: another does it, and all get that answer."""
    ada, key = person("ada"), {"Idempotency-Key": secrets.token_hex(16)}
    commits.cut(site.workers(), behind=False)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ada.api("POST", "/v1/tweets", key, text="said once"), range(8)))
    assert sorted(a.status for a in answers) == [201] * 7 + [LOST]
    assert len({a.body for a in answers if a.status == 201}) == 1
    assert len(tweets(site, ada)) == 1
