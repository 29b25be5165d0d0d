"""Which replies stand in which timeline, told one by one and over random graphs against an oracle.

The oracle knows who follows whom and who wrote what in reply to what, nothing of C and SQL."""
import random

import pytest

from rig.client import Client
from rig.stories import ids_by_json

PEOPLE, TWEETS = 9, 140


class Oracle:
    """names; follows: name -> set of names; written: [(id, author, name replied to or None)], oldest first."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = [f"p{n}" for n in range(PEOPLE)]
        share = self.random.choice([0.1, 0.3, 0.6])
        self.follows = {a: {b for b in self.names if a != b and self.random.random() < share} for a in self.names}
        self.written = []

    def home(self, me):
        return self.ids(lambda author, to: author in self.follows[me] | {me}
                        and (to is None or author == me or to == author or to in self.follows[me]))

    def user(self, who):
        return self.ids(lambda author, to: author == who and to in (None, who))

    def user_with_replies(self, who):
        return self.ids(lambda author, to: author == who)

    def public(self):
        return self.ids(lambda author, to: to is None)

    def ids(self, belongs):
        return [i for i, author, to in reversed(self.written) if belongs(author, to)]


@pytest.fixture(scope="module", params=[1, 2, 3])
def crowd(site, request):
    """(oracle, name -> Client): people who talk at random, mostly to each other, some to themselves."""
    oracle = Oracle(request.param)
    tag = f"_{request.param}r"
    people = {n: Client(site.url).register(n + tag) for n in oracle.names}
    for name, others in oracle.follows.items():
        people[name].follow(*(people[o] for o in sorted(others)))
    weights = [oracle.random.random() ** 2 + 0.02 for _ in oracle.names]  # some hardly write, some all the time
    for n in range(TWEETS):
        author = oracle.random.choices(oracle.names, weights)[0]
        target = oracle.random.choice(oracle.written[-30:]) if oracle.written and oracle.random.random() < 0.75 else None
        sent = {"text": f"{author} {n}", **({"reply_to": target[0]} if target else {})}
        made = people[author].api("POST", "/v1/tweets", **sent)
        assert made.status == 201, made
        oracle.written.append((made.json["id"], author, target[1] if target else None))
    return oracle, people


def test_F14_home_timelines_equal_the_oracle(crowd):
    oracle, people = crowd
    for name, client in people.items():
        expected = oracle.home(name)
        for limit in (1, 7, 20):
            assert ids_by_json(client, f"/v1/timelines/home?limit={limit}")[0] == expected, f"{name} by {limit}"
        assert tweets_of_pages(client, "/") == expected, name


def test_F15_profiles_equal_the_oracle(crowd, client):
    oracle, people = crowd
    for name, who in people.items():
        path = f"/v1/users/{who.id}/tweets"
        assert ids_by_json(client, f"{path}?exclude_replies=true&limit=3")[0] == oracle.user(name)
        assert ids_by_json(client, path)[0] == oracle.user_with_replies(name)
        assert tweets_of_pages(client, f"/@{who.name}") == oracle.user(name)
        assert tweets_of_pages(client, f"/@{who.name}/replies") == oracle.user_with_replies(name)


def test_the_public_timeline_leaves_replies_out(crowd, client):
    oracle, _ = crowd
    written = {i for i, _, _ in oracle.written}
    seen = [i for i in ids_by_json(client, "/v1/timelines/public?limit=50")[0] if i in written]
    assert seen == oracle.public()


def tweets_of_pages(client, path):
    """Ids of the articles of all pages; tweets_by_pages would see what they reply to as well."""
    ids = []
    while path:
        page = client.get(path).page
        ids += [a["id"].removeprefix("t-") for a in page.all("article") if a.get("id", "").startswith("t-")]
        path = page.href("Older")
    return ids


def test_a_page_is_full_where_there_is_enough(person):
    """Thirty replies to somebody else between each two tweets: a page of five is full all the same."""
    ada, bo = person("ada"), person("bo")
    asked = bo.tweet("talk to me")
    own = []
    for n in range(6):
        own.append(ada.tweet(f"tweet {n}"))
        for m in range(12):
            assert ada.api("POST", "/v1/tweets", text=f"reply {n} {m}", reply_to=asked).status == 201
    first = ada.api("GET", f"/v1/users/{ada.id}/tweets?exclude_replies=true&limit=5").json["data"]
    assert [t["id"] for t in first] == own[:0:-1]
    assert ids_by_json(ada, f"/v1/users/{ada.id}/tweets?exclude_replies=true&limit=5") == (own[::-1], 2)


def test_a_thread_of_ones_own_stands_with_its_readers(person):
    ada, bo, cy = person("ada"), person("bo"), person("cy")
    ada.follow(bo)
    first = bo.tweet("one")
    second = bo.api("POST", "/v1/tweets", text="two", reply_to=first).json["id"]
    to_cy = bo.api("POST", "/v1/tweets", text="three", reply_to=cy.tweet("x")).json["id"]
    assert ids_by_json(ada, "/v1/timelines/home")[0] == [second, first]
    assert ids_by_json(bo, "/v1/timelines/home")[0] == [to_cy, second, first]
    ada.follow(cy)
    assert to_cy in ids_by_json(ada, "/v1/timelines/home")[0]
