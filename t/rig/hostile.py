"""Hostile values per kind of parameter, and a client that sends thousands of requests in a few seconds."""
import contextlib
import http.client
import json
import subprocess
from urllib.parse import quote_from_bytes, urlsplit

NUMBERS = [b"0", b"-1", b"1000000000", b"abc", b"1.5", b"1e3", b"0x10", b"+1", b" 1", b"1 ", b"01", b"9223372036854775807",
           b"9223372036854775808", b"99999999999999999999999", b"-9223372036854775808", b"NaN", b"1,2", b"1;2", b"\xd9\xa1", b"1" * 3000,
           b"1 AND 1=1", b"1 AND 1=2", b"1'", b"1; DROP TABLE tweet", b"1 UNION SELECT 1", b"1/**/"]
LISTS = [b",", b"1,", b",1", b"1,,2", b",".join(b"%d" % n for n in range(1, 102)), b"[1]", b"1 2"]
TEXTS = [b"'", b"' OR '1'='1", b"' UNION SELECT password_hash FROM user -- ", b"\"; DROP TABLE tweet; --", b"\\", b"a\\'", b"%", b"_", b"*/", b"`",
         b"%n%s%99999999d", b"%s" * 200, b"{{7*7}}", b"${7*7}", b"<!--#include file=\"/etc/passwd\" -->", b"$(id)", b"|id", b"../../etc/passwd",
         b"<script>alert(1)</script>", b"\" onmouseover=alert(1) x=\"", b"</textarea><script>alert(1)</script>", b"javascript:alert(1)",
         b"<img src=x onerror=alert(1)>", b"]]>", b"&lt;b&gt;", b"\xf0\x9f\x90\xa6" * 5, b"\xe2\x80\xae evil", b"\xe2\x80\xa8", b"\xef\xbb\xbfbom",
         b"\xcc\x81" * 300, b"\xf4\x8f\xbf\xbf", b"\xef\xbf\xbe", "Ａｄａ".encode(), b"a@b.example\r\nBcc: c@d.example", b"a, b <c@d.example>"]
BYTES = [b"", b" ", b"\0", b"a\0b", b"\r\n", b"a\r\nSet-Cookie: x=y", b"\n", b"\t", b"\x1b[31m", b"\x7f", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80",
         b"\xf0\x9f\x90", b"x" * 300, b"x" * 5000]
LONG = [b"x" * 20_000, b"x" * 100_000]  # in a body only

KINDS = {"id": NUMBERS, "max_id": NUMBERS, "since_id": NUMBERS, "min_id": NUMBERS, "limit": NUMBERS, "pending": NUMBERS[:8], "saver": NUMBERS[:8], "ids": NUMBERS + LISTS,
         "reply_to": NUMBERS, "redraft_of": NUMBERS, "exclude_replies": NUMBERS[:8], "place_lat": NUMBERS, "place_lon": NUMBERS}


def values(name):
    return KINDS.get(name, TEXTS) + BYTES


JSON_VALUES = [7, -1, 1.5, 10 ** 30, True, None, [], {}, [[]], ["a"], {"a": 1}, "", "\0", "\ud83d", "1", "x" * 300]

HEADERS = [(name, value) for name, several in {
    "Accept": ["", "*/*;q=x", "text/html;q=0", "application/json", "x" * 4000, "/,/,;;q=,", "\xff"],
    "Accept-Language": ["x" * 4000, "de;q=x", "\xff,,,"],
    "Authorization": ["Bearer", "Bearer ", "Bearer \xff", "Bearer a b", "Bearer " + "A" * 4000, "Bearer " + "A" * 54, "Basic YTpi", "\xff", "'"],
    "Cookie": ["linnet=", "linnet=\xff", "linnet=a; linnet=b", "linnet=" + "A" * 54, "linnet-visit=\xff", "=;=;", ";" * 2000, "linnet=\"" * 100,
               "linnet-notice=no.such", "linnet-look=no.such", "linnet-look=.saver", "linnet-look=dark.saver.saver", "linnet-notice=%00%0d%0a"],
    "Origin": ["null", "http://evil.example", "\xff", "x" * 4000, ""],
    "Referer": ["//evil", "\xff", "javascript:alert(1)", "x" * 4000],
    "Sec-Fetch-Site": ["cross-site", "\xff"],
    "User-Agent": ["", "\xff\xfe", "%n%s%99999999d", "x" * 4000, "\x1b[31m", "a\"b=c\\"],
    "X-Forwarded-For": ["1.2.3.4", "\xff"], "X-Accel-Redirect": ["/static/errors/503.html"], "X-HTTP-Method-Override": ["DELETE"],
    "X-Original-URL": ["/ready"], "Proxy": ["http://127.0.0.1:9"], "traceparent": ["00-x", "\xff", "0" * 300, "00-" + "0" * 32 + "-" + "0" * 16 + "-00"],
    "X-Request-Id": ["a\tb", "x" * 4000], "Range": ["bytes=0-0", "bytes=" + "0-0," * 500], "If-None-Match": ["\xff", "*", "\"x" * 900],
    "If-Modified-Since": ["yesterday", "\xff"], "Content-Type": ["\xff", ";", "a/b;" * 500, "multipart/form-data; boundary=", "application/json; charset=\xff"],
    "Upgrade": ["websocket"], "TE": ["trailers"], "Content-Encoding": ["gzip"], "Content-Length": ["0"],
    "X" * 200: ["x"], "Evil_Header": ["x"],
}.items() for value in several]


def table(site):
    """The program's rows as (method, path, who, kind, parameters)."""
    done = subprocess.run([str(site.stack.build / "linnet-web"), "--config", str(site.stack.config), "--routes"],
                          capture_output=True, text=True, check=True, timeout=20)
    split = [line.split("\t") for line in done.stdout.splitlines()]
    return [(m, p, who, kind, [] if takes == "-" else takes.split(",")) for m, p, who, kind, takes in split]


def coded(value):
    return quote_from_bytes(value, safe="")


def written(member, value):
    """A JSON object with one member of these bytes as its text."""
    return b"{%s:%s}" % (json.dumps(member).encode(), b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"')


class Line:
    """One connection that is kept: line.send(method, path, body, headers) gives (status, headers, body)."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port
        self.connection = None

    def send(self, method, path, body=b"", headers=()):
        for again in (True, False):
            try:
                return self.once(method, path, body, headers)
            except (http.client.HTTPException, OSError):
                self.close()  # an idle line may be closed at any time
                if not again:
                    raise
        return None

    def once(self, method, path, body, headers):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, self.port, timeout=15)
        c = self.connection
        c.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers:
            c.putheader(name, value.encode("latin-1") if isinstance(value, str) else value)
        if "content-length" not in {n.lower() for n, _ in headers}:
            c.putheader("Content-Length", str(len(body)))
        c.endheaders()
        with contextlib.suppress(OSError):  # refused before all was sent: the answer is there
            c.send(body)
        got = c.getresponse()
        out = got.status, {k.lower(): v for k, v in got.getheaders()}, got.read()
        if got.will_close:
            self.close()
        return out

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None
