"""One private server process: started once, recognised again, stopped with patience.

A pid file says which process it was: number, start time (field 22 of /proc/PID/stat) and a
fingerprint of what was started (arguments, configuration, program file). A recycled pid number is
therefore never taken for ours, and a changed program or configuration is seen.
"""
import hashlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path


class StackError(Exception):
    """A step failed: what, where its log is, what to do. Made for being printed to a person."""

    def __init__(self, what, log=None, advice=None):
        super().__init__(what)
        self.what, self.log, self.advice = what, log, advice

    def __str__(self):
        text = self.what
        if self.log and Path(self.log).exists():
            tail = Path(self.log).read_text(errors="replace").splitlines()[-12:]
            text += f"\n  the end of {self.log}:\n" + "\n".join("    " + line for line in tail)
        if self.advice:
            text += f"\n  what to do: {self.advice}"
        return text


def wait_until(condition, seconds, pause=0.02):
    """Polls condition() until it is true; False when `seconds` are over."""
    end = time.monotonic() + seconds
    while True:
        if condition():
            return True
        if time.monotonic() > end:
            return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)


def start_time(pid):
    """When the process started, in clock ticks since boot; None when it is gone or a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
    return None if fields[0] in "ZX" else int(fields[19])


class Daemon:
    """argv runs in the foreground, its output goes to `log`. ready() says whether it serves."""

    def __init__(self, name, argv, folder, ready, *, inputs=(), env=None, advice=None, patience=20):
        self.name, self.argv, self.ready = name, [str(a) for a in argv], ready
        self.inputs = [Path(i) for i in inputs]
        self.env, self.advice, self.patience = env or {}, advice, patience
        self.log = folder / "log" / f"{name}.log"
        self.pid_file = folder / "run" / f"{name}.pid"
        self.child = None

    def fingerprint(self):
        """Changes when the arguments, the environment, an input or the program file do."""
        h = hashlib.sha256(json.dumps([self.argv, self.env], sort_keys=True).encode())
        program = os.stat(self.argv[0])
        h.update(f"{program.st_mtime_ns} {program.st_size}".encode())
        for path in self.inputs:
            h.update(path.read_bytes())
        return h.hexdigest()

    def record(self):
        try:
            return json.loads(self.pid_file.read_text())
        except (OSError, ValueError):
            return None

    def pid(self):
        """The process id if ours is alive, else None."""
        if self.child:
            self.child.poll()  # takes a finished child off the process table
        seen = self.record()
        return seen["pid"] if seen and start_time(seen["pid"]) == seen["start"] else None

    def outdated(self):
        seen = self.record()
        return bool(seen) and seen["fingerprint"] != self.fingerprint()

    def start(self):
        """Starts it unless it runs as it should. True when something was done."""
        if self.pid() and not self.outdated() and self.ready():
            return False
        self.stop()
        if not os.access(self.argv[0], os.X_OK):
            raise StackError(f"{self.name}: there is no program {self.argv[0]}", advice="build it: ./dev up")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log, "ab") as log:
            self.child = subprocess.Popen(self.argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                          start_new_session=True, env=self.environment())
        self.pid_file.write_text(json.dumps({"pid": self.child.pid, "start": start_time(self.child.pid),
                                             "fingerprint": self.fingerprint()}))
        self.wait_ready()
        return True

    def environment(self):
        """Ours without LINNET_*: the configuration file alone decides."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("LINNET_", "LISTEN_", "NOTIFY_"))}
        env.update(self.env)
        return env

    def wait_ready(self):
        if wait_until(lambda: not self.pid() or self.ready(), self.patience) and self.pid():
            return
        why = "did not get ready in time" if self.pid() else "ended at once"
        self.stop()
        raise StackError(f"{self.name} {why}", self.log, self.advice)

    def stop(self, patience=15):
        """SIGTERM, then SIGKILL when it has not ended in time. True when something was stopped."""
        pid = self.pid()
        if pid:
            self.end(pid, patience)
        self.pid_file.unlink(missing_ok=True)
        return bool(pid)

    def end(self, pid, patience):
        for number, seconds, whom in ((signal.SIGTERM, patience, pid), (signal.SIGKILL, 5, -pid)):
            try:
                os.kill(whom, number)  # a master that must be killed takes its workers along
            except ProcessLookupError:
                return
            if wait_until(lambda: not self.pid(), seconds):
                return
        raise StackError(f"{self.name} (process {pid}) does not end", self.log)

    def signal(self, number):
        """Sends a signal to it; False when it is not there."""
        pid = self.pid()
        if pid:
            os.kill(pid, number)
        return bool(pid)
