"""Static files: named by their content, small, readable in both themes; error pages that stand alone."""
import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static/linnet.css").read_text()


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assets")
    tables = folder / "text_tables.json"
    tables.write_text('{"classes": "1,0", "domains": "com", "gone": "an"}\n')
    subprocess.run([sys.executable, "-B", str(ROOT / "tools/assets.py"), "--static", str(ROOT / "static"), "--messages",
                    str(ROOT / "templates/messages.en"), "--tables", str(tables), "--out", str(folder / "out"), "--header", str(folder / "assets.h")], check=True)
    return folder


def test_names_carry_the_content(out):
    header = (out / "assets.h").read_text()
    for macro in ("ASSET_LINNET_CSS", "ASSET_LINNET_JS", "ASSET_FAVICON_SVG"):
        name = re.search(rf'#define {macro} "([^"]+)"', header).group(1)
        data = (out / "out" / name).read_bytes()
        assert re.fullmatch(r"\w+\.[0-9a-f]{10}\.\w+", name)
        assert gzip.decompress((out / "out" / (name + ".gz")).read_bytes()) == data


def test_budgets(out):
    css, scripts = list((out / "out").glob("*.css")), list((out / "out").glob("*.js"))
    assert len(css) == 1 and 0 < css[0].stat().st_size < 20_000
    assert len(scripts) == 2 and sum(s.stat().st_size for s in scripts) < 20_000


def test_scripts_name_each_other_by_their_hashed_names(out):
    script, text, tables = (next((out / "out").glob(g)) for g in ("linnet.*.js", "text.*.js", "text_tables.*.json"))
    assert f'import("./{text.name}")' in script.read_text() and f'URL("./{tables.name}",' in text.read_text()


@pytest.mark.parametrize("name", ["linnet", "text"])
def test_minified_scripts_say_the_same(out, name):
    """All strings and templates are there, and all else but comments and blanks."""
    whole, small = (ROOT / f"static/{name}.js").read_text(), next((out / "out").glob(f"{name}.*.js")).read_text()
    whole = re.sub(r"(?m)^ *//.*$| // .*$", "", whole)
    quoted = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`')
    strip = lambda text: re.sub(r"\s", "", quoted.sub("", text))
    unhashed = re.sub(r"\.[0-9a-f]{10}\.", ".", small)
    assert quoted.findall(unhashed) == quoted.findall(whole) and strip(small) == strip(whole)
    if not shutil.which("node"):
        pytest.skip("no node: install nodejs to have the scripts read")
    done = subprocess.run(["node", "--input-type=module", "--check"], input=small, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_minified_css_says_the_same(out):
    """Nothing but comments and blanks is gone."""
    small = next((out / "out").glob("linnet.*.css")).read_text()
    bare = re.sub(r"\s+|;(?=\s*})", "", re.sub(r"/\*.*?\*/", "", CSS, flags=re.S))
    assert re.sub(r"\s+", "", small) == bare
    for kept in (" and ", "1.2rem + 3.2vw", ", sans-serif".strip(", "), "::before,::after", "calc(4rem + env("):
        assert kept in small or kept == " and ", kept


def test_error_pages_stand_alone(out):
    names = sorted(p.name for p in (out / "out/errors").glob("*.html"))
    assert names
    for name in names:
        page = (out / "out/errors" / name).read_text()
        assert page.count("<h1>") == 1 and '<html lang="en">' in page and 'name="viewport"' in page
        assert "$" not in page and "<script" not in page and " style=" not in page
        href = re.search(r'rel="stylesheet" href="/static/([^"]+)"', page).group(1)
        assert (out / "out" / href).exists()


# Contrast, after WCAG 2.2: 1.4.3 (text 4.5) and 1.4.11 (controls 3).

THEMES = ("light", "dark", "contrast-light", "contrast-dark")


def colours(block, dark):
    """The custom properties of a block, as the browser sees them in that scheme."""
    text = re.search(block + r" \{(.*?)\n\}", CSS, re.S).group(1)
    out = {}
    for name, value in re.findall(r"--([\w-]+): ([^;]+);", text):
        one = re.fullmatch(r"light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)", value)
        same = re.fullmatch(r"var\(--([\w-]+)\)", value)
        if one or same:
            out[name] = one.group(2 if dark else 1) if one else out[same.group(1)]
    return out


def theme(name):
    dark = name.endswith("dark")
    usual = colours(r":root", dark)
    return usual | colours(r"\[data-theme=contrast\]", dark) if name.startswith("contrast") else usual


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_colours_can_be_read(name):
    """High contrast means 7 to 1 (1.4.6)."""
    c = theme(name)
    least = 7 if name.startswith("contrast") else 4.5
    grounds = ["paper", "card", "blush"]
    text = [(ink, ground) for ink in ("ink", "soft", "rust", "rust-deep", "danger") for ground in grounds]
    text += [("on-rust", "rust"), ("on-rust", "rust-deep"), ("good-ink", "good"), ("paper", "danger")]
    bad = [f"{a} on {b}: {contrast(c[a], c[b]):.2f}" for a, b in text if contrast(c[a], c[b]) < least]
    bad += [f"edge on {b}: {contrast(c['edge'], c[b]):.2f}" for b in grounds if contrast(c["edge"], c[b]) < 3]
    assert not bad


def test_a_theme_that_was_chosen_wins_over_the_system():
    for chosen in ("light", "dark"):
        assert f"[data-theme={chosen}] {{ color-scheme: {chosen}; }}" in CSS
    assert "prefers-color-scheme" not in CSS, "a second place that decides"


def test_initials_can_be_read():
    tones = re.findall(r"\.tone-(\d) \{ --tone: (#[0-9a-f]{6}); \}", CSS)
    assert [n for n, _ in tones] == list("01234567")
    assert not [f"tone-{n}: {contrast(t, '#ffffff'):.2f}" for n, t in tones if contrast(t, "#ffffff") < 4.5]


def test_wishes_of_the_reader_are_heard():
    for wish in ("prefers-contrast: more", "prefers-reduced-motion", "forced-colors: active"):
        assert f"({wish}" in CSS
    outside = re.sub(r"@media \(prefers-reduced-motion: no-preference\) \{.*?\n\}", "", CSS, flags=re.S)
    assert "transition" not in outside and "animation" not in outside
