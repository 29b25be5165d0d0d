"""What the tests at a browser share. The windows are those of the session: no test starts a browser of its own."""
import pytest
from rig.sights import Cast


@pytest.fixture(params=["script", "plain"])
def window(request):
    """A story is told twice: once with JavaScript and once without."""
    return request.getfixturevalue("browser" if request.param == "script" else "browser_plain")


@pytest.fixture(scope="session")
def cast(site):
    """The demo people and some more (rig/sights.py), once."""
    return Cast(site)
