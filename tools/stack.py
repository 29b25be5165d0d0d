#!/usr/bin/python3
"""A private Linnet with all its servers in one folder: MariaDB, memcached, linnet-web, linnet-job, nginx.

Used by ./dev (var/dev), by the tests (t/conftest.py) and by the benchmark. Nothing outside the folder
is touched; everything but nginx listens on unix sockets. Running it twice changes nothing.

    folder/etc    what the servers read: generated, linnet.conf among them
    folder/data   the database
    folder/log    one log a server
    folder/run    sockets and pid files
    folder/www    what nginx serves: a link to the static files

As a program:  stack.py up|down|status|restart --folder DIR --build DIR [--port N]
"""
import argparse
import contextlib
import hashlib
import http.client
import os
import pwd
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent))
from daemon import Daemon, StackError, wait_until  # noqa: E402

REPO = Path(__file__).resolve().parent.parent
SOCKET_PATH_MAX = 90  # of the 107 bytes a unix socket's path may have; names come behind it
# For tests and measurements: in force, and never reached.
GENEROUS = {
    **{f"limits.rate_{name}": "1000000/1s" for name in ("reads", "tweets", "light", "signup", "login")},
    "limits.login_account": "1000000/1s", "limits.login_address": "1000000/1s"}
PORT_ADVICE = "choose another port: LINNET_PORT=8090 ./dev up, or a line 'port = 8090' in var/dev.conf"


class Report:
    """Prints a line per step with the time it took."""

    def __init__(self, quiet=False):
        self.quiet = quiet

    @contextlib.contextmanager
    def step(self, name):
        """Yields a dict; set note=... in it to say more."""
        said, began = {"note": ""}, time.monotonic()
        if not self.quiet and sys.stdout.isatty():
            print(f"  {name:<12} ...", end="\r", flush=True)
        try:
            yield said
        except Exception:
            self.line(name, "FAILED", began, "")
            raise
        self.line(name, "ok", began, said["note"])

    def line(self, name, state, began, note):
        if not self.quiet:
            print(f"  {name:<12} {state:<7} {time.monotonic() - began:5.1f} s  {note}".rstrip(), flush=True)


def free_port():
    """A TCP port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def whoami():
    return pwd.getpwuid(os.getuid()).pw_name


def accepts(address):
    """Does somebody accept connections at this path, or (host, port)?"""
    with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as s:
        s.settimeout(1)
        try:
            s.connect(address)
            return True
        except OSError:
            return False


def port_holder(port):
    """'program (process N)' that listens on the port, or '' when it cannot be seen."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                f = line.split()
                if f[3] == "0A" and int(f[1].rpartition(":")[2], 16) == port:
                    inodes.add(f"socket:[{f[9]}]")
    for fd in Path("/proc").glob("[0-9]*/fd/*") if inodes else ():
        with contextlib.suppress(OSError):
            if os.readlink(fd) in inodes:
                pid = fd.parts[2]
                return f"{Path(f'/proc/{pid}/comm').read_text().strip()} (process {pid})"
    return ""


def read_settings(path):
    """'name = value' lines; '#' begins a comment line."""
    out = {}
    if not Path(path).exists():
        return out
    for number, line in enumerate(Path(path).read_text().splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise StackError(f"{path}, line {number}: expected 'name = value', found '{line}'")
        out[name.strip()] = value.strip()
    return out


class Stack:
    """folder: of this instance. build: where linnet-web and the others were built. port: nginx's.

    settings: application settings (site.name ...) that win over those generated here.
    """

    def __init__(self, folder, build, port=8080, host="127.0.0.1", settings=None, env=None, report=None):
        self.folder, self.build = Path(folder).resolve(), Path(build).resolve()
        self.port, self.host = int(port), host
        self.own_settings, self.env = dict(settings or {}), dict(env or {})
        self.report = report or Report(quiet=True)
        self.site_file, self.site_values = "linnet.conf.in", {}  # of nginx/, and more values to put in
        self.etc, self.data, self.log = (self.folder / n for n in ("etc", "data", "log"))
        self.www = self.folder / "www"
        # Of its own: a starting server removes temporary tables from its folder, those of others too.
        self.tmp = self.folder / "tmp"
        self.run = self.folder / "run"
        if len(str(self.run)) > SOCKET_PATH_MAX:  # too deep for a socket's path
            tag = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
            self.run = Path(tempfile.gettempdir()) / f"linnet-{os.getuid()}-{tag}"
        self.db_socket, self.cache_socket, self.web_socket = (
            str(self.run / n) for n in ("db.sock", "cache.sock", "web.sock"))
        self.config = self.etc / "linnet.conf"
        self.daemons = {d.name: d for d in (self._db(), self._cache(), self._web(), self._job(), self._nginx())}

    @property
    def url(self):
        return self.settings()["site.url"]

    # The servers

    def _db(self):
        return Daemon("db", ["/usr/sbin/mariadbd", f"--defaults-file={self.etc}/mariadb.cnf"], self.folder,
                      lambda: accepts(self.db_socket), inputs=[self.etc / "mariadb.cnf"], patience=60,
                      advice="./dev reset begins with an empty database")

    def _cache(self):
        argv = ["/usr/bin/memcached", "-s", self.cache_socket, "-a", "0600", "-m", "64", "-c", "256", "-t", "2"]
        argv += ["-u", "root"] if os.getuid() == 0 else []
        return Daemon("cache", argv, self.folder, lambda: accepts(self.cache_socket))

    def _web(self):
        return Daemon("web", [self.build / "linnet-web", "--config", self.config], self.folder,
                      lambda: accepts(self.web_socket), inputs=[self.config], env=self.env)

    def _job(self):
        def has_lasted():  # it listens nowhere: wrong settings would have ended it by now
            return time.time() - daemon.pid_file.stat().st_mtime > 0.3
        daemon = Daemon("job", [self.build / "linnet-job", "--config", self.config], self.folder, has_lasted,
                        inputs=[self.config], env=self.env)
        return daemon

    def _nginx(self):
        conf = self.etc / "nginx"
        return Daemon("nginx", ["/usr/sbin/nginx", "-p", f"{conf}/", "-c", conf / "nginx.conf", "-e", "stderr"],
                      self.folder, lambda: accepts((self.host, self.port)),
                      inputs=[conf / "nginx.conf", conf / "site.conf", *sorted((REPO / "nginx/linnet").glob("*.conf"))],
                      advice=PORT_ADVICE)

    # What they read

    def settings(self):
        """The application's settings for this instance."""
        out = {
            "site.url": f"http://{self.host}:{self.port}",
            "web.listen": self.web_socket,
            "web.run_dir": str(self.run),
            "db.socket": self.db_socket,
            "db.user": "linnet",
            "db.name": "linnet",
            "db.password_file": str(self.etc / "db.password"),
            "cache.servers": self.cache_socket,
        }
        out.update(self.own_settings)
        return out

    def write_files(self):
        """Writes everything that the servers read; files that would not change are left alone."""
        for folder in (self.etc, self.log, self.tmp, self.folder / "run", self.etc / "nginx", self.www):
            folder.mkdir(parents=True, exist_ok=True)
        self.run.mkdir(mode=0o700, exist_ok=True)
        for folder in (self.folder, self.run):
            folder.chmod(0o700)
        for name in ("db.password", "schema.password"):
            if not (self.etc / name).exists():
                self._write(self.etc / name, secrets.token_hex(16) + "\n", mode=0o600)
        lines = [f"{k} = {v}" for k, v in self.settings().items()]
        self._write(self.config, "\n".join(["# Generated by tools/stack.py.", *lines, ""]))
        self._write(self.etc / "mariadb.cnf", self.mariadb_config())
        self._write_nginx()

    @staticmethod
    def _write(path, text, mode=0o644):
        if not path.exists() or path.read_text() != text:
            path.touch(mode=mode)
            path.write_text(text)

    def mariadb_config(self):
        lines = [
            "datadir", self.data, "tmpdir", self.tmp, "socket", self.db_socket, "pid_file", self.run / "mariadbd.pid",
            "innodb_flush_log_at_trx_commit", 1, "sync_binlog", 1,
            "log_bin", "binlog", "binlog_format", "ROW", "server_id", 1,
            "binlog_expire_logs_seconds", 86400, "max_binlog_size", "64M",
            "character_set_server", "utf8mb4", "collation_server", "utf8mb4_unicode_ci", "local_infile", 0,
            "innodb_buffer_pool_size", "128M", "innodb_log_file_size", "64M", "max_connections", 200,
        ]
        text = "# Generated by tools/stack.py.\n[mariadbd]\nskip_networking\nskip_name_resolve\n"
        text += "user = root\n" if os.getuid() == 0 else ""
        return text + "".join(f"{k} = {v}\n" for k, v in zip(lines[::2], lines[1::2]))

    def _write_nginx(self):
        """nginx.conf and the site of the repository's nginx/, with this instance's paths put in."""
        conf = self.etc / "nginx"
        values = {
            "LISTEN": f"{self.host}:{self.port}", "SERVER_NAME": urlsplit(self.url).hostname,
            "WORK_SOCKET": self.web_socket, "ROOT": self.www, "RUN": self.run, "LOG": self.log,
            "USER": "user root;" if os.getuid() == 0 else "", **self.site_values,
        }
        for name, source in (("nginx.conf", "nginx.conf.in"), ("site.conf", self.site_file)):
            text = (REPO / "nginx" / source).read_text()
            for key, value in values.items():
                text = text.replace(f"@{key}@", str(value))
            self._write(conf / name, text)
        self._link(conf / "linnet", REPO / "nginx/linnet")
        self._link(self.www / "static", self.build / "static/out")

    @staticmethod
    def _link(path, target):
        if not path.is_symlink() or os.readlink(path) != str(target):
            path.unlink(missing_ok=True)
            path.symlink_to(target)

    # Up and down

    def up(self, parts=("db", "cache", "migrate", "web", "job", "nginx")):
        """Brings the named parts up, in order. True when anything had to be done."""
        self.write_files()
        if "nginx" in parts and not self.daemons["nginx"].pid():
            self.check_port()
        done = False
        for part in parts:
            with self.report.step({"db": "database", "migrate": "schema"}.get(part, part)) as said:
                changed = self.migrate(said) if part == "migrate" else self._start(part, said)
                done = done or changed
        if "nginx" in parts and "web" in parts:
            self.check_health()
        return done

    def _start(self, part, said):
        daemon = self.daemons[part]
        if part == "db":
            self._install_database()
        changed = daemon.start()
        if part == "db":
            self._grant()
        said["note"] = f"process {daemon.pid()}" if changed else "runs already"
        return changed

    def _install_database(self):
        """mariadb-install-db into a folder that gets its name only when it is whole."""
        if self.data.exists():
            return
        fresh, log = self.folder / "data.new", self.log / "db-install.log"
        subprocess.run(["rm", "-rf", str(fresh)], check=True)
        argv = ["mariadb-install-db", "--no-defaults", f"--datadir={fresh}", "--skip-test-db", "--force",  # a host without a name will do
                "--auth-root-authentication-method=socket", f"--auth-root-socket-user={whoami()}"]
        argv += ["--user=root"] if os.getuid() == 0 else []
        self._command(argv, log, "the database could not be set up", 120, {**os.environ, "TMPDIR": str(self.tmp)})
        fresh.rename(self.data)

    def _grant(self):
        """The database and its two users: `linnet` reads and writes rows, `linnet_schema` migrates."""
        marker = self.etc / "db.granted"
        if marker.exists():
            return
        app, schema = ((self.etc / n).read_text().strip() for n in ("db.password", "schema.password"))
        self.sql(f"CREATE DATABASE IF NOT EXISTS linnet CHARACTER SET utf8mb4;"
                 f"CREATE OR REPLACE USER linnet@localhost IDENTIFIED BY '{app}';"
                 f"GRANT SELECT, INSERT, UPDATE, DELETE ON linnet.* TO linnet@localhost;"
                 f"CREATE OR REPLACE USER linnet_schema@localhost IDENTIFIED BY '{schema}';"
                 f"GRANT ALL ON linnet.* TO linnet_schema@localhost;")
        marker.touch()

    def sql(self, text, database=None):
        """Runs statements as the database's administrator; rows as lists of strings."""
        argv = ["/usr/bin/mariadb", "--no-defaults", f"--socket={self.db_socket}", "--batch", "--skip-column-names",
                "--default-character-set=utf8mb4", *([database] if database else [])]
        done = subprocess.run([*argv, f"--user={whoami()}"], input=text, capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise StackError(f"SQL failed: {done.stderr.strip()}", self.log / "db.log")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def migrate(self, said=None):
        """Brings the schema up to date, as the user who may."""
        done = self.admin("migrate", "--dir", REPO / "migrations", "--db.user=linnet_schema",
                          f"--db.password_file={self.etc}/schema.password")
        if said is not None:
            said["note"] = (done.stdout.strip().splitlines() or [""])[-1]
        return False

    def admin(self, *arguments, check=True, input=None, timeout=120):
        """Runs linnet-admin with this instance's configuration."""
        program = self.build / "linnet-admin"
        if not program.exists():
            raise StackError(f"there is no program {program}", advice="build it: ./dev up")
        done = subprocess.run([str(program), "--config", str(self.config), *map(str, arguments)],
                              capture_output=True, text=True, input=input, timeout=timeout,
                              env=self.daemons["web"].environment())
        if check and done.returncode:
            raise StackError(f"linnet-admin {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
        return done

    def load_demo(self):
        """Loads the demo people once; gives what linnet-admin said then (the log-in)."""
        said = self.etc / "demo.loaded"
        if not said.exists():
            with self.report.step("demo"):
                text = self.admin("demo", "load", "--file", REPO / "t/data/demo.txt").stdout
                said.write_text(text)
        return said.read_text().strip()

    def check_port(self):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind((self.host, self.port))
            except OSError as error:
                holder = port_holder(self.port)
                who = f" is taken by {holder}" if holder else f" cannot be used: {error.strerror}"
                raise StackError(f"port {self.port} of {self.host}{who}", advice=PORT_ADVICE) from None

    def get(self, path, timeout=10):
        """(status, body) of a GET through nginx."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def check_health(self):
        """The whole chain answers, or the log of the pool is shown."""
        def answers():
            with contextlib.suppress(OSError, http.client.HTTPException):
                return self.get("/health")[0] == 200
            return False
        if not wait_until(answers, 10):
            raise StackError("the site does not answer /health with 200", self.log / "web.log")

    def restart(self, *parts):
        for part in parts:
            with self.report.step(part):
                self.daemons[part].stop()
        self.up(parts)

    def down(self):
        """Stops everything, nginx first, the database last. True when something ran."""
        stopped = [d.stop(60 if d.name == "db" else 15) for d in reversed(self.daemons.values())]
        return any(stopped)

    def status(self):
        """(name, process id or None, log) of every server."""
        return [(d.name, d.pid(), d.log) for d in self.daemons.values()]

    def _command(self, argv, log, what, seconds, env=None):
        with open(log, "ab") as out:
            done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=seconds, env=env)
        if done.returncode:
            raise StackError(what, log)


def main():
    parser = argparse.ArgumentParser(description="Starts and stops a private Linnet in a folder.")
    parser.add_argument("command", choices=["up", "down", "status", "restart", "url"])
    parser.add_argument("--folder", default=REPO / "var/dev", help="of the instance [var/dev]")
    parser.add_argument("--build", default=REPO / "var/build/release", help="of the programs [var/build/release]")
    parser.add_argument("--settings", default=REPO / "var/dev.conf", help="port, host, site.name ... [var/dev.conf]")
    parser.add_argument("--port", help="of nginx [8080]")
    parser.add_argument("--demo", action="store_true", help="up: load the demo people, once")
    a = parser.parse_args()
    own = read_settings(a.settings)
    port = a.port or os.environ.get("LINNET_PORT") or own.pop("port", None) or 8080
    host = os.environ.get("LINNET_HOST") or own.pop("host", None) or "127.0.0.1"
    own = {k: v for k, v in own.items() if k not in ("port", "host")}
    stack = Stack(a.folder, a.build, port, host, own, report=Report())
    return command(stack, a.command, a.demo)


def command(stack, name, demo):
    if name == "up":
        stack.up()
        said = stack.load_demo() if demo else ""
        print(f"\n{stack.url}" + (f"\n{said}" if said else ""))
    elif name == "down":
        print("stopped" if stack.down() else "nothing was running")
    elif name == "restart":
        stack.down()
        stack.up()
    elif name == "url":
        print(stack.url)
    elif name == "status":
        for server, pid, log in stack.status():
            print(f"  {server:<8} {'process ' + str(pid) if pid else 'not running':<16} log: {os.path.relpath(log)}")
        return 0 if all(pid for _, pid, _ in stack.status()) else 3
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        sys.exit(1)
    except subprocess.TimeoutExpired as error:
        print(f"\ntook too long ({error.timeout:.0f} s): {' '.join(error.cmd)}", file=sys.stderr)
        sys.exit(1)
