"""The examples of the API's documentation (docs/api_examples.json), lived again: a story of requests in their order.

    lived = live(site, examples)      # the same examples, with the answers that came
    written(lived)                    # as the file's text

What differs each time is replaced by what stands for it in the document: ids in the order in which they came,
times by what they tell of, tokens, ETags, counts of limits, addresses. Everything else is as it was answered.
"""
import copy
import json
import re
from itertools import count
from pathlib import Path

from rig.client import Client
from rig.paths import ROOT

FILE = Path(ROOT, "docs/api_examples.json")
TIMES = {"created_at": "2026-11-20T16:05:07.123Z", "edited_at": "2026-11-20T16:21:44.038Z", "last_used_at": "2026-11-20T16:05:09.480Z",
         "expires_at": "2027-11-20T16:05:07.123Z"}
LIMITS = {"reads": 100, "tweets": 5, "writes": 60}
LEFT, FULL_AGAIN = 4, 1795191915
HEADERS = {"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": str(LEFT), "X-RateLimit-Reset": str(FULL_AGAIN)}


class StandIns:
    """Real values and what stands for them, each way."""

    def __init__(self, url):
        self.url, self.shown, self.ids, self.tags = url, {}, count(116983652741120832, 1310729), count(1)

    def text(self, text):
        text = text.replace(self.url, "https://linnet.example").replace("127.0.0.1", "203.0.113.7")
        text = re.sub(r'"(v\d+-)?[\w-]{16,}"', self.tag, text)
        return re.sub(r"\b[1-9]\d{14,18}\b", lambda m: self.of(m[0], lambda: str(next(self.ids))), text)

    def of(self, real, make):
        if real not in self.shown:
            self.shown[real] = make()
        return self.shown[real]

    def tag(self, match):
        return self.of(match[0], lambda: f'"{match[1] or ""}uX3vq0bW{next(self.tags):02}"')

    def value(self, value, key=None, parent=None):
        if isinstance(value, dict):
            return {k: self.value(v, k, key) for k, v in value.items()}
        if isinstance(value, list):
            return [self.value(v, key, parent) for v in value]
        if parent in LIMITS:
            return {"limit": LIMITS[parent], "period_seconds": 60, "remaining": LEFT, "reset": FULL_AGAIN}[key]
        if key in TIMES and value is not None:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value), (key, value)
            return TIMES[key]
        if key in ("token", "request_id"):
            assert re.fullmatch(r"[\w-]{8,}", value), (key, value)
            return {"token": "TOKEN", "request_id": "5b1f0c9ae27d4e36"}[key]
        return self.text(value) if isinstance(value, str) else value

    def header(self, name, value):
        return HEADERS[name] if name in HEADERS and value.isdigit() else self.text(value)


class Story:
    def __init__(self, site):
        self.url, self.people, self.kept = site.url, {}, {}
        self.stand_ins = StandIns(site.url)

    def resolved(self, text):
        return re.sub(r"\{([a-z_]+)\}", lambda m: self.kept[m[1]], text)

    def ask(self, example):
        method, path = self.resolved(example["request"]).split(" ")
        headers = {k: self.resolved(v) for k, v in example.get("headers", {}).items()}
        body = {k: self.resolved(v) if isinstance(v, str) else v for k, v in example.get("body", {}).items()}
        who = self.people.get(example["as"]) or Client(self.url)
        return who.api(method, path, {"User-Agent": "wren-bot/1.0", **headers}, **body)

    def live(self, example):
        """The example with what came now."""
        answer, now = self.ask(example), copy.deepcopy(example)
        now["status"], now["answer"] = answer.status, None
        now["shown"] = {name: self.stand_ins.header(name, answer.headers.get(name.lower(), "missing")) for name in example["shown"]}
        given = answer.json if answer.body else None
        now["answer"] = self.stand_ins.value(given)
        for name, where in example.get("keep", {}).items():
            self.kept[name] = answer.headers[where.lower()] if where in example["shown"] else member(given, where)
        if "token_of" in example:
            self.people[example["token_of"]] = Client(self.url)
            self.people[example["token_of"]].token = given["token"]
        return now


def member(value, where):
    for part in where.split("."):
        value = value[int(part) if part.isdigit() else part]
    return value


def examples():
    return json.loads(FILE.read_text())


def written(lived):
    return "[\n" + ",\n".join(json.dumps(e, ensure_ascii=False) for e in lived) + "\n]\n"
