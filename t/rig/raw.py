"""Requests that no client library would send: bytes in, bytes out."""
import re
import socket
import time


class RawAnswer:
    """status 0: the server closed without an answer. seconds: how long it took."""

    def __init__(self, data, seconds):
        head, _, self.body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.data, self.seconds = data, seconds
        self.status = int(lines[0].split(" ")[1]) if data.startswith(b"HTTP/") else 0
        self.headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}

    def __repr__(self):
        return f"<{self.status} {self.data[:200]!r} after {self.seconds:.1f} s>"


def send(url, *pieces, pause=0.0, timeout=20):
    """Sends the pieces, `pause` seconds apart, and reads until the answer is whole or the server closes."""
    host, port = url.removeprefix("http://").split(":")
    began = time.monotonic()
    with socket.create_connection((host, int(port)), timeout=timeout) as s:
        for number, piece in enumerate(pieces):
            if number:
                time.sleep(pause)
            try:
                s.sendall(piece if isinstance(piece, bytes) else piece.encode())
            except OSError:
                break  # refused before all was sent
        return RawAnswer(read_all(s), time.monotonic() - began)


def read_all(s):
    data = b""
    while True:
        try:
            more = s.recv(65536)
        except OSError:
            return data
        data += more
        if not more or is_whole(data):
            return data


def is_whole(data):
    """Is there an answer with as many bytes as its Content-Length says? (nginx lingers after refusing a body.)"""
    head, end, body = data.partition(b"\r\n\r\n")
    said = re.search(rb"\r\ncontent-length: (\d+)", head, re.I)
    return bool(end and said and len(body) >= int(said[1]) > 0)


def request(url, method="GET", path="/", headers=(), body=b"", version="HTTP/1.1"):
    """A request line, Host, Connection: close and the given header lines, then the body."""
    host = url.removeprefix("http://")
    lines = [f"{method} {path} {version}", f"Host: {host}", "Connection: close", *headers, "", ""]
    return send(url, "\r\n".join(lines).encode("latin-1") + body)
