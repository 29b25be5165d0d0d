"""The documents tell the truth: what they name is there, and what is there stands in a manual page."""
import re

import api_docs
import pytest
from rig.paths import build_folder

from source import ROOT, c_files, complaints, read, tracked

DOCUMENTS = tracked(r"(^|/)[\w-]+\.md$")
PAGES = tracked(r"^docs/man/")
TOPS = {p.split("/")[0] for p in tracked("/")}


def commands():
    """Names of linnet-admin's commands, and their options."""
    rows = re.findall(r'^    \{"([a-z ]+)", (?:"([^"]*)"|\n)', read("app/cli/cli_table.c"), re.M)
    return {name: set(re.findall(r"--[a-z-]+", arguments)) for name, arguments in rows}


def settings():
    """name -> default, of the table."""
    text = read("app/base/settings_table.c")
    text = text[text.index("settings_table[] = {"):]
    return dict(re.findall(r'\b(?:TEXT|NUMBER|RATE|WORDS|ROW)\(([a-z]+\.\w+),[^"]*?(?:"[a-z ]+", )?"([^"]*)",\s*"', text))


def dev_commands():
    return set(re.findall(r"^cmd_(\w+)\(\)", read("dev"), re.M)) | {"help"}


def is_there(name, folder):
    places = [ROOT / name, ROOT / folder / name, ROOT / "app" / name]
    return any(p.exists() for p in places)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_links_lead_somewhere(path):
    folder, found = path.rpartition("/")[0], []
    heads = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.*)$", read(path), re.M)}
    for target in re.findall(r"\]\(([^)\s]+)\)", read(path)):
        if target.startswith("#"):
            found += [] if target[1:] in heads else [(path, f"has no heading {target}")]
        elif not re.match(r"https?:|mailto:", target) and not (ROOT / folder / target.partition("#")[0]).exists():
            found.append((path, f"links to {target}"))
    complaints("document", found)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_files_that_are_named_exist(path):
    """`folder/file` with a folder of this tree, or one of app/: X and NAME stand for any name."""
    folder, found = path.rpartition("/")[0], []
    floors = {p.split("/")[1] for p in c_files()}
    for name in re.findall(r"`([\w.-]+/[\w./-]*)`", read(path)):
        ours = name.split("/")[0] in TOPS | floors
        placeholder = re.search(r"\bX|NAME|NNNN|NXX", name)
        if ours and not placeholder and not is_there(name.rstrip("/"), folder) and not made(name):
            found.append((path, f"names {name}"))
    complaints("document", found)


def made(name):
    """Made by the build, or by running: var/, what is installed."""
    return name.startswith(("var/", "share/", "sbin/", "static/out"))


@pytest.mark.parametrize("path", DOCUMENTS)
def test_functions_that_are_named_exist(path):
    """`tweet_publish()` in a document; templates' functions have a template of their name."""
    code = "\n".join(read(p) for p in c_files())
    found = [(path, f"names {name}()") for name in re.findall(r"`(\w+)\(\)`", read(path))
             if not re.search(rf"\b{name}\(", code)]
    complaints("document", found)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_commands_that_are_shown_exist(path):
    found = [(path, f"shows ./dev {c}") for c in re.findall(r"\./dev ([a-z]+)", read(path)) if c not in dev_commands()]
    known = commands()
    for rest in re.findall(r"linnet-admin((?: [a-z]+)+)", read(path)):
        words = rest.split()
        if words[0] not in known and " ".join(words[:2]) not in known:
            found.append((path, f"shows linnet-admin {' '.join(words[:2])}"))
    complaints("document", found)


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.startswith("docs/")] + PAGES)
def test_settings_that_are_named_exist(path):
    groups = "|".join(sorted({n.split(".")[0] for n in settings()}))
    named = re.findall(rf"(?:`|--|^|\.Cm |\n)((?:{groups})\.[a-z_]+)(?=`| ?=|\s)", read(path))
    complaints("document", [(path, f"names the setting {n}") for n in sorted(set(named))
                            if n not in settings() and not n.endswith(".conf")])  # files of nginx/


def page(name):
    return re.sub(r"\\-", "-", read(f"docs/man/{name}"))


def test_every_program_has_a_page_that_is_installed():
    programs = re.findall(r"\b(linnet_(?!a_)\w+)_SOURCES", read("app/main/local.mk"))
    listed = read("docs/local.mk")
    wanted = [f"docs/man/{p.replace('_', '-')}.8" for p in programs] + ["docs/man/linnet.conf.5"]
    complaints("manual", [(p, "is not there, or not installed") for p in wanted if p not in PAGES or p not in listed]
               + [(p, "is not installed") for p in PAGES if p not in listed])


def test_every_command_stands_in_its_page():
    text, found = page("linnet-admin.8"), []
    for name, options in commands().items():
        if not re.search(rf"^\.It Cm {name}(?= |$)", text, re.M):
            found.append(("docs/man/linnet-admin.8", f"lacks '{name}'"))
        found += [("docs/man/linnet-admin.8", f"lacks {o} of '{name}'") for o in options if f"Fl {o[1:]}" not in text]
    complaints("manual", found)


def test_every_option_and_job_stands_in_its_page():
    found = []
    for program in ("web", "job"):
        text = page(f"linnet-{program}.8")
        options = re.findall(r'^ *"  (--[a-z]+)', read(f"app/main/linnet_{program}.c"), re.M)
        found += [(f"docs/man/linnet-{program}.8", f"lacks {o}") for o in options if o[1:] not in text]
    jobs = re.findall(r'^    \{"([a-z.]+)"', read("app/job/job_table.c"), re.M)
    found += [("docs/man/linnet-job.8", f"lacks the job {j}") for j in jobs if f".It Cm {j}\n" not in page("linnet-job.8")]
    complaints("manual", found)


def test_every_setting_stands_in_its_page_with_its_default():
    shown = dict(re.findall(r"^\.It Cm ([a-z.]+\w*) = Ar \w+ Pq (.+)$", page("linnet.conf.5"), re.M))
    real = {name: default or "none" for name, default in settings().items()}
    assert len(real) >= 30, "the table of settings is not read any more"
    complaints("manual", [("docs/man/linnet.conf.5", f"{n}: says {shown.get(n)}, it is {real.get(n)}")
                          for n in sorted(set(shown) | set(real)) if shown.get(n) != real.get(n)])


def test_the_document_of_the_api_is_what_the_program_says(request):
    made = api_docs.made(build_folder(request.config) / "linnet-web")
    assert made == read("docs/api.md"), "tools/api_docs.py writes docs/api.md anew"


def test_the_document_of_the_api_cannot_forget_a_part():
    told = api_docs.Described({"paths": {"/v1/x": {"get": {"operationId": "x"}}}, "components": {"schemas": {"X": {}}}}, [{"name": "x"}])
    assert told.left() == ["X", "example x", "x"]
