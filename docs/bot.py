"""A bot that answers who mentions it. See docs/api.md."""
import json
import os
import sys
import time
from http.client import HTTPException
from pathlib import Path
from urllib import error, request

SITE, TOKEN = os.environ["LINNET"], os.environ["TOKEN"]
LAST = Path(os.environ.get("LAST", "bot.last"))  # the last id seen


def ask(method, path, body=None, more=()):
    """Headers, JSON. Tries again later; ends when a look is refused."""
    headers = {"Authorization": f"Bearer {TOKEN}", **dict(more)}
    headers["Content-Type"] = "application/json"
    data = json.dumps(body).encode() if body else None
    while True:
        asked = request.Request(SITE + path, data, headers, method=method)
        try:
            with request.urlopen(asked, timeout=30) as got:
                return got.headers, json.load(got)
        except error.HTTPError as got:
            if got.code < 500 and got.code != 429:
                said = json.loads(got.read() or "{}")  # 304: nothing
                if said and method == "GET":
                    sys.exit(f"{path}: {said['error']['message']}")
                return got.headers, said
            time.sleep(int(got.headers.get("Retry-After", 5)))
        except (OSError, HTTPException):  # cut off: safe, see below
            time.sleep(5)


def look(me, tag):
    """Answers what came since the last look; gives its ETag."""
    path = f"/v1/timelines/public?min_id={LAST.read_text().strip()}&limit=100"
    headers, page = ask("GET", path, None, {"If-None-Match": tag})
    for tweet in reversed(page.get("data", [])):
        named = [m["id"] for m in tweet["entities"]["mentions"]]
        if me["id"] in named and me["id"] != tweet["author"]["id"]:
            text = f"@{tweet['author']['username']} Chirp!"
            key = {"Idempotency-Key": f"reply-to-{tweet['id']}"}  # one reply
            body = {"text": text, "reply_to": tweet["id"]}
            _, said = ask("POST", "/v1/tweets", body, key)
            print(said.get("url") or said["error"]["message"], flush=True)
        new = LAST.with_name(LAST.name + ".new")  # so LAST is never half written
        new.write_text(tweet["id"])
        new.replace(LAST)
    return headers.get("ETag", tag)


me, tag = ask("GET", "/v1/users/me")[1], ""
if not LAST.exists():  # begin with what comes from now on
    newest = ask("GET", "/v1/timelines/public?limit=1")[1]["data"]
    LAST.write_text(newest[0]["id"] if newest else "1")
while True:
    tag = look(me, tag)
    time.sleep(float(os.environ.get("PAUSE", 30)))
