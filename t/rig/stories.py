"""What the stories of t/web share: a few looks at pages and answers, and raw requests."""
import re
import socket
import time
from urllib.parse import urlsplit

from rig.raw import read_all

HEADER_LINK = re.compile(r'<([^>]*)>; rel="([^"]*)"')


def error_of(answer):
    """kind and field of a JSON error; also checks its shape."""
    error = answer.json["error"]
    assert set(error) - {"errors"} == {"kind", "message", "field", "request_id"}, error
    assert error["message"] and not re.fullmatch(r"[a-z_]+\.[a-z_0-9]+", error["message"]), "a key instead of a sentence"
    assert error["request_id"]
    return error["kind"], error["field"]


def fields_of(answer):
    """Every field that a JSON error complains of."""
    error = answer.json["error"]
    return {e["field"] for e in error.get("errors", [error])}


def links_of(answer):
    """rel -> URL of the Link header."""
    return {rel: url for url, rel in HEADER_LINK.findall(answer.headers.get("link", ""))}


def path_of(url):
    parts = urlsplit(url)
    return parts.path + ("?" + parts.query if parts.query else "")


def ids_by_json(client, path):
    """Ids of a list from its first page to its last by rel="next", and the number of pages."""
    ids, pages = [], 0
    while path:
        answer = client.api("GET", path)
        assert answer.status == 200, answer
        ids += [item["id"] for item in answer.json["data"]]
        pages += 1
        assert pages < 500, "a walk without end"
        path = links_of(answer).get("next")
        path = path and path_of(path)
    return ids, pages


def tweets_shown(page):
    """Ids of the tweets on a page, in their order, by their permalinks."""
    ids = []
    for href, _ in page.links:
        found = re.fullmatch(r"/@\w{1,15}/(\d+)", urlsplit(href).path)
        if found and found.group(1) not in ids:
            ids.append(found.group(1))
    return ids


def tweets_by_pages(client, path):
    """Ids of a timeline from its first page to its last by the link to older ones, and the number of pages."""
    ids, pages = [], 0
    while path:
        answer = client.get(path)
        assert answer.status == 200, answer
        ids += tweets_shown(answer.page)
        pages += 1
        assert pages < 500, "a walk without end"
        path = answer.page.href("Older")
    return ids, pages


def eventually(look, seconds=5):
    """Waits for what anonymous visitors see a moment later (their pages are cached for a second)."""
    end = time.monotonic() + seconds
    while True:
        seen = look()
        if seen or time.monotonic() > end:
            return seen
        time.sleep(0.1)


def rows(site, *tables):
    """How many rows there are: what a refused request must not change."""
    return {t: site.sql(f"SELECT COUNT(*) FROM `{t}`")[0][0] for t in tables or ("user", "tweet", "follow", "session")}


def raw(site, data, seconds=15):
    """Sends bytes as they are; gives (status, everything that came back) or (0, ...) for a closed line.
    Behind a Half one whole answer is all that can come: nginx lingers on after it when it refused the body."""
    parts = urlsplit(site.url)
    got = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=seconds) as s:
        s.sendall(data if isinstance(data, bytes) else data.encode())
        s.shutdown(socket.SHUT_WR) if isinstance(data, Half) else None
        try:
            if isinstance(data, Half):
                got = read_all(s)
            while not isinstance(data, Half) and (chunk := s.recv(65536)):
                got += chunk
        except (TimeoutError, ConnectionResetError):
            pass
    found = re.match(rb"HTTP/1\.[01] (\d{3})", got)
    return (int(found.group(1)) if found else 0), got


class Half(bytes):
    """Bytes after which the sender says that it has no more to say."""


def raw_head(site, method, path, *headers):
    """A request's head; `Connection: close` is added."""
    host = urlsplit(site.url).netloc
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1")
