"""Answers that need no application."""
import json
import re

import pytest
from rig import raw


def test_a_page_says_when_to_come_back(bare):
    answer = raw.request(bare.url, path="/")
    assert answer.status == 503 and answer.headers["retry-after"] == "5"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert b"We will be right back" in answer.body and answer.headers["cache-control"] == "no-store"


def test_the_api_gets_json(bare):
    answer = raw.request(bare.url, path="/v1/tweets", method="POST", headers=["Content-Length: 2"], body=b"{}")
    error = json.loads(answer.body)["error"]
    assert answer.status == 503 and answer.headers["retry-after"] == "5" and error["kind"] == "busy"
    assert len(error["request_id"]) == 32 and answer.headers["content-type"].startswith("application/json")


def test_head_has_the_same_head(bare):
    get, head = raw.request(bare.url), raw.request(bare.url, "HEAD")
    drop = ("date",)
    assert head.body == b"" and {k: v for k, v in get.headers.items() if k not in drop} == {
        k: v for k, v in head.headers.items() if k not in drop}


def test_error_pages_look_right_alone(bare):
    page = raw.request(bare.url).body.decode()
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        answer = raw.request(bare.url, path=path)
        assert answer.status == 200 and "immutable" in answer.headers["cache-control"], path
    assert raw.request(bare.url, path="/static/errors/503.html").status == 404, "not a page of its own"


def test_robots_are_told_what_to_leave_alone(bare):
    answer = raw.request(bare.url, path="/robots.txt")
    assert answer.status == 200 and b"User-agent" in answer.body and answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["/static/", "/static/nothing.css", "/static/../etc", "/static/.git/config", "/static/errors/"])
def test_nothing_inside_shows(bare, path):
    answer = raw.request(bare.url, path=path)
    assert answer.status in (404, 503) and b"nginx" not in answer.body


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1.evil.example", 'a"<b>'])
def test_unknown_hosts_get_no_answer(bare, host):
    assert raw.send(bare.url, f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").status in (0, 400)


@pytest.mark.parametrize("text", ["GET /\r\n", "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"])
def test_requests_without_a_host_get_no_page(bare, text):
    answer = raw.send(bare.url, text)
    assert answer.status in (0, 400) and b"right back" not in answer.data
