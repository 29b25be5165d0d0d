import pytest
from conformance.engine import Engine
from rig.paths import build_folder


@pytest.fixture(scope="session")
def engine(request):
    started = Engine(build_folder(request.config))
    yield started
    started.close()
