#!/usr/bin/python3
"""Pictures of every page, to be looked at by a person: t/browser/shots.py [--build NAME] [--only WORD] [--fast]

Starts a site of its own with the demo people and writes var/shots/WIDTH-SCHEME-SCRIPT-PAGE.png: at 320 and 1280 px,
light and dark, with and without JavaScript (--fast: light and 320, dark and 1280, with JavaScript), 800 px high.
Install fonts-noto-cjk and fonts-noto-color-emoji to see all the words of the demo.
"""
import argparse
import base64
import itertools
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "t"), str(ROOT / "tools")]
from rig.sights import SIGHTS, Cast, show  # noqa: E402
from rig.site import Site  # noqa: E402
from rig.window import Window, chromium  # noqa: E402

WIDTHS, SCHEMES = (320, 1280), ("light", "dark")
FAST = [(320, "light"), (1280, "dark")]


def shoot(window, cast, name, out, kinds):
    show(window, cast, name)
    for width, scheme in kinds:
        window.resize(width, 800).media(prefers_color_scheme=scheme)
        picture = window.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=False)
        path = out / f"{width}-{scheme}-{'script' if window.script else 'plain'}-{name}.png"
        path.write_bytes(base64.b64decode(picture["data"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="plain", help="folder of the programs, in var/build [plain]")
    parser.add_argument("--only", default="", help="pages whose name holds this word")
    parser.add_argument("--fast", action="store_true", help="a quarter of the pictures")
    a = parser.parse_args()
    out = ROOT / "var/shots"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    kinds = FAST if a.fast else list(itertools.product(WIDTHS, SCHEMES))
    site = Site.start(ROOT / "var/test/shots", ROOT / "var/build" / a.build)
    try:
        cast = Cast(site)
        for script in (True,) if a.fast else (True, False):
            window = Window(chromium(script), site.url, script)
            try:
                for name in (n for n in SIGHTS if a.only in n):
                    shoot(window, cast, name, out, kinds)
            finally:
                window.driver.quit()
    finally:
        site.stop()
    print(f"{len(list(out.iterdir()))} pictures in {out.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
