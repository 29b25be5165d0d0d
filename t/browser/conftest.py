"""What the tests at a browser share. The windows are those of the session: no test starts a browser of its own."""
import pytest
from rig.client import Client


@pytest.fixture(params=["script", "plain"])
def window(request):
    """A story is told twice: once with JavaScript and once without."""
    return request.getfixturevalue("browser" if request.param == "script" else "browser_plain")


@pytest.fixture(scope="session")
def cast(site):
    """The demo people, loaded once: gives maren, a client logged in."""
    site.stack.load_demo()
    maren = Client(site.url)
    maren.name, maren.password = "maren", "linnets like thistle"
    return maren.log_in()
