"""A FastCGI client that speaks to a pool's socket as nginx would, or as nginx never would.

    status, headers, body = fcgi.ask(path_of_socket, "/health")
    with fcgi.connect(path) as s: s.sendall(fcgi.begin() + fcgi.params(...)); ...
"""
import socket
import struct
import time

BEGIN, ABORT, END, PARAMS, STDIN, STDOUT, STDERR = 1, 2, 3, 4, 5, 6, 7


def record(kind, content=b"", version=1, request=1, length=None, padding=0):
    """One record; `length` may lie."""
    said = len(content) if length is None else length
    return struct.pack(">BBHHBx", version, kind, request, said, padding) + content + b"\0" * padding


def begin(role=1, keep=False):
    return record(BEGIN, struct.pack(">HB5x", role, int(keep)))


def pair(name, value):
    out = b""
    for size in (len(name), len(value)):
        out += struct.pack(">B", size) if size < 128 else struct.pack(">I", size | 0x80000000)
    return out + name.encode() + value.encode("latin-1")


def variables(path, method="GET", query="", length="", **more):
    given = {"REQUEST_METHOD": method, "DOCUMENT_URI": path, "QUERY_STRING": query, "CONTENT_LENGTH": str(length),
             "CONTENT_TYPE": "", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", **more}
    return given


def params(given):
    return record(PARAMS, b"".join(pair(k, v) for k, v in given.items())) + record(PARAMS)


def whole(path, method="GET", body=b"", length=None, **more):
    """A complete request. length: what CONTENT_LENGTH says when it is not the truth."""
    said = (len(body) or "") if length is None else length
    out = begin() + params(variables(path, method, length=said, **more))
    for at in range(0, len(body), 65000):
        out += record(STDIN, body[at:at + 65000])
    return out + record(STDIN)


def connect(path, timeout=10):
    """Waits for its turn where the listen queue is full; nginx would answer 503 there."""
    end = time.monotonic() + timeout
    while True:
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(timeout)
        try:
            s.connect(str(path))
            return s
        except BlockingIOError:
            s.close()
            if time.monotonic() > end:
                raise
            time.sleep(0.005)


def read_answer(s):
    """(status, headers, body), or None when the worker hung up without a whole answer."""
    data, out, ended = b"", b"", False
    while not ended:
        chunk = s.recv(65536)
        if not chunk:
            return None
        data += chunk
        while len(data) >= 8:
            _, kind, _, length, padding = struct.unpack(">BBHHBx", data[:8])
            if len(data) < 8 + length + padding:
                break
            out += data[8:8 + length] if kind == STDOUT else b""
            ended = ended or kind == END
            data = data[8 + length + padding:]
    head, _, body = out.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n"))
    return int(headers.get("Status", "200").split()[0]), headers, body


def ask(path, uri, method="GET", body=b"", **more):
    with connect(path) as s:
        s.sendall(whole(uri, method, body, **more))
        return read_answer(s)
