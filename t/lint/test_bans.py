"""What code here does not do: go around the bans, keep globals, free, name structs by typedef, SQL above the store."""
import re

import pytest
from source import ROOT, blanked, c_files, code, complaints, functions, read, tracked

BANNED = re.search(r"poison[^\n]*", read("app/base/banned.h")) and re.findall(
    r"\w+", " ".join(re.findall(r"poison ([^\n]*)", read("app/base/banned.h"))))


def search(pattern, paths, text=code, allow=r"(?!)"):
    return [(p, f"line {text(p).count(chr(10), 0, m.start()) + 1}: {m.group().strip()}") for p in paths
            if not re.search(allow, p) for m in re.finditer(pattern, text(p), re.M)]


def test_banned_calls_are_not_there():
    """The compiler refuses them; this holds for text that it does not see (other configurations)."""
    complaints("banned", search(rf"\b(?:{'|'.join(BANNED)})\s*\(", c_files()))


def test_bans_are_not_circumvented():
    complaints("undef", search(r"^[ \t]*#[ \t]*(?:undef\b.*|pragma[ \t]+GCC[ \t]+(?:diagnostic|poison).*)", c_files(), blanked,
                               r"app/base/banned\.h"))
    dirty = [(p, "does not include base/std.h") for p in c_files() if p.endswith(".c")
             and not re.search(r'#include "base/std\.h"', read(p))
             and not (ROOT / p).with_suffix(".h").exists()]
    complaints("std", dirty)


def test_only_base_io_and_main_free():
    complaints("free", search(r"\b(?:free|malloc|calloc|realloc|strdup|strndup)\s*\(", c_files(), code, r"^app/(base|io|main)/"))


def test_structs_have_no_typedefs():
    complaints("typedef", search(r"^\s*typedef\s+(?:struct|union|enum)\b[^;(]*;", c_files()))


GLOBAL = re.compile(r"^(?!extern|typedef|return|struct \w+;|enum|#)(?P<head>[a-z_][\w \t*]*?)\b(?P<name>[a-z_]\w*)(?:\[[^\]]*\])*\s*(?:=[^;]*|);", re.M)


def globals_of(path):
    """Variables in column one that are not const."""
    for m in GLOBAL.finditer(code(path)):
        head = m["head"]
        if not re.search(r"\bconst\b|_Thread_local", head) and head.strip() and "(" not in m.group():
            yield m["name"], code(path).count("\n", 0, m.start()) + 1


def test_there_are_no_globals():
    """State stands in struct work or in what main/ holds; replaceable sources and signal flags are listed."""
    found = [(f"{p}:{name}", f"line {line}") for p in c_files() if p.endswith(".c") for name, line in globals_of(p)]
    complaints("global", found)


SQL = re.compile(r'"[^"\n]*\b(?:SELECT\s+[\w`*(@]|INSERT\s+(?:INTO|IGNORE)\b|REPLACE\s+INTO\b|UPDATE\s+\w+\s+SET\b|'
                 r'DELETE\s+FROM\b|CREATE\s+TABLE\b|ALTER\s+TABLE\b|DROP\s+TABLE\b|START\s+TRANSACTION\b|'
                 r'SET\s+(?:SESSION|NAMES|GLOBAL)\b)[^"\n]*')


def test_sql_lives_in_the_store():
    """io/db sets the session up and runs transactions; everything else stands in store/."""
    found = []
    for p in c_files():
        if p.startswith("app/store/"):
            continue
        for m in SQL.finditer(blanked(p, strings=False)):
            if not (p.startswith("app/io/db") and re.search(r"SET\s|TRANSACTION|SELECT\s+@@", m.group())):
                found.append((p, m.group()[:60]))
    complaints("sql", found)


SAFE_HTML = r"^app/domain/richtext_(html|mark)\.c$"


def test_rendering_and_rules_name_no_html():
    complaints("html", search(r'"[^"\n]*</?(?:div|span|p|a|form|input|html)\b[^"\n]*', c_files("app/(domain|store|io|model|base)"),
                              lambda p: blanked(p, strings=False), SAFE_HTML))


def test_safe_html_has_one_maker():
    """Anything else that has HTML has text, and templates escape it."""
    complaints("safe html", search(r"\(struct safe_html\)|\bstruct safe_html \w+ = \{|\.html\s*=(?!=|\s*richtext_)", c_files("app"), code, SAFE_HTML))


def test_functions_carry_the_name_of_their_file():
    """tweet_store.c defines tweet_store_...: static helpers are free, rows of tables too (…_actions, main)."""
    found = []
    for p in c_files():
        stem = p.split("/")[-1].rsplit(".", 1)[0]
        if not p.endswith(".c") or stem.endswith("_actions") or p.startswith(("app/main/", "app/web/", "app/cli/", "app/job/")):
            continue
        words = (stem, stem.split("_")[0].removesuffix("s"))
        found += [(f"{p}:{f.name}", "does not begin with its file's noun") for f in functions(p)
                  if not f.static and not f.name.startswith(words) and f.name not in FREE_NAMES]
    complaints("name", found)


# The handful of words that every file uses as verbs of the house (STYLE.md, base/fault.h, http/params.h).
FREE_NAMES = {"fail", "complain", "complained", "err_name", "bug_at", "take_given", "take_text", "take_id", "take_ids", "take_count", "take_bool"}


def test_functions_open_in_column_one():
    complaints("brace", search(r"^[a-z_][^;={}]*\)[^;={}\n]*\{$", [p for p in c_files() if p.endswith(".c")]))


@pytest.mark.parametrize("pattern, what", [
    (r"(?<![\w.])/(?:home|root|work|Users)/[a-z]", "a path of one machine"),
    (r"\b(?:TODO|FIXME|XXX)\b", "an unfinished mark"),
    (r"[ \t]+$", "blanks at the end of a line"),
    (r"\r$", "a carriage return"),
])
def test_text_is_clean(pattern, what):
    paths = [p for p in tracked(r"\.(c|h|py|sh|md|html|css|js|sql|conf|in|mk|ac|am|txt|en)$|^dev$|^\.ci/run$|LAYERS$")
             if p != "t/lint/test_bans.py" and not p.startswith("t/fuzz/corpus/")]
    complaints("text", [(p, f"line {n}: {what}") for p in paths for n, line in enumerate(read(p).split("\n"), 1) if re.search(pattern, line)])
