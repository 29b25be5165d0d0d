"""How the pool of workers comes up, and why it does not."""
import os
import signal
import socket
import subprocess

import pytest
from rig.paths import build_folder

from rig import fcgi
from rig.pool import Pool


@pytest.fixture
def pool(tmp_path_factory, request):
    made = Pool(tmp_path_factory.mktemp("p"), build_folder(request.config))
    yield made
    made.stop()
    assert "AddressSanitizer" not in made.log() and "runtime error" not in made.log(), made.log()


def listening(path):
    s = socket.socket(socket.AF_UNIX)
    s.bind(str(path))
    s.listen(16)
    return s


def test_it_binds_its_own_socket_for_the_group(pool):
    pool.start()
    assert os.stat(pool.socket).st_mode & 0o777 == 0o660
    status, _, body = pool.health()
    assert (status, body.strip()) == (200, b"OK")


def test_it_starts_without_a_database_and_says_so(pool):
    pool.settings["db.check_durability"] = "true"
    pool.start()
    assert "event=database.away" in pool.log()
    assert pool.health()[0] == 200
    status, headers, _ = fcgi.ask(pool.socket, "/v1/timelines/public")
    assert status == 503
    assert "Retry-After" in headers


def test_a_second_one_leaves_the_first_alone(pool):
    pool.start()
    second = pool.run()
    assert second.returncode == 1
    assert "served by a running process" in second.stderr
    assert pool.health()[0] == 200


def test_a_socket_left_by_a_crash_is_replaced(pool):
    listening(pool.socket).close()
    pool.start()
    assert pool.health()[0] == 200


def test_a_file_in_the_place_of_the_socket_is_kept(pool):
    pool.socket.write_text("precious")
    done = pool.run()
    assert done.returncode == 1
    assert "is not a socket" in done.stderr
    assert pool.socket.read_text() == "precious"


def test_it_takes_the_socket_of_a_service_manager(pool):
    path = pool.folder / "handed.sock"
    handed = listening(path)

    # LISTEN_PID must be the child's own: a shell in between sets it and becomes the program.
    shell = ["/bin/bash", "-c", f'exec 3<&{handed.fileno()}; LISTEN_PID=$$ exec "$0" "$@"', *pool.argv()]
    pool.start(argv=shell, env=pool.environment(LISTEN_FDS="1"), pass_fds=(handed.fileno(),))
    assert fcgi.ask(path, "/health")[0] == 200
    assert not pool.socket.exists()
    assert pool.stop() == 0
    assert path.exists()


def test_a_socket_meant_for_another_process_is_not_taken(pool):
    pool.start(env=pool.environment(LISTEN_FDS="1", LISTEN_PID="1"))
    assert pool.health()[0] == 200


def test_it_takes_a_listening_socket_as_standard_input(pool):
    path = pool.folder / "stdin.sock"
    with listening(path) as handed:
        pool.start(stdin=handed)
    assert fcgi.ask(path, "/health")[0] == 200


def test_it_tells_the_service_manager(pool):
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(b"\0linnet-test-%d" % os.getpid())
    manager.settimeout(10)
    pool.start(env=pool.environment(NOTIFY_SOCKET=f"@linnet-test-{os.getpid()}"))
    assert manager.recv(200) == b"READY=1\n"
    pool.signal(signal.SIGHUP)
    assert manager.recv(200).startswith(b"RELOADING=1\nMONOTONIC_USEC=")
    assert manager.recv(200) == b"READY=1\n"
    pool.stop()
    assert manager.recv(200) == b"STOPPING=1\n"


@pytest.mark.parametrize("name, value, words", [
    ("web.workers", "many", "web.workers"),
    ("web.workers", "0", "web.workers"),
    ("web.wrokers", "4", "web.wrokers"),
])
def test_wrong_settings_are_refused_in_words(pool, name, value, words):
    pool.settings[name] = value
    done = pool.run()
    assert done.returncode == 2
    assert words in done.stderr


def test_unknown_arguments_are_refused(pool):
    done = pool.run("frobnicate")
    assert done.returncode == 2
    assert "frobnicate" in done.stderr


@pytest.mark.parametrize("program", ["linnet-web", "linnet-job"])
def test_help_and_version_need_no_settings(pool, program):
    path = str(pool.program.parent / program)
    for flag, words in (("--help", "Usage: " + program), ("--version", program + " ")):
        done = subprocess.run([path, flag], capture_output=True, text=True, timeout=20, env=pool.environment())
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(words)


def test_check_says_whether_it_could_start(pool):
    assert pool.run("--check").returncode == 0
    pool.settings["web.workers"] = "none"
    assert pool.run("--check").returncode == 2
    assert not pool.socket.exists()
