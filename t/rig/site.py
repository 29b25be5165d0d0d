"""A Linnet of the tests' own: tools/stack.py on a free port, with what tests want to do to it."""
import contextlib
import os
import shutil
import signal
from pathlib import Path

from daemon import wait_until
from stack import GENEROUS, Stack, free_port

from rig import contract

SANITIZERS = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:detect_leaks=1:abort_on_error=0",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}
REPORT_SIGNS = ("ERROR: AddressSanitizer", "ERROR: LeakSanitizer", "runtime error:", "AddressSanitizer:DEADLYSIGNAL")


class Site:
    """url: of the running site. stack: the servers (tools/stack.py)."""

    def __init__(self, stack):
        self.stack, self.url = stack, stack.url

    @classmethod
    def start(cls, folder, build, **settings):
        """Up in `folder`, which is emptied first. settings: site_name="x" sets site.name."""
        shutil.rmtree(folder, ignore_errors=True)
        own = {"web.workers": "4", **GENEROUS, **{k.replace("_", ".", 1): str(v) for k, v in settings.items()}}
        site = cls(Stack(folder, build, free_port(), settings=own, env=SANITIZERS))
        try:
            site.stack.up()
            contract.of(site.url, build / "linnet-web", site.stack.config)
        except BaseException:
            site.stack.down()
            raise
        return site

    def stop(self):
        self.stack.down()
        shutil.rmtree(self.stack.data, ignore_errors=True)  # the logs stay

    def admin(self, *arguments, check=True, input=None):
        """Runs linnet-admin: .returncode, .stdout, .stderr; a failure raises unless check=False."""
        return self.stack.admin(*arguments, check=check, input=input)

    def sql(self, text):
        """Runs SQL on the database as its administrator: rows as lists of strings ('NULL' for null)."""
        return self.stack.sql(text, database="linnet")

    def restart(self, *names):
        """Stops and starts servers again: "web", "cache", "db", "nginx", "job"."""
        self.stack.restart(*names)

    def stop_server(self, name):
        self.stack.daemons[name].stop()

    def start_server(self, name):
        self.stack.up([name])

    def reload(self):
        """A new generation of workers (SIGHUP), waiting until none of the old ones is left."""
        before = self.workers()
        self.stack.daemons["web"].signal(signal.SIGHUP)
        assert wait_until(lambda: self.workers() and not before & self.workers(), 15), "old workers do not leave"

    def workers(self):
        """Process ids of the pool's workers: all descendants of the master."""
        return descendants(self.stack.daemons["web"].pid())

    @contextlib.contextmanager
    def settings_changed(self, **settings):
        """with site.settings_changed(registration_mode="closed"): restarted with, and later without."""
        before = dict(self.stack.own_settings)
        self.stack.own_settings.update({k.replace("_", ".", 1): str(v) for k, v in settings.items()})
        self.stack.up(["web", "job"])
        try:
            yield self
        finally:
            self.stack.own_settings = before
            self.stack.up(["web", "job"])

    def log(self, name="web"):
        """The whole log of a server, as text."""
        path = self.stack.log / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def log_since(self, mark, name="web", wait=None, seconds=5):
        """The log behind mark = len(site.log(name)); waits until `wait` stands in it, if given."""
        if wait:
            wait_until(lambda: wait in self.log(name)[mark:], seconds)
        return self.log(name)[mark:]

    def sanitizer_reports(self):
        """'server.log: line' for every report of a sanitizer."""
        return [f"{path.name}: {line}" for path in sorted(Path(self.stack.log).glob("*.log"))
                for line in path.read_text(errors="replace").splitlines()
                if any(sign in line for sign in REPORT_SIGNS)]


def signal_each(pids, number):
    """Signals them all, gives how many; one that has just ended by itself (a helper at start) does not matter."""
    done = 0
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
            done += 1
    return done


def descendants(pid):
    """Process ids below pid."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                children.setdefault(int(fields[1]), set()).add(int(stat.parent.name))
    found, todo = set(), [pid]
    while todo:
        fresh = children.get(todo.pop(), set()) - found
        found |= fresh
        todo += fresh
    return found
