"""schemathesis tries the whole API by its description: thousands of requests, valid and broken, finding nothing."""
import re

import pytest

from rig import toolbox
from rig.paths import ROOT

HERE = ROOT / "t/api"
SECONDS = 30  # of the longest run; each ends by itself
ENOUGH = 100  # requests that were tried; thousands on a machine that has nothing else to do
FORGETS = ("logOut", "endSession")  # they end the log-in that all the others ask with: tried apart


@pytest.fixture(scope="module")
def tool():
    return toolbox.python_tools(HERE / "requirements.txt") / "schemathesis"


@pytest.fixture
def peopled(person):
    """Somebody with followers, tweets, replies, likes and a token: enough for lists not to be empty."""
    ada, bo = person("ada"), person("bo")
    ada.follow(bo)
    bo.follow(ada)
    for author in (ada, bo):
        tweet = author.tweet(f"hello @{ada.name} #hello https://example.org $HI")
        for other in (ada, bo):
            for act in ("like", "retweet", "bookmark"):
                other.api("PUT", f"/v1/tweets/{tweet}/{act}")
        author.api("POST", "/v1/tweets", text="a reply", reply_to=tweet)
    ada.api("POST", "/v1/tokens", name="of the test", scopes="read")
    return ada


def tried(tool, site, *arguments, folder, seconds=SECONDS):
    code, said = toolbox.run([tool, "--config-file", HERE / "schemathesis.toml", "run", site.url + "/v1/openapi.json",
                              "--phases", "examples,coverage,fuzzing", "--max-examples", "12", "--seed", "1", "--continue-on-failure",
                              "--request-timeout", "20", "-H", "Accept: application/json", "--no-color", "--max-time", seconds,
                              *arguments], folder, SECONDS * 5, SCHEMATHESIS_HOOKS=str(HERE / "hooks.py"))
    cases = re.search(r"(\d+) generated", said)
    assert code == 0, said[-20_000:]
    assert cases, said[-4000:]
    return int(cases.group(1))


def test_it_finds_nothing_as_somebody(tool, site, peopled, tmp_path):
    without = [a for name in FORGETS for a in ("--exclude-operation-id", name)]
    assert tried(tool, site, "-H", f"Authorization: Bearer {peopled.token}", *without, folder=tmp_path) > ENOUGH
    assert peopled.api("GET", "/v1/users/me").status == 200, "the log-in was lost on the way: little was tried"


def test_it_finds_nothing_as_nobody(tool, site, peopled, tmp_path):
    assert tried(tool, site, folder=tmp_path, seconds=SECONDS) > ENOUGH // 4


def test_it_finds_nothing_where_sessions_end(tool, site, person, tmp_path):
    only = [a for name in FORGETS for a in ("--include-operation-id", name)]
    assert tried(tool, site, "-H", f"Authorization: Bearer {person('cy').token}", *only, folder=tmp_path, seconds=10) > 0
