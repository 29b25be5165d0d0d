"""Edits: every version stays to be read, nobody's change is lost without a word."""
import threading

from rig.stories import rows, tweets_shown


def put(client, id, text, **more):
    return client.api("PUT", f"/v1/tweets/{id}", text=text, **more)


def versions(client, id):
    return client.api("GET", f"/v1/tweets/{id}/history").json["data"]


def test_an_edit_stands_at_once_and_keeps_what_was_said(client, person):
    ada = person("ada")
    id = ada.tweet("The quick fox")
    before = ada.api("GET", f"/v1/tweets/{id}").json
    assert (before["version"], before["edited_at"]) == (1, None)
    answer = put(ada, id, "The slow fox")
    assert answer.status == 200
    after = client.api("GET", f"/v1/tweets/{id}").json
    assert (after["text"], after["version"], after["created_at"]) == ("The slow fox", 2, before["created_at"])
    assert after["edited_at"] >= after["created_at"]
    newest, first = versions(client, id)
    assert (newest["version"], newest["text"], newest["created_at"]) == (2, "The slow fox", after["edited_at"])
    assert (first["version"], first["text"], first["created_at"]) == (1, "The quick fox", before["created_at"])
    assert [(c["kind"], c["text"]) for c in newest["changes"]] == [
        ("kept", "The "), ("removed", "quick"), ("added", "slow"), ("kept", " fox")]
    assert [(c["kind"], c["text"]) for c in first["changes"]] == [("kept", "The quick fox")]


def test_a_person_edits_on_a_page_and_reads_the_history_word_by_word(client, person):
    ada = person("ada")
    id = ada.tweet("Bread is in the oven")
    page = ada.get(f"/@{ada.name}/{id}").page
    assert "edited" not in page.shown
    form = ada.get(page.href("Edit")).page.form(f"/tweets/{id}/edit")
    assert form.values["text"] == "Bread is in the oven" and form.values["version"] == "1"
    answer = ada.submit(form, text="Cake is in the oven")
    assert (answer.status, answer.location) == (303, f"/@{ada.name}/{id}")
    after = ada.get(answer.location).page
    assert "Cake is in the oven" in after.shown and "Your tweet is changed" in after.shown
    assert after.href("edited") == f"/@{ada.name}/{id}/history"
    for who in (ada, client):
        history = who.get(f"/@{ada.name}/{id}/history")
        assert "<del>Bread</del><ins>Cake</ins> is in the oven" in history.text
        assert history.page.shown.count("is in the oven") == 2
    assert client.get(f"/@{ada.name}").page.href("edited"), "the mark stands in lists, too"


def test_a_text_as_it_was_makes_no_version(person, site):
    ada = person("ada")
    id = ada.tweet("as it is")
    before = rows(site)
    assert put(ada, id, "  as it is ").json["version"] == 1
    assert rows(site) == before


def test_a_lost_update_is_refused_and_nothing_typed_is_lost(person):
    ada = person("ada")
    id = ada.tweet("first")
    old = ada.get(f"/tweets/{id}/edit").page.form(f"/tweets/{id}/edit")
    assert put(ada, id, "second").status == 200
    answer = put(ada, id, "third", version=1)
    assert answer.status == 409 and answer.json["error"]["field"] == "version"
    assert "nothing was changed" in answer.json["error"]["message"], "words for a program, not for a form"
    page = ada.submit(old, text="what I wrote meanwhile")
    assert page.status == 409 and "edited meanwhile" in page.page.shown and "second" in page.page.shown
    again = page.page.form(f"/tweets/{id}/edit")
    assert again.values["text"] == "what I wrote meanwhile" and again.values["version"] == "2"
    assert ada.submit(again).status == 303, "sent once more, knowing what stands, it counts"
    assert [v["text"] for v in versions(ada, id)] == ["what I wrote meanwhile", "second", "first"]


def test_of_many_edits_of_one_version_one_wins(person):
    ada = person("ada")
    id = ada.tweet("start")
    answers = []
    def edit(n):
        answers.append(put(ada, id, f"edit {n}", version=1))
    threads = [threading.Thread(target=edit, args=(n,)) for n in range(12)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    won = [a for a in answers if a.status == 200]
    assert len(won) == 1 and all(a.status == 409 for a in answers if a not in won)
    assert [v["text"] for v in versions(ada, id)] == [won[0].json["text"], "start"]


def test_only_the_author_edits(client, person, site):
    ada, bo = person("ada"), person("bo")
    id = ada.tweet("mine")
    before = rows(site)
    assert put(bo, id, "yours").status == 403 and put(client, id, "anybody's").status == 401
    assert bo.get(f"/tweets/{id}/edit").status == 403
    assert put(ada, int(id) + 1, "nothing there").status == 404
    assert rows(site) == before
    assert bo.get(f"/@{ada.name}/{id}").page.href("Edit") is None


def test_what_may_not_be_said_may_not_be_edited_in(person):
    ada = person("ada")
    id = ada.tweet("fine")
    for text in ("", "   ", "x" * 281, "\u0007"):
        answer = put(ada, id, text)
        assert answer.status == 422 and answer.json["error"]["field"] == "text", text
    page = ada.submit(ada.get(f"/tweets/{id}/edit").page.form(f"/tweets/{id}/edit"), text="y" * 283)
    assert page.status == 422 and "Too long by 3" in page.page.shown
    assert page.page.form(f"/tweets/{id}/edit").values["text"] == "y" * 283
    assert len(versions(ada, id)) == 1


def test_a_history_has_a_bound(person):
    ada = person("ada")
    id = ada.tweet("version 1")
    for n in range(2, 51):
        assert put(ada, id, f"version {n}").status == 200
    assert put(ada, id, "version 51").status == 422
    assert put(ada, id, "version 50").status == 200, "as it was is no new version"
    assert [v["version"] for v in versions(ada, id)] == list(range(50, 0, -1))


def test_what_was_deleted_leaves_no_version(client, person, site):
    ada = person("ada")
    id = ada.tweet("a secret that slipped out")
    put(ada, id, "nothing to see")
    assert ada.api("DELETE", f"/v1/tweets/{id}").status == 204
    assert client.api("GET", f"/v1/tweets/{id}/history").status == 404
    assert client.get(f"/@{ada.name}/{id}/history").status == 404
    assert "slipped" not in str(rows(site))


def test_an_edited_tweet_stays_where_it_was(person):
    ada = person("ada")
    ids = [ada.tweet(f"number {n}") for n in range(3)]
    put(ada, ids[0], "the oldest, edited")
    assert [t["id"] for t in ada.api("GET", "/v1/timelines/home").json["data"]] == ids[::-1]
    assert "the oldest, edited" in ada.get("/").page.shown and len(tweets_shown(ada.get("/").page)) == 3


def test_a_history_has_one_address(client, person):
    ada = person("ada")
    id = ada.tweet("one address")
    answer = client.get(f"/@{ada.name.upper()}/{id}/history")
    assert answer.status == 301 and answer.location.endswith(f"/@{ada.name}/{id}/history")
