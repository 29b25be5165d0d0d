"""Tweets: written, read, deleted; one's own at once, on any worker."""
import pytest

from rig.stories import error_of, eventually, path_of, rows, tweets_shown


def test_F04_a_tweet_goes_from_the_form_to_the_page(person):
    ada = person("ada")
    form = ada.get("/").page.form("/tweets")
    answer = ada.submit(form, text="Hello, world")
    assert (answer.status, answer.location) == (303, "/")
    home = ada.get("/")
    assert "Hello, world" in home.page.shown and "Your tweet is out" in home.page.shown
    assert len(tweets_shown(home.page)) == 1


def test_F04_the_composer_has_a_page_of_its_own(person):
    ada = person("ada")
    answer = ada.submit(ada.get("/compose").page.form("/tweets"), text="From the composer")
    assert answer.status == 303
    assert "From the composer" in ada.get(f"/@{ada.name}").page.shown


def test_E04_a_tweet_by_json_has_its_shape_and_address(person, site):
    ada = person("ada")
    made = ada.api("POST", "/v1/tweets", text="Hello, world")
    assert made.status == 201
    tweet = made.json
    assert made.headers["location"] == f"{site.url}/v1/tweets/{tweet['id']}"
    assert tweet["text"] == "Hello, world" and tweet["author"]["id"] == ada.id
    assert tweet["id"].isdigit() and tweet["created_at"].endswith("Z")
    assert path_of(tweet["url"]) == f"/@{ada.name}/{tweet['id']}"
    again = ada.api("GET", f"/v1/tweets/{tweet['id']}")
    assert again.status == 200 and again.json["text"] == tweet["text"] and again.json["id"] == tweet["id"]


def test_F06_E09_anybody_reads_it_on_its_own_page(client, person):
    ada = person("ada")
    id = ada.tweet("For everyone")
    page = client.get(f"/@{ada.name}/{id}")
    assert page.status == 200 and "For everyone" in page.page.shown
    assert client.api("GET", f"/v1/tweets/{id}").json["text"] == "For everyone"


def test_a_tweet_has_one_address(client, person):
    ada, bo = person("ada"), person("bo")
    id = ada.tweet("one address")
    for name in (ada.name.upper(), bo.name, "nobody_at_all"):
        answer = client.get(f"/@{name}/{id}")
        assert (answer.status, path_of(answer.location)) == (301, f"/@{ada.name}/{id}")
    answer = client.get(f"/@{ada.name.upper()}")
    assert (answer.status, path_of(answer.location)) == (301, f"/@{ada.name}")


def test_N04_ones_own_tweet_is_there_in_the_very_next_request(person):
    """A hundred times, so that every worker answers some."""
    ada = person("ada")
    for n in range(100):
        id = ada.tweet(f"number {n}")
        if n % 4 == 0:
            assert tweets_shown(ada.get("/").page)[0] == id
        elif n % 4 == 1:
            assert ada.api("GET", "/v1/timelines/home").json["data"][0]["id"] == id
        elif n % 4 == 2:
            assert tweets_shown(ada.get(f"/@{ada.name}").page)[0] == id
        else:
            assert ada.api("GET", f"/v1/tweets/{id}").status == 200
    assert ada.api("GET", "/v1/users/me").json["tweets_count"] == 100


def test_F08_E13_deleted_is_gone_for_its_author_at_once(person):
    ada = person("ada")
    for n in range(20):
        id = ada.tweet(f"soon gone {n}")
        assert ada.api("DELETE", f"/v1/tweets/{id}").status == 204
        assert ada.api("GET", f"/v1/tweets/{id}").status == 404
        assert ada.get(f"/@{ada.name}/{id}").status == 404
        assert id not in tweets_shown(ada.get("/").page)
    assert ada.api("GET", "/v1/users/me").json["tweets_count"] == 0


def test_F08_deleting_asks_first_and_leads_back(person):
    ada = person("ada")
    keep, gone = ada.tweet("this stays"), ada.tweet("this goes")
    profile = f"/@{ada.name}"
    ask = next(h for h, _ in ada.get(profile).page.links if h == f"/tweets/{gone}/delete")
    page = ada.get(ask, referer=ada.url + profile)
    assert page.status == 200 and "this goes" in page.page.shown and "this stays" not in page.page.shown
    answer = ada.submit(page.page.form(ask), to=ask)
    assert (answer.status, answer.location) == (303, profile)
    after = ada.get(profile)
    assert tweets_shown(after.page) == [keep] and "deleted" in after.page.shown


def test_deleting_from_its_own_page_leads_home(person):
    ada = person("ada")
    id = ada.tweet("this goes")
    ask = f"/tweets/{id}/delete"
    page = ada.get(ask, referer=f"{ada.url}/@{ada.name}/{id}")
    assert ada.submit(page.page.form(ask), to=ask).location == "/"


def test_asking_deletes_nothing(person):
    ada = person("ada")
    id = ada.tweet("still here")
    for _ in range(3):
        assert ada.get(f"/tweets/{id}/delete").status == 200
    assert ada.api("GET", f"/v1/tweets/{id}").status == 200


def test_F29_only_its_author_may_delete(client, person):
    ada, eve = person("ada"), person("eve")
    id = ada.tweet("mine")
    assert client.api("DELETE", f"/v1/tweets/{id}").status == 401
    refused = eve.api("DELETE", f"/v1/tweets/{id}")
    assert refused.status == 403 and error_of(refused)[0] == "forbidden"
    assert eve.get(f"/tweets/{id}/delete").status == 403
    form = eve.get("/").page.form("/tweets")
    assert eve.post(f"/tweets/{id}/delete", {"csrf_token": form.values["csrf_token"]}).status == 403
    assert ada.api("GET", f"/v1/tweets/{id}").status == 200


def test_deleting_twice_is_not_found(person):
    ada = person("ada")
    id = ada.tweet("once")
    assert [ada.api("DELETE", f"/v1/tweets/{id}").status for _ in range(2)] == [204, 404]


def test_S61_strangers_and_visitors_lose_sight_of_it(client, person):
    ada, bo = person("ada"), person("bo")
    bo.follow(ada)
    id = ada.tweet("a slip of the pen")
    assert id in tweets_shown(bo.get("/").page)
    ada.api("DELETE", f"/v1/tweets/{id}")
    assert id not in tweets_shown(bo.get("/").page)
    assert client.api("GET", f"/v1/tweets?ids={id}").json["data"] == []
    assert eventually(lambda: id not in tweets_shown(client.get("/public").page))
    assert eventually(lambda: client.get(f"/@{ada.name}/{id}").status == 404)


@pytest.mark.parametrize("text, kept", [
    ("x" * 280, None),
    ("ж" * 280, None),
    ("🐦" * 140, None),
    ("e\u0301" * 280, "\u00e9" * 280),
    ("two\r\nlines\rand three", "two\nlines\nand three"),
    ("  blanks around  \n", "blanks around"),
    ("a\n\n\nb", None),
    ("مرحبا بالعالم", None),
    ("👩‍👩‍👧‍👦 family", None),
    ("quotes ' \" \\ and % _ ; --", None),
])
def test_texts_come_back_as_they_were_written(person, text, kept):
    ada = person("ada")
    made = ada.api("POST", "/v1/tweets", text=text)
    assert made.status == 201, made
    assert ada.api("GET", f"/v1/tweets/{made.json['id']}").json["text"] == (kept or text)


@pytest.mark.parametrize("text", ["x" * 281, "ж" * 281, "🐦" * 281, "x" * 8193, "x" * 30000])
def test_Q13_more_than_280_is_refused_by_json(person, site, text):
    ada = person("ada")
    before = rows(site)
    answer = ada.api("POST", "/v1/tweets", text=text)
    assert answer.status == 422 and error_of(answer) == ("invalid", "text")
    assert "280" in answer.json["error"]["message"]
    assert rows(site) == before


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b\u200b", "\u3000"])
def test_nothing_is_no_tweet(person, text):
    answer = person("ada").api("POST", "/v1/tweets", text=text)
    assert answer.status == 422 and error_of(answer) == ("invalid", "text")


@pytest.mark.parametrize("text", ["bell \u0007", "escape \u001b[31m", "a line \u2028 of its own"])
def test_controls_are_refused(person, text):
    answer = person("ada").api("POST", "/v1/tweets", text=text)
    assert answer.status == 422 and error_of(answer) == ("invalid", "text")


def test_NUL_is_refused(person):
    assert person("ada").api("POST", "/v1/tweets", text="a\u0000b").status == 400


def test_a_text_too_long_is_shown_again_and_nothing_is_lost(person, site):
    ada = person("ada")
    before = rows(site)
    long = "long\n" * 60 + "<end>"
    answer = ada.submit(ada.get("/").page.form("/tweets"), text=long)
    assert answer.status == 422
    form = answer.page.form("/tweets")
    assert form.values["text"].replace("\r\n", "\n").strip() == long and "280" in answer.page.shown
    assert rows(site) == before
    assert ada.submit(form, text="short").status == 303, "the form shown again works"


@pytest.mark.parametrize("evil", [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><script>x</script>", "{{text}} {{{html}}}",
    "javascript:alert(1)", "&lt;b&gt; &amp; &#60;", "<!-- -->", "a ]]> b", "</p></article></html>",
])
def test_N11_markup_is_text(client, person, evil):
    ada = person("ada")
    id = ada.tweet(evil)
    for page in (ada.get("/"), ada.get(f"/@{ada.name}/{id}"), client.get(f"/@{ada.name}/{id}")):
        assert page.status == 200
        assert not page.page.all("img", src="x") and "<script>alert" not in page.text and "<script>x" not in page.text
        assert evil in page.page.shown
    refused = ada.submit(ada.get("/compose").page.form("/tweets"), text=evil + "x" * 280)
    assert refused.status == 422 and refused.page.form("/tweets").values["text"].startswith(evil[:10].strip())


def test_many_are_read_by_their_ids_in_the_order_asked(client, person):
    ada = person("ada")
    ids = [ada.tweet(f"n {n}") for n in range(5)]
    asked = [ids[3], ids[0], "99", ids[4]]
    answer = client.api("GET", "/v1/tweets?ids=" + ",".join(asked))
    assert [t["id"] for t in answer.json["data"]] == [ids[3], ids[0], ids[4]]
    assert client.api("GET", "/v1/tweets").status == 400
    assert client.api("GET", "/v1/tweets?ids=" + ",".join(["7"] * 101)).status in (400, 422)


@pytest.mark.parametrize("id", ["0", "-1", "01", "1e3", "abc", "9223372036854775808", "99999999999999999999999", "1.0", "%00", "1%20",
                                "+1", "9223372036854775807", "1"])
def test_ids_that_name_nothing_are_not_found(client, person, id):
    for path in (f"/v1/tweets/{id}", f"/v1/users/{id}", f"/v1/users/{id}/tweets", f"/@ada/{id}"):
        assert client.get(path).status in ((404, 400) if id == "%00" else (404,)), path


def test_a_like_named_path_is_not_a_tweet(client, person):
    ada = person("ada")
    for path in (f"/@{ada.name}/nothing", f"/@{ada.name}/", "/@", "/@" + "a" * 16, "/@no-such", "/tweets/abc/delete", "/nowhere"):
        assert client.get(path).status in (404, 303), path
        assert client.get(path).status == 404 or "delete" in path
