"""The rig of the Python tests: real servers in a folder of their own, and people who use them.

Run by ./dev test, or by hand:  /usr/bin/python3 -m pytest t/web -k login --build=asan

Options
    --build NAME    which programs are tested: var/build/NAME [plain]; a path works too
    --keep          leave the servers running afterwards (var/test/...), to look at them

Fixtures
    site            the session's Linnet (rig/site.py): site.url, site.admin(...), site.sql(...),
                    site.restart("web"), site.reload(), site.log("web"), site.settings_changed(...)
    client          a fresh anonymous visitor (rig/client.py): client.get("/"), client.submit(form, ...),
                    client.api("POST", "/v1/tweets", text="hello")
    person          a maker of registered, logged-in clients: ada = person("ada")
    browser         a headless Chromium with JavaScript (rig/window.py), without cookies; browser_plain: without
                    JavaScript (both in t/browser only)
    testdata        folder of outside data (LINNET_TESTDATA); the test is skipped, loudly, without it

A session's database starts empty and migrated; tests share it, so each makes people of its own:
person("ada") gives a user whose name begins with "ada" and is unique in the session.
A sanitizer's report in any log fails the session.
"""
import itertools
import os
from pathlib import Path

import pytest
from rig.client import Client
from rig.paths import ROOT, build_folder
from rig.site import Site


def pytest_addoption(parser):
    parser.addoption("--build", default="plain", help="folder of the programs under test, in var/build or a path")
    parser.addoption("--keep", action="store_true", help="leave the servers running")


@pytest.fixture(scope="session")
def site(request):
    build = build_folder(request.config)
    started = Site.start(ROOT / "var/test" / f"web-{build.name}-{os.getpid()}", build)
    yield started
    reports = started.sanitizer_reports()
    if not request.config.getoption("--keep"):
        started.stop()
    assert not reports, "sanitizer reports:\n" + "\n".join(reports)


@pytest.fixture
def client(site):
    return Client(site.url)


numbers = itertools.count(1)


@pytest.fixture
def person(site):
    """person("ada") registers somebody new and logs in: a Client with .name, .id, .token, .password."""
    def make(name="cy", **profile):
        return Client(site.url).register(f"{name[:8]}_{next(numbers)}", **profile)
    return make


@pytest.fixture(scope="session")
def testdata():
    folder = os.environ.get("LINNET_TESTDATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no outside data: set LINNET_TESTDATA to its folder")
    return Path(folder)


@pytest.fixture(scope="session")
def browser_session(site):
    from rig.window import Window, chromium
    window = Window(chromium(script=True), site.url, script=True)
    yield window
    window.driver.quit()


@pytest.fixture(scope="session")
def browser_plain_session(site):
    from rig.window import Window, chromium
    window = Window(chromium(script=False), site.url, script=False)
    yield window
    window.driver.quit()


@pytest.fixture
def browser(browser_session):
    return browser_session.fresh()


@pytest.fixture
def browser_plain(browser_plain_session):
    return browser_plain_session.fresh()
