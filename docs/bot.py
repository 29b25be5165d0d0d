#!/usr/bin/env python3
"""Answers everybody who mentions it.  LINNET=https://linnet.example TOKEN=... python3 bot.py"""
import json
import os
import time
import urllib.error
import urllib.request

SITE, TOKEN = os.environ["LINNET"], os.environ["TOKEN"]
PAUSE = float(os.environ.get("PAUSE", 30))  # seconds between two looks
MEMORY = os.environ.get("MEMORY", "bot.last")  # the file that holds the last id seen


def ask(method, path, body=None, **headers):
    """Status, headers and JSON of the answer. Waits when told to, and asks again when nobody answers."""
    headers |= {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", "User-Agent": "wren-bot/1.0"}
    data = json.dumps(body).encode() if body is not None else None
    while True:
        try:
            request = urllib.request.Request(SITE + path, data, headers, method=method)
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                return error.code, error.headers, json.load(error) if error.code != 304 else None
            time.sleep(int(error.headers["Retry-After"]))
        except OSError:  # the network; the Idempotency-Key makes it safe to ask again
            time.sleep(5)


def reply(tweet):
    """The key makes it one reply a tweet, even when the program dies between asking and noting it down."""
    body = {"text": f"@{tweet['author']['username']} Chirp!", "reply_to": tweet["id"]}
    status, _, said = ask("POST", "/v1/tweets", body, **{"Idempotency-Key": f"reply-to-{tweet['id']}"})
    print(tweet["id"], "answered" if status == 201 else said["error"]["message"], flush=True)


def main():
    status, _, me = ask("GET", "/v1/users/me")
    if status != 200:
        raise SystemExit(me["error"]["message"])
    if not os.path.exists(MEMORY):  # begin with what comes from now on
        newest = ask("GET", "/v1/timelines/public?limit=1")[2]["data"]
        open(MEMORY, "w").write(newest[0]["id"] if newest else "1")
    last, tag = open(MEMORY).read(), ""
    while True:
        status, headers, page = ask("GET", f"/v1/timelines/public?min_id={last}&limit=100", **{"If-None-Match": tag})
        for tweet in reversed(page["data"]) if status == 200 else []:  # the oldest first
            if me["id"] in [m["id"] for m in tweet["entities"]["mentions"]] and tweet["author"]["id"] != me["id"]:
                reply(tweet)
            open(MEMORY, "w").write(tweet["id"])
        before, last = last, open(MEMORY).read()
        tag = headers["ETag"] if last == before else ""  # of this very address
        if last == before:
            time.sleep(PAUSE)


if __name__ == "__main__":
    main()
