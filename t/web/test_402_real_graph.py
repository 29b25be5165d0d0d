"""Timelines over a real graph: what 50 people read, walked to its end, is what an oracle computes.

The oracle knows the edge list and the dump of the generated tweets, nothing of C and SQL: everybody's
home timeline is his own tweets and those of his neighbours, newest first.
"""
import html
import random
import re
import time
from collections import defaultdict

import pytest

from rig.paths import ROOT, build_folder
from rig.client import Client
from rig.site import Site

TWEETS, SAMPLED, PAGE = 6000, 50, 100


class Oracle:
    """neighbours: number -> set of numbers; tweets: [(id, author's number, text)], newest first."""

    def __init__(self, edges, dump):
        self.neighbours = defaultdict(set)
        for line in edges.read_text().splitlines():
            if line.strip() and not line.startswith(("#", "%")):
                a, b = line.split()[:2]
                self.neighbours[a].add(b)
                self.neighbours[b].add(a)
        rows = (line.split(" ", 2) for line in dump.read_text().splitlines())
        self.tweets = sorted(((int(i), author, text) for i, author, text in rows), reverse=True)

    def home(self, number):
        """Ids of a home timeline."""
        of = self.neighbours[number] | {number}
        return [i for i, author, _ in self.tweets if author in of]


@pytest.fixture(scope="module")
def town(request, testdata):
    """A site of its own with the graph and tweets over it; .oracle; .seconds the import took."""
    edges = testdata / "graph/socfb-Reed98.edges"
    folder = ROOT / "var/test" / f"town-{build_folder(request.config).name}"
    site = Site.start(folder, build_folder(request.config))
    try:
        began = time.monotonic()
        site.admin("graph", "import", str(edges))
        site.seconds = time.monotonic() - began
        site.admin("tweets", "generate", "--seed", "7", "--count", str(TWEETS), "--dump", str(folder / "tweets.txt"))
        site.oracle = Oracle(edges, folder / "tweets.txt")
        yield site
    finally:
        site.stop()


def login(site, number):
    """A client with a session of the person of this number."""
    client = Client(site.url)
    client.token = site.admin("session", "create", f"p{number}").stdout.split()[-1]
    client.cookies["linnet"] = client.token
    return client


def walk_json(client, path):
    """Ids of all pages, by the Link headers."""
    ids, at = [], f"{path}?limit={PAGE}"
    while at:
        answer = client.api("GET", at)
        assert answer.status == 200, answer
        ids += [int(t["id"]) for t in answer.json["data"]]
        following = re.search(r'<([^>]+)>; *rel="next"', answer.headers.get("link", ""))
        at = following and following[1]
    return ids


def walk_pages(client, path):
    """Ids of all pages, by the link to older tweets."""
    ids, at = [], path
    while at:
        answer = client.get(at)
        assert answer.status == 200, answer
        ids += [int(i) for i in re.findall(r'<article[^>]*aria-labelledby="by-(\d+)"', answer.text)]
        following = re.search(r'<a[^>]*rel="next"[^>]*>', answer.text)
        at = following and html.unescape(re.search(r'href="([^"]+)"', following[0])[1])
    return ids


def test_real_graph_is_imported_whole(town):
    people, follows = town.sql("SELECT (SELECT COUNT(*) FROM user), (SELECT COUNT(*) FROM follow)")[0]
    assert (int(people), int(follows)) == (962, 37624)
    print(f"962 people and 37,624 follows in {town.seconds:.1f} s")


def test_importing_again_changes_nothing(town, testdata):
    town.admin("graph", "import", str(testdata / "graph/socfb-Reed98.edges"))
    assert town.sql("SELECT COUNT(*) FROM follow") == [["37624"]]
    assert town.sql("SELECT SUM(followers_count), SUM(following_count) FROM user") == [["37624", "37624"]]


def test_F14_home_timelines_equal_the_oracle(town):
    numbers = random.Random(98).sample(sorted(town.oracle.neighbours), SAMPLED)
    for number in numbers:
        expected = town.oracle.home(number)
        assert walk_json(login(town, number), "/v1/timelines/home") == expected, f"p{number} by JSON"


def test_F16_home_pages_equal_the_oracle(town):
    numbers = random.Random(99).sample(sorted(town.oracle.neighbours), SAMPLED)
    for number in numbers:
        expected = town.oracle.home(number)
        assert walk_pages(login(town, number), "/") == expected, f"p{number} by pages"


def test_F15_user_timelines_and_the_public_one_equal_the_oracle(town):
    assert walk_json(Client(town.url), "/v1/timelines/public") == [i for i, _, _ in town.oracle.tweets]
    for number in random.Random(97).sample(sorted(town.oracle.neighbours), 10):
        client = login(town, number)
        own = [i for i, author, _ in town.oracle.tweets if author == number]
        me = client.api("GET", "/v1/users/me").json["id"]
        assert walk_json(client, f"/v1/users/{me}/tweets") == own
        assert walk_pages(Client(town.url), f"/@p{number}") == own


def test_texts_arrive_as_they_were_written(town):
    client = Client(town.url)
    for i, _, text in random.Random(96).sample(town.oracle.tweets, 40):
        shown = client.api("GET", f"/v1/tweets/{i}").json["text"]
        assert shown.replace("\n", "\\n") == text
