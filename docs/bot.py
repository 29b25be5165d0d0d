"""A bot that answers who mentions it. See docs/api.md."""
import json
import os
import time
from pathlib import Path
from urllib import error, request

SITE, TOKEN = os.environ["LINNET"], os.environ["TOKEN"]
PAUSE = float(os.environ.get("PAUSE", 30))  # seconds between looks
LAST = Path(os.environ.get("LAST", "bot.last"))  # the last id seen


def ask(method, path, body=None, more=()):
    """Status, headers, JSON. Waits when told to, tries again."""
    headers = {"Authorization": f"Bearer {TOKEN}", **dict(more)}
    headers["Content-Type"] = "application/json"
    data = json.dumps(body).encode() if body else None
    while True:
        asked = request.Request(SITE + path, data, headers, method=method)
        try:
            with request.urlopen(asked, timeout=30) as got:
                return got.status, got.headers, json.load(got)
        except error.HTTPError as got:
            if got.code < 500 and got.code != 429:
                return got.code, got.headers, json.loads(got.read() or "0")
            time.sleep(int(got.headers.get("Retry-After", 5)))
        except OSError:  # cut off: asking again is safe, see reply()
            time.sleep(5)


def reply(tweet):
    """The key makes it one reply, however often it is asked for."""
    text = f"@{tweet['author']['username']} Chirp!"
    key = {"Idempotency-Key": f"reply-to-{tweet['id']}"}
    _, _, said = ask("POST", "/v1/tweets",
                     {"text": text, "reply_to": tweet["id"]}, key)
    print(said.get("url") or said["error"]["message"], flush=True)


def look(me, tag):
    """Answers what came since the last look; gives its ETag."""
    path = f"/v1/timelines/public?min_id={LAST.read_text()}&limit=100"
    status, headers, page = ask("GET", path, None, {"If-None-Match": tag})
    for tweet in reversed(page["data"] if status == 200 else []):
        named = [m["id"] for m in tweet["entities"]["mentions"]]
        if me["id"] in named and me["id"] != tweet["author"]["id"]:
            reply(tweet)
        LAST.write_text(tweet["id"])
    return headers.get("ETag", tag)


me, tag = ask("GET", "/v1/users/me")[2], ""
if not LAST.exists():  # begin with what comes from now on
    newest = ask("GET", "/v1/timelines/public?limit=1")[2]["data"]
    LAST.write_text(newest[0]["id"] if newest else "1")
while "error" not in me:
    tag = look(me, tag)
    time.sleep(PAUSE)
print(me["error"]["message"])
