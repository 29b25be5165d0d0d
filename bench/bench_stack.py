"""The benchmark's own Linnet: tools/stack.py with the bare loop beside it, and people who tweet."""
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPO / "tools"))
from daemon import Daemon  # noqa: E402
from stack import GENEROUS, Stack, accepts, free_port  # noqa: E402

PEOPLE, FOLLOWS_EACH, TWEETS, SESSIONS = 1000, 40, 20000, 200
COOKIE = "linnet"  # of a site without https


class BenchStack(Stack):
    """bytes: of the no-op and of the bare loop's answer. workers: of both pools."""

    def __init__(self, folder, build, workers, size):
        super().__init__(folder, build, port=free_port(), settings={
            **GENEROUS, "web.workers": str(workers), "bench.noop_bytes": str(size), "log.level": "info"})
        self.bare_socket = str(self.run / "bare.sock")
        self.daemons["bare"] = Daemon(
            "bare", [self.build / "bench/bare", self.bare_socket, workers, size], self.folder,
            lambda: accepts(self.bare_socket))

    def _write_nginx(self):
        """The bare loop gets the same nginx, the same parameters and buffers, under a path of its own."""
        super()._write_nginx()
        conf = self.etc / "nginx"
        (conf / "bare.conf").write_text(
            "location = /bench/bare {\n    include linnet/fastcgi.conf;\n    include linnet/buffers.conf;\n"
            f"    fastcgi_pass unix:{self.bare_socket};\n}}\n")
        site = conf / "site.conf"
        text = site.read_text()
        if "bare.conf" not in text:
            site.write_text(text.replace("include linnet/site.conf;", "include linnet/site.conf;\n    include bare.conf;", 1))

    def fill(self):
        """People, follows and tweets, once a folder; sessions anew each time."""
        marker = self.etc / "bench.filled"
        if not marker.exists():
            edges = self.etc / "bench.edges"
            edges.write_text("".join(f"{a} {b}\n" for a, b in self._edges()))
            with self.report.step("people"):
                self.admin("graph", "import", edges, timeout=600)
            with self.report.step("tweets"):
                self.admin("tweets", "generate", "--count", TWEETS, "--seed", 1, timeout=600)
            marker.touch()

    @staticmethod
    def _edges():
        """Who knows whom: seeded, and a few are known by very many."""
        dice = random.Random(7)
        for one in range(PEOPLE):
            for other in {int(PEOPLE * dice.random() ** 2) for _ in range(FOLLOWS_EACH // 2)} - {one}:
                yield one, other

    def tokens(self):
        """Of sessions of the first people; lines are `name id token`."""
        said = self.admin("session", "create", "p", "--count", SESSIONS).stdout
        return [line.split()[2] for line in said.splitlines()]

    def start_seconds(self):
        """From starting the pool to its first answer through nginx."""
        self.daemons["web"].stop()
        began, answered = time.monotonic(), []

        def ask():
            while not answered and time.monotonic() - began < 10:
                try:
                    if self.get("/health")[0] == 200:
                        answered.append(time.monotonic() - began)
                except OSError:
                    pass
                time.sleep(0.002)
        asker = threading.Thread(target=ask)
        asker.start()
        self.daemons["web"].start()
        asker.join()
        return answered[0] if answered else 10.0


def machine():
    """One line that says where the figures come from."""
    cpu = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), "unknown CPU")
    cores = subprocess.run(["nproc"], capture_output=True, text=True, check=True).stdout.strip()
    kernel = subprocess.run(["uname", "-r"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{cpu}, {cores} cores, Linux {kernel}"
