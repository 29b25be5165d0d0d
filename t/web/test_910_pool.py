"""The pool in operation: what happens to it, and what visitors notice (RELIABILITY F3 to F10)."""
import os
import signal
import subprocess
import time

import pytest
from daemon import start_time, wait_until
from rig import fcgi
from rig.paths import build_folder
from rig.pool import Pool, Visitors
from rig.site import descendants, signal_each
from stack import accepts


@pytest.fixture
def pool(tmp_path_factory, request):
    made = Pool(tmp_path_factory.mktemp("p"), build_folder(request.config))
    yield made
    made.stop()
    assert "AddressSanitizer" not in made.log() and "runtime error" not in made.log(), made.log()


@pytest.fixture
def running(pool):
    return pool.start()


def visitor(pool):
    """Asks the no-op; gives the status."""
    def ask():
        answer = fcgi.ask(pool.socket, "/bench/noop")
        return answer[0] if answer else "cut"
    return ask


def asked_more(visitors, count):
    target = visitors.asked + count
    assert wait_until(lambda: visitors.asked >= target, 30), "visitors are not answered"


def settled(pool, count=3):
    return wait_until(lambda: len(pool.workers()) == count, 10)


def test_a_killed_worker_is_replaced_at_once(running):
    with Visitors(visitor(running)) as visitors:
        for _ in range(5):
            before = running.workers()
            os.kill(next(iter(before)), signal.SIGKILL)
            assert wait_until(lambda b=before: len(running.workers()) == 3 and running.workers() != b, 5)
            asked_more(visitors, 50)
    assert len(visitors.wrong) <= 5  # one a kill at most: whom it was serving


def test_all_workers_killed_at_once_come_back(running):
    for _ in range(3):
        signal_each(running.workers(), signal.SIGKILL)
    assert settled(running)
    assert running.health()[0] == 200


def test_workers_that_die_at_once_are_not_started_all_the_time(running):
    """A second between two starts of a place, else a broken machine would only fork."""
    end, killed = time.monotonic() + 3, 0
    while time.monotonic() < end:
        killed += signal_each(running.workers(), signal.SIGKILL)
        time.sleep(0.01)
    starts = running.log().count("event=worker.died")
    assert 3 <= starts <= 3 * 6
    assert killed > 0


def test_a_new_generation_loses_nobody(running):
    master = running.child.pid
    with Visitors(visitor(running)) as visitors:
        for generation in range(1, 6):
            before = running.workers()
            running.signal(signal.SIGHUP)
            assert wait_until(lambda g=generation: f"generation={g} " in running.log(), 10), running.log()
            assert wait_until(lambda b=before: not b & running.workers(), 10)
            asked_more(visitors, 100)
    assert visitors.wrong == []
    assert running.child.pid == master and running.child.poll() is None


def test_a_new_generation_reads_new_settings(running):
    assert len(fcgi.ask(running.socket, "/bench/noop")[2]) == 64
    running.settings.update({"bench.noop_bytes": 99, "web.workers": 2})
    running.config()
    running.signal(signal.SIGHUP)
    assert wait_until(lambda: "generation=1 " in running.log(), 10)
    assert settled(running, 2)
    assert len(fcgi.ask(running.socket, "/bench/noop")[2]) == 99


@pytest.mark.parametrize("name, value", [("web.workers", "lots"), ("web.run_dir", "/dev/null/run")])
def test_wrong_settings_do_not_replace_a_generation(running, name, value):
    before = running.workers()
    running.settings[name] = value
    running.config()
    running.signal(signal.SIGHUP)
    assert wait_until(lambda: "this generation goes on" in running.log(), 10)
    assert running.workers() == before
    assert running.health()[0] == 200


def test_sigterm_answers_whoever_is_there_and_takes_the_socket_away(pool):
    pool.settings["web.workers"] = 1
    pool.start()
    with fcgi.connect(pool.socket) as slow, fcgi.connect(pool.socket) as queued:
        request = fcgi.whole("/bench/noop")
        slow.sendall(request[:20])
        time.sleep(0.2)  # so that the only worker is reading it
        queued.sendall(request)
        pool.signal(signal.SIGTERM)
        assert wait_until(lambda: not pool.socket.exists(), 5)
        slow.sendall(request[20:])
        assert fcgi.read_answer(slow)[0] == 200
        assert fcgi.read_answer(queued)[0] == 200
    assert pool.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT])
def test_stop_signals_end_it_well(running, number):
    running.signal(number)
    assert running.wait() == 0
    assert not running.workers()
    assert not running.socket.exists()


def test_a_terminals_interrupt_goes_to_the_whole_group(running):
    os.killpg(running.child.pid, signal.SIGINT)
    assert running.wait() == 0
    assert "worker.died" not in running.log()


def test_a_stopped_worker_is_killed_and_replaced(pool):
    pool.settings["web.watchdog_ms"] = 1000
    pool.start()
    stopped = next(iter(pool.workers()))
    os.kill(stopped, signal.SIGSTOP)
    with Visitors(visitor(pool)) as visitors:
        assert wait_until(lambda: stopped not in pool.workers() and len(pool.workers()) == 3, 10)
        asked_more(visitors, 50)
    assert "why=stopped" in pool.log() or "busy with one request" in pool.log()
    assert len(visitors.wrong) <= 1


def test_a_worker_that_is_continued_in_time_lives(pool):
    pool.settings["web.watchdog_ms"] = 2000
    pool.start()
    worker = next(iter(pool.workers()))
    os.kill(worker, signal.SIGSTOP)
    time.sleep(0.5)
    os.kill(worker, signal.SIGCONT)
    time.sleep(2.5)
    assert worker in pool.workers()
    assert "worker.killed" not in pool.log()


def test_half_a_request_holds_nobody_for_ever(pool):
    pool.settings.update({"web.workers": 1, "web.watchdog_ms": 1000})
    pool.start()
    with fcgi.connect(pool.socket) as half:
        half.sendall(fcgi.whole("/health")[:30])
        assert pool.health()[0] == 200


def test_a_dripping_request_holds_nobody_for_ever(pool):
    pool.settings.update({"web.workers": 1, "web.watchdog_ms": 1000})
    pool.start()
    with fcgi.connect(pool.socket) as dripping, Visitors(visitor(pool), count=1) as visitors:
        for byte in fcgi.whole("/health")[:40]:
            try:
                dripping.sendall(bytes([byte]))
            except OSError:
                break
            time.sleep(0.1)
        asked_more(visitors, 5)


def test_a_body_that_ends_early_is_no_request(running):
    status, _, _ = fcgi.ask(running.socket, "/v1/sessions", "POST", b'{"login":"a"', length=400,
                            CONTENT_TYPE="application/json")
    assert status == 400


def test_a_body_that_is_longer_than_said_is_no_request(running):
    status, _, _ = fcgi.ask(running.socket, "/v1/sessions", "POST", b'{"login":"a","password":"b"}', length=10,
                            CONTENT_TYPE="application/json")
    assert status == 400


GARBAGE = {
    "nothing": b"",
    "text": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "zeros": b"\0" * 4096,
    "version 9": fcgi.record(fcgi.BEGIN, b"\0\1\0\0\0\0\0\0", version=9),
    "role 77": fcgi.begin(role=77) + fcgi.params({}),
    "a length of 2 GB": fcgi.begin() + fcgi.record(fcgi.PARAMS, b"\xff\xff\xff\xff\xff\xff\xff\xffab") + fcgi.record(fcgi.PARAMS),
    "half a name": fcgi.begin() + fcgi.record(fcgi.PARAMS, b"\x20\x20ab") + fcgi.record(fcgi.PARAMS),
    "no parameters": fcgi.begin() + fcgi.params({}) + fcgi.record(fcgi.STDIN),
    "64 k and padding": fcgi.begin() + fcgi.record(fcgi.PARAMS, b"\1\1ab" * 16383, padding=255),
    "abort": fcgi.begin() + fcgi.record(fcgi.ABORT),
    "body before parameters": fcgi.begin() + fcgi.record(fcgi.STDIN, b"abc"),
}


@pytest.mark.parametrize("what", GARBAGE)
def test_garbage_on_the_socket_costs_a_worker_at_most(running, what):
    with fcgi.connect(running.socket) as s:
        s.sendall(GARBAGE[what])
        s.shutdown(1)
        try:
            fcgi.read_answer(s)
        except (OSError, ValueError):
            pass
    assert settled(running)
    for _ in range(6):
        assert running.health()[0] == 200
    assert running.log().count("event=worker.died") <= 1


def test_visitors_who_hang_up_leave_nothing_behind(running):
    request = fcgi.whole("/bench/noop")
    for cut in range(0, len(request), 3):
        for _ in range(3):
            with fcgi.connect(running.socket) as s:
                s.sendall(request[:cut])
    workers = running.workers()
    assert running.health()[0] == 200
    descriptors = {w: len(os.listdir(f"/proc/{w}/fd")) for w in workers}
    assert max(descriptors.values()) < 20
    assert "worker.died" not in running.log()


def test_workers_leave_when_their_master_is_killed(running):
    workers = running.workers()
    running.signal(signal.SIGKILL)
    running.wait()
    assert wait_until(lambda: all(start_time(w) is None for w in workers), 5)
    running.log_file.unlink()
    running.start()
    assert running.health()[0] == 200


def test_workers_leave_after_their_share_and_nobody_notices(pool):
    pool.settings["web.max_requests"] = 20
    pool.start()
    first = pool.workers()
    with Visitors(visitor(pool)) as visitors:
        asked_more(visitors, 300)
    assert visitors.wrong == []
    assert not first & pool.workers()
    assert settled(pool)


def test_jobs_wait_for_a_database_that_is_away(pool):
    """Tried again and again, said each time, and SIGTERM ends it well all the same."""
    pool.program = pool.program.parent / "linnet-job"
    pool.start(wait=False)
    assert wait_until(lambda: pool.log().count("failed=busy") >= 2, 20), pool.log()
    assert pool.child.poll() is None
    assert pool.stop() == 0
    assert "event=job.stopped" in pool.log()


@pytest.mark.parametrize("program", ["linnet-web", "linnet-job"])
def test_a_log_that_nobody_reads_ends_nothing(pool, program):
    pool.program = pool.program.parent / program
    reads, writes = os.pipe()
    os.close(reads)
    with subprocess.Popen(pool.argv("--log.level=debug"), env=pool.environment(), stdin=subprocess.DEVNULL, stdout=writes,
                          stderr=writes, start_new_session=True) as child:
        os.close(writes)
        if program == "linnet-web":
            assert wait_until(lambda: descendants(child.pid), 10)
            os.kill(min(descendants(child.pid)), signal.SIGKILL)  # the master tells of it
            assert wait_until(lambda: accepts(str(pool.socket)) and fcgi.ask(pool.socket, "/health")[0] == 200, 10)
        else:
            time.sleep(0.5)  # it says that it is ready, and then that there is no database
        assert child.poll() is None
        child.terminate()
        assert child.wait(15) == 0
