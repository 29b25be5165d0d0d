"""A way into the database that can be cut at the commit: in front of it, or between it and its answer.

    with Commits(folder, site.stack.db_socket) as commits, site.settings_changed(db_socket=commits.path):
        commits.cut(site.workers(), behind=True)     # the next commit of one of them is its last act
        ...
        assert commits.died                          # whom it hit

The kernel tells who is at the other end of a socket, so that exactly that process is killed.
"""
import contextlib
import os
import signal
import socket
import struct
import threading
from pathlib import Path

COMMIT = b"\x07\x00\x00\x00\x03COMMIT"  # a packet: its length, its number, "query", the text


class Commits:
    def __init__(self, folder, target):
        self.path, self.target = str(Path(folder) / "commits.sock"), str(target)
        self.died, self.whom, self.behind = [], set(), False

    def __enter__(self):
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(self.path)
        self.door.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        Path(self.path).unlink()

    def cut(self, whom, behind):
        """Once: the next of `whom` that commits is killed, behind the commit or in front of it."""
        self.behind, self.whom = behind, set(whom)

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                one, _ = self.door.accept()
                threading.Thread(target=Line(self, one).run, daemon=True).start()


class Line:
    """One connection. `held`: the server's answers go nowhere any more."""

    def __init__(self, commits, one):
        self.commits, self.one, self.server = commits, one, socket.socket(socket.AF_UNIX)
        self.pid = struct.unpack("3i", one.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
        self.held, self.answered = False, threading.Event()

    def run(self):
        with contextlib.suppress(OSError), self.one:
            self.server.connect(self.commits.target)
            threading.Thread(target=self.back, daemon=True).start()
            while data := self.one.recv(65536):
                if data == COMMIT and self.pid in self.commits.whom:
                    self.end()
                    break
                self.server.sendall(data)
        with contextlib.suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)  # closing alone leaves it to who still reads from it
        self.server.close()

    def end(self):
        self.commits.whom = set()
        if self.commits.behind:
            self.held = True
            self.server.sendall(COMMIT)
            assert self.answered.wait(10)
        os.kill(self.pid, signal.SIGKILL)
        self.commits.died.append(self.pid)

    def back(self):
        with contextlib.suppress(OSError):
            while data := self.server.recv(65536):
                if self.held:
                    self.answered.set()
                else:
                    self.one.sendall(data)
        with contextlib.suppress(OSError):
            self.one.shutdown(socket.SHUT_RDWR)
