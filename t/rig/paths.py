"""Where things are."""
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def build_folder(config):
    """Of the programs under test: pytest's option --build."""
    name = config.getoption("--build")
    return Path(name).resolve() if "/" in name else ROOT / "var/build" / name
