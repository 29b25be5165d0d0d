"""What the tests at a browser share. The windows are those of the session: no test starts a browser of its own."""
import itertools

import pytest
from rig.client import PASSWORD, Client
from rig.sights import Cast

numbers = itertools.count(1)


@pytest.fixture(params=["script", "plain"])
def window(request):
    """A story is told twice: once with JavaScript and once without."""
    return request.getfixturevalue("browser" if request.param == "script" else "browser_plain")


@pytest.fixture(scope="session")
def cast(site):
    """The demo people and some more (rig/sights.py), once."""
    return Cast(site)


@pytest.fixture
def person(site):
    """As that of t/conftest.py, by one form: signing up logs in, and the cookie's token serves the API too."""
    def make(stem, display_name=""):
        one = Client(site.url)
        one.name, one.password = f"{stem}_b{next(numbers)}", PASSWORD
        one.email = f"{one.name}@example.org"
        answer = one.submit(one.get("/signup").page.form("/signup"), username=one.name, email=one.email, password=PASSWORD,
                            display_name=display_name)
        assert answer.status == 303, answer
        one.token = one.cookies["linnet"]
        one.id = one.api("GET", "/v1/users/me").json["id"]
        return one
    return make
