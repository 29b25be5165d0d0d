"""docs/api.md and /docs/api: every example asked again, the commands run, the bot let loose."""
import json
import os
import re
import subprocess
import sys

import pytest
from daemon import wait_until
from rig import contract, examples
from rig.paths import ROOT

DOCUMENT = ROOT / "docs/api.md"


@pytest.fixture(scope="module")
def lived(site):
    """(example, what came now), in the order of the story. LINNET_RECORD=1 takes over what came."""
    story = examples.Story(site)
    pairs = [(one, story.live(one)) for one in examples.examples()]
    if os.environ.get("LINNET_RECORD"):
        examples.FILE.write_text(examples.written([now for _, now in pairs]))
    return pairs


@pytest.mark.parametrize("name", [e["name"] for e in examples.examples()])
def test_what_is_shown_is_what_is_answered(lived, name):
    [(shown, now)] = [pair for pair in lived if pair[0]["name"] == name]
    assert now == shown, "LINNET_RECORD=1 takes it over into docs/api_examples.json, tools/api_docs.py into docs/api.md"


def objects_in(document, schema, value, seen):
    """Names of the objects that a value shows, with something in them."""
    for part in [schema, *schema.get("allOf", [])]:
        if "$ref" in part and value is not None:
            name = part["$ref"].rpartition("/")[2]
            seen.add(name)
            objects_in(document, document["components"]["schemas"][name], value, seen)
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            objects_in(document, inner, value.get(name), seen)
    for one in value if isinstance(value, list) else []:
        objects_in(document, schema.get("items", {}), one, seen)
    return seen


def test_each_object_has_an_example(site):
    held, seen = contract.contracts[site.url], set()
    for one in examples.examples():
        method, path = one["request"].split(" ")
        _, operation = held.operation(method, re.sub(r"\{\w+\}", "1", path).partition("?")[0])
        told = held.resolved(operation["responses"][str(one["status"])])
        if one["answer"] and not {"*"} & set(one.get("brief", ())):
            objects_in(held.document, told["content"]["application/json"]["schema"], one["answer"], seen)
    missing = set(held.document["components"]["schemas"]) - seen - {"Tag"}  # as $words: no example is needed for both
    assert not missing


def test_the_page_says_what_the_document_says(site, client):
    answer = client.get("/docs/api")
    assert answer.status == 200 and len(answer.body) < 100_000
    assert answer.page.all("link", rel="canonical") == [{"rel": "canonical", "href": f"{site.url}/docs/api"}]
    assert "max-age=1" in answer.headers["cache-control"] and not answer.page.all("script")
    text = DOCUMENT.read_text()
    ids = [a["id"] for _, a in answer.page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    inner = {href[1:] for href, _ in answer.page.links if href.startswith("#")}
    assert inner - {"main"} and inner <= set(ids)
    for line in re.findall(r"^```\w+\n(.*?)^```", text, re.M | re.S):
        assert line.strip().replace("https://linnet.example", site.url) in answer.page.shown
    assert "linnet.example" not in answer.text and "{{" not in answer.page.shown
    assert client.get("/about").page.href("API") == "/docs/api"


def test_the_commands_of_the_first_two_minutes_work(site, person):
    ada = person("ada")
    for n in range(3):
        ada.tweet(f"number {n}")
    commands = "\n".join(re.findall(r"^```sh\n(.*?)^```", DOCUMENT.read_text(), re.M | re.S))
    commands = commands.replace("https://linnet.example", site.url).replace("paste-it-here", ada.token).replace("curl ", "curl -fsS -w '\\n' ")
    done = subprocess.run(["bash", "-eu", "-c", commands], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    me, made, shown = [json.loads(line) for line in done.stdout.splitlines() if line]
    assert me["username"] == ada.name and made["text"] == "Hello from a program" and len(shown["data"]) == 3


class Bot:
    """docs/bot.py as somebody runs it, by a personal token."""

    def __init__(self, site, one, folder):
        made = one.api("POST", "/v1/tokens", name="bot", scopes="read write")
        self.environment = {"LINNET": site.url, "TOKEN": made.json["token"], "PAUSE": "0.1", "LAST": str(folder / "last")}

    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, str(ROOT / "docs/bot.py")], env=self.environment, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.said = self.process.communicate(timeout=10)[0]


def replies_to(client, id):
    return [t["text"] for t in client.api("GET", f"/v1/tweets/{id}/replies").json["data"]]


def test_the_bot_answers_each_mention_once(site, person, tmp_path):
    ada, wren = person("ada"), person("wren")
    ada.tweet("before the bot came")
    bot = Bot(site, wren, tmp_path)
    with bot:
        assert wait_until(lambda: (tmp_path / "last").exists() and (tmp_path / "last").read_text(), 10), "it does not begin"
        first, other = ada.tweet(f"@{wren.name} are you there?"), ada.tweet("nobody is asked")
        assert wait_until(lambda: replies_to(ada, first), 15)
        assert wait_until(lambda: int((tmp_path / "last").read_text()) >= int(other), 15)
    missed = ada.tweet(f"and now, @{wren.name}?")
    (tmp_path / "last").write_text(str(int(first) - 1))  # it died before it noted down
    with bot:
        assert wait_until(lambda: replies_to(ada, missed), 15)
    assert replies_to(ada, first) == replies_to(ada, missed) == [f"@{ada.name} Chirp!"] and not replies_to(ada, other), bot.said
    assert wren.api("GET", "/v1/users/me").json["tweets_count"] == 2


@pytest.mark.parametrize("place, word", [("", "This must be an id"), ("gone", "/v1/timelines/public")])
def test_the_bot_ends_with_a_word_when_it_cannot_look(site, person, tmp_path, place, word):
    """A place that was spoilt; a token that was revoked while it ran. A line end behind the place does no harm."""
    wren = person("wren")
    wren.tweet("something to see")
    bot = Bot(site, wren, tmp_path)
    (tmp_path / "last").write_text("1\n" if place else "")
    with bot:
        if place:
            assert wait_until(lambda: (tmp_path / "last").read_text() != "1\n", 10) and bot.process.poll() is None
            [held] = wren.api("GET", "/v1/tokens").json["data"]
            assert wren.api("DELETE", f"/v1/tokens/{held['id']}").status == 204
        assert wait_until(lambda: bot.process.poll() == 1, 15)
    assert word in bot.said and "Traceback" not in bot.said, bot.said


def test_the_bot_waits_when_it_is_told_to(site, person, tmp_path):
    ada, wren = person("ada"), person("wren")
    (tmp_path / "last").write_text(ada.tweet("from here on"))
    asked = [ada.tweet(f"@{wren.name} number {n}") for n in range(4)]
    with site.settings_changed(limits_rate_tweets="2/4s"), Bot(site, wren, tmp_path) as bot:
        assert wait_until(lambda: all(replies_to(ada, id) for id in asked), 30)
    assert len(re.findall(r"/@\w+/\d+$", bot.said, re.M)) == 4 and "Traceback" not in bot.said, bot.said
    assert site.sql(f"SELECT COUNT(*) FROM tweet WHERE author_id = {wren.id}") == [["4"]]
