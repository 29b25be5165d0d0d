"""The other spellings of the API: same acts, the words those programs know, and our own beside them."""
from rig.stories import path_of, rows


def test_E05_tweet_by_its_other_name(person, site):
    ada = person("ada")
    made = ada.api("POST", "/v1/tweet", twitterContent="in other words", images=[], userId=ada.id, createDate="2020-01-01", updateDate=7)
    assert made.status == 201 and made.json["tweetId"] == made.json["tweet"]["id"]
    assert made.headers["location"] == f"{site.url}/v1/tweets/{made.json['tweetId']}"
    tweet = ada.api("GET", f"/v1/tweets/{made.json['tweetId']}").json
    assert tweet["text"] == "in other words" and not tweet["created_at"].startswith("2020"), "the server's clock counts"


def test_E05_what_fails_says_so_in_both_languages(client, person, site):
    ada, bo = person("ada"), person("bo")
    before = rows(site)
    for who, body, status, field in ((ada, {"twitterContent": ""}, 422, "twitterContent"),
                                     (ada, {"twitterContent": "x" * 281}, 422, "twitterContent"),
                                     (ada, {}, 422, "twitterContent"),
                                     (ada, {"twitterContent": "hi", "userId": bo.id}, 403, "userId"),
                                     (ada, {"twitterContent": "hi", "text": "ho"}, 400, "text"),
                                     (ada, {"twitterContent": ["hi"]}, 400, "twitterContent"),
                                     (client, {"twitterContent": "hi"}, 401, None)):
        answer = who.api("POST", "/v1/tweet", **body)
        assert answer.status == status, (body, answer)
        assert answer.json["tweetId"] is None and answer.json["error"]["field"] == field, answer
        assert answer.json["error"]["message"]
    assert rows(site) == before


def test_images_are_refused_until_there_are_some_never_dropped(person, site):
    ada = person("ada")
    before = rows(site)
    for path, name, text in (("/v1/tweet", "images", "twitterContent"), ("/v1/tweets", "media", "text"), ("/tweets", "media", "text")):
        for value in (["a.png"], [1], [[]], "a.png", {"a": 1}, True, 7):
            answer = ada.api("POST", path, **{text: "look", name: value})
            assert answer.status == 422 and answer.json["error"]["field"] == name, (path, value, answer)
    assert rows(site) == before
    for path, name, text in (("/v1/tweet", "images", "twitterContent"), ("/v1/tweets", "media", "text")):
        for value in ([], None):
            assert ada.api("POST", path, **{text: "no picture", name: value}).status == 201


def test_E06_E07_send_and_tweets_as_JSON(client, person):
    ada, bo = person("ada"), person("bo")
    for path, more in (("/send", {"userID": ada.id}), ("/send", {}), ("/tweets", {})):
        made = ada.api("POST", path, text=f"by {path}", **more)
        assert made.status == 201 and made.json["text"] == f"by {path}"
    assert ada.api("POST", "/send", text="not me", userID=bo.id).status == 403
    assert client.api("POST", "/tweets", text="nobody").status == 401
    assert client.api("POST", "/tweets", text="nobody").json["error"]["kind"] == "unauthenticated"


def test_E09_E13_one_address_answers_as_who_asks_prefers(client, person):
    ada = person("ada")
    id = ada.tweet("one address")
    assert client.api("GET", f"/tweets/{id}").json["text"] == "one address"
    page = client.request("GET", f"/tweets/{id}", headers={"Accept": "text/html"})
    assert page.status == 301 and path_of(page.location) == f"/@{ada.name}/{id}"
    assert "Accept" in page.headers["vary"] and "Accept" in client.api("GET", f"/tweets/{id}").headers["vary"]
    assert ada.api("DELETE", f"/tweets/{id}").status == 204
    assert client.api("GET", f"/tweets/{id}").status == 404
    assert client.get(f"/tweets/{id}").status == 404


def test_the_form_at_the_same_address_still_is_a_form(person):
    ada = person("ada")
    answer = ada.submit(ada.get("/compose").page.form("/tweets"), text="by form")
    assert answer.status == 303
    again = ada.submit(ada.get("/compose").page.form("/tweets"), text="")
    assert again.status == 422 and again.headers["content-type"].startswith("text/html")


def test_E11_fetch_is_the_home_timeline(person):
    ada, bo = person("ada"), person("bo")
    ada.follow(bo)
    ids = [bo.tweet(f"number {n}") for n in range(4)]
    for length in (1, 3, 100):
        shown = ada.api("GET", "/fetch", userID=ada.id, length=length).json["data"]
        assert [t["id"] for t in shown] == ids[::-1][:length]
    assert ada.api("GET", "/fetch", userID=bo.id).status == 403
    assert ada.api("GET", "/fetch", length="many").status == 400
    older = ada.api("GET", "/fetch", length=2)
    assert "length=2" in older.headers["link"] and "limit" not in older.headers["link"]


def test_E19_follow(client, person):
    ada, bo = person("ada"), person("bo")
    for _ in range(2):
        answer = ada.api("POST", "/v1/follow", followingUserId=bo.id)
        assert answer.status == 200
        assert (answer.json["followingUserId"], answer.json["followerUserId"]) == (bo.id, ada.id)
        assert answer.json["user"]["viewer"]["following"]
    assert ada.api("POST", "/v1/follow").json["error"]["field"] == "followingUserId"
    assert ada.api("POST", "/v1/follow", followingUserId=ada.id).status == 422
    assert ada.api("POST", "/v1/follow", followingUserId="1").status == 404
    assert client.api("POST", "/v1/follow", followingUserId=bo.id).status == 401


def test_E15_like(client, person):
    ada, bo = person("ada"), person("bo")
    id = bo.tweet("likeable")
    for _ in range(2):
        answer = ada.api("POST", f"/v1/like/{id}")
        assert (answer.status, answer.json["message"]) == (200, "successfully liked")
        assert answer.json["tweet"]["counts"]["likes"] == 1 and answer.json["tweet"]["viewer"]["liked"]
    for who, which, status in ((ada, int(id) + 1, 404), (client, id, 401)):
        answer = who.api("POST", f"/v1/like/{which}")
        assert answer.status == status and answer.json["tweetId"] is None and answer.json["error"]["message"]
    assert ada.api("POST", f"/v1/like/{id}", userId=bo.id).status == 403


def test_E17_comment(client, person):
    ada, bo = person("ada"), person("bo")
    id = bo.tweet("say something")
    for answer in (ada.api("POST", f"/v1/comment/{id}", commentString="something"),
                   ada.api("POST", f"/v1/comment/{id}?commentString=and+more")):
        assert (answer.status, answer.json["message"]) == (200, "successfully added"), answer
        assert answer.json["tweet"]["reply_to"]["id"] == id
    assert bo.api("GET", f"/v1/tweets/{id}").json["counts"]["replies"] == 2
    for who, which, text, status in ((ada, id, "", 422), (ada, id, "x" * 281, 422), (client, id, "hi", 401)):
        answer = who.api("POST", f"/v1/comment/{which}", commentString=text)
        assert answer.status == status and answer.json["message"] == "cannot insert" and answer.json["error"]["message"]
    gone = ada.api("POST", f"/v1/comment/{int(id) + 1}", commentString="hi")
    assert gone.status in (404, 422) and gone.json["message"] == "cannot insert"
    assert ada.api("GET", f"/v1/comment/{id}", commentString="hi").status == 405
