"""Message keys, migrations and templates."""
import re

from source import c_files, complaints, blanked, read, tracked

KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")


def catalogue():
    return [line.partition("=")[0].strip() for line in read("templates/messages.en").splitlines()
            if line.strip() and not line.startswith("#")]


def keys_used(path):
    """Keys of fail(w, KIND, field, "key", ...), complain(w, field, "key"), message("key") and tables (.too_long)."""
    text = blanked(path, strings=False)
    for pattern in (r"\bfail\s*\(\s*\w+\s*,\s*[^,]+,\s*[^,]+,\s*\"([^\"]+)\"", r"\bcomplain\s*\(\s*\w+\s*,\s*[^,]+,\s*\"([^\"]+)\"",
                    r"\bmessage\s*\(\s*\"([^\"]+)\"", r"\.too_long\s*=\s*\"([^\"]+)\""):
        yield from re.findall(pattern, text)


def test_every_key_of_a_fault_has_a_message():
    known = set(catalogue())
    complaints("message", [(p, f"'{key}' is not in templates/messages.en") for p in c_files() for key in keys_used(p) if key not in known])


def test_messages_are_sorted_by_group_and_unique():
    keys = catalogue()
    complaints("catalogue", [("templates/messages.en", f"'{k}' stands twice") for k in sorted({k for k in keys if keys.count(k) > 1})]
               + [("templates/messages.en", f"'{k}' is no key") for k in keys if not KEY.fullmatch(k)])


def test_every_message_is_used():
    """Named in a source or a template, or put together there: error.404, error.static_404, time.month_01."""
    composed = re.compile(r"error\.(static_)?\d{3}|time\.month_(short_)?\d\d")
    text = "\n".join(read(p) for p in tracked(r"\.(c|h|html|in|js|py)$"))
    used = set(re.findall(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+", text))
    complaints("catalogue", [("templates/messages.en", f"'{k}' is used nowhere") for k in catalogue() if k not in used and not composed.fullmatch(k)])


def test_migrations_are_one_explained_statement():
    """NNNN_what.sql: numbered without gaps, a comment that says why and at what cost, one statement."""
    found, numbers = [], []
    for p in tracked(r"^migrations/.*\.sql$"):
        name = p.split("/")[-1]
        match = re.fullmatch(r"(\d{4})_[a-z0-9_]+\.sql", name)
        numbers.append(int(match[1]) if match else -1)
        text = read(p)
        statement = re.sub(r"--[^\n]*|/\*.*?\*/", "", text, flags=re.S)
        if not match:
            found.append((p, "is not named NNNN_what.sql"))
        if not text.startswith("--"):
            found.append((p, "does not begin with a comment that says why and at what cost"))
        if statement.strip().rstrip(";").count(";"):
            found.append((p, "holds more than one statement"))
        for word in ("AUTO_INCREMENT", "FOREIGN KEY", "REFERENCES", "TRIGGER", "PROCEDURE", "GET_LOCK"):
            if re.search(rf"\b{word}\b", statement, re.I):
                found.append((p, f"uses {word}"))
        if re.search(r"CREATE\s+TABLE", statement, re.I) and not re.search(r"COLLATE", statement, re.I):
            found.append((p, "leaves the collation to the server"))
    if numbers != list(range(1, len(numbers) + 1)):
        found.append(("migrations", f"numbers are {numbers}"))
    complaints("migration", found)


def test_templates_have_nothing_inline():
    """The content policy forbids inline script and style; pages work without both."""
    found = []
    for p in tracked(r"^templates/.*\.html$|^static/.*\.html\.in$"):
        for m in re.finditer(r"\sstyle\s*=|\son[a-z]+\s*=|<script(?![^>]*\bsrc=)|<style\b|javascript:", read(p), re.I):
            found.append((p, f"line {read(p).count(chr(10), 0, m.start()) + 1}: {m.group().strip()}"))
    complaints("inline", found)


def test_static_files_name_no_foreign_host():
    found = [(p, m.group()) for p in tracked(r"^static/.*\.(css|js)$") for m in re.finditer(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}\S*", read(p))
             if "w3.org" not in m.group()]
    complaints("foreign-host", found)
