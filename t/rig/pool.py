"""A linnet-web by itself: no nginx, no database. What the pool promises needs neither (/health, /bench/noop).

    pool = Pool(tmp_path, build); pool.start(); fcgi.ask(pool.socket, "/health"); pool.stop()
"""
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

from daemon import wait_until

from rig import fcgi
from rig.site import SANITIZERS, descendants


class Pool:
    """settings: web_workers=4 sets web.workers. folder must be short: a socket lies in it."""

    def __init__(self, folder, build, **settings):
        self.folder, self.program = Path(folder), Path(build) / "linnet-web"
        self.socket, self.log_file = self.folder / "web.sock", self.folder / "web.log"
        self.settings = {
            "site.url": "http://localhost", "web.listen": self.socket, "web.run_dir": self.folder / "run",
            "web.workers": 3, "db.socket": self.folder / "no-database", "db.check_durability": "false",
            "cache.servers": "", "bench.noop_bytes": 64}
        self.settings.update({k.replace("_", ".", 1): v for k, v in settings.items()})
        self.child = None

    def config(self):
        path = self.folder / "linnet.conf"
        path.write_text("".join(f"{k} = {v}\n" for k, v in self.settings.items()))
        return path

    def argv(self, *arguments):
        return [str(self.program), "--config", str(self.config()), *arguments]

    def environment(self, **more):
        mine = {k: v for k, v in os.environ.items() if not k.startswith(("LINNET_", "LISTEN_", "NOTIFY_", "WATCHDOG_"))}
        return {**mine, **SANITIZERS, **more}

    def start(self, wait=True, argv=None, **popen):
        popen.setdefault("env", self.environment())
        popen.setdefault("stdin", subprocess.DEVNULL)
        with open(self.log_file, "ab") as log:
            self.child = subprocess.Popen(argv or self.argv(), stdout=log, stderr=log, start_new_session=True, **popen)
        if wait:
            assert wait_until(lambda: "event=pool.ready" in self.log(), 10), self.log()
        return self

    def run(self, *arguments, **popen):
        """Runs it to its end: for what must not start."""
        popen.setdefault("env", self.environment())
        return subprocess.run(self.argv(*arguments), capture_output=True, text=True, timeout=20,
                              stdin=subprocess.DEVNULL, **popen)

    def log(self):
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def workers(self):
        return descendants(self.child.pid)

    def health(self):
        return fcgi.ask(self.socket, "/health")

    def signal(self, number):
        self.child.send_signal(number)

    def wait(self, seconds=20):
        return self.child.wait(seconds)

    def stop(self):
        """SIGTERM; the exit status. Nothing is left of it afterwards, whatever it did."""
        if not self.child:
            return None
        if self.child.poll() is None:
            self.child.terminate()
        try:
            return self.child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            raise


class Visitors:
    """Threads that ask again and again: with Visitors(ask) as v: ...; v.wrong is what went wrong."""

    def __init__(self, ask, count=8):
        self.ask, self.asked, self.wrong, self.over = ask, 0, [], False
        self.threads = [threading.Thread(target=self.visit) for _ in range(count)]

    def visit(self):
        while not self.over:
            try:
                answer = self.ask()
            except (OSError, ValueError) as error:
                answer = repr(error)
            if answer != 200:
                self.wrong.append(answer)
                time.sleep(0.01)
            self.asked += 1

    def __enter__(self):
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *_):
        self.over = True
        for one in self.threads:
            one.join()
