#!/usr/bin/env python3
"""Writes docs/api.md: the prose of docs/api.in.md, with what the program says of its API put in.

    tools/api_docs.py [PROGRAM]             writes docs/api.md anew; PROGRAM: var/build/plain/linnet-web

A line of the prose that begins with @ stands for
    @objects NAME...        a section for each object, member by member
    @operations PREFIX...   a section for each operation whose path begins so; @aliases: the other spellings
    @example NAME...        request and answer of docs/api_examples.json; those not placed so stand with their operations
    @file PATH              a file of docs/, as it is
    @contents               links to all sections
Every operation, object and example must have its place: what is left over is an error.

docs/api_examples.json is a story, in its order; t/web/test_505_api_examples.py lives it and compares.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

from api_page import anchor

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("max_id", "since_id", "min_id", "limit", "length")
BRIEF = json.dumps("...")
USUAL = {"400", "401", "413", "415", "429", "500", "503"}  # whatever the operation
WORDS = {  # of a schema without its description
    '{"format": "date-time", "type": "string"}': "time",
    '{"format": "date", "type": "string"}': "date",
    '{"pattern": "^([1-9][0-9]{0,17}|[1-8][0-9]{18}|9[01][0-9]{17})$", "type": "string"}': "id",
    '{"pattern": "^[A-Za-z0-9_]{1,15}$", "type": "string"}': "name",
}
PLAIN = {"string": "text", "integer": "whole number", "number": "number", "boolean": "bool", "object": "object"}


class DocumentError(Exception):
    pass


def described(program):
    """What GET /v1/openapi.json answers."""
    done = subprocess.run([program, "--site.url=https://linnet.example", "--openapi"], capture_output=True, text=True, timeout=30)
    if done.returncode:
        raise DocumentError(f"{program} --openapi: {done.stderr.strip()}")
    return json.loads(done.stdout)


def link(name):
    return f"[{name}](#{name.lower()})"


def type_of(schema):
    """A word for people, with links to objects."""
    kind = {k: v for k, v in schema.items() if k in ("type", "pattern", "format")}
    null = " or null" if schema.get("nullable") else ""
    if "$ref" in schema or "allOf" in schema:
        return link((schema.get("$ref") or schema["allOf"][0]["$ref"]).rpartition("/")[2]) + null
    if "enum" in schema:
        return " or ".join(f"`{word}`" for word in schema["enum"] if word is not None) + null
    if schema.get("maxItems") == 0:
        return "empty list"
    if schema.get("type") == "array":
        return f"list of {type_of(schema['items'])}" + null
    known = WORDS.get(json.dumps(kind, sort_keys=True))
    return (known or PLAIN.get(schema.get("type"), "anything")) + null


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def table(head, rows):
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    return "\n".join(lines + [f"| {' | '.join(map(cell, row))} |" for row in rows])


class Described:
    """The description as sections; remembers what it was asked for."""

    def __init__(self, document, examples, placed=()):
        self.schemas = document["components"]["schemas"]
        self.operations = [(method.upper(), path, op) for path, row in document["paths"].items() for method, op in row.items()]
        self.examples = {e["name"]: e for e in examples}
        self.shown, self.placed = set(), placed

    def object(self, name):
        self.shown.add(name)
        schema = self.schemas[name]
        needed = set(schema["required"])
        rows = [(f"`{member}`", type_of(inner) + ("" if member in needed else ", sometimes"), inner["description"])
                for member, inner in schema["properties"].items()]
        return f"### {name}\n\n{schema['description']}\n\n" + table(("Member", "Type", "What it is"), rows)

    def operation(self, method, path, op):
        self.shown.add(op["operationId"])
        lines = [f"### {method} {path}", "", self.summary(op) + ". " + op.get("description", ""), "", self.terms(op)]
        taken = list(self.taken(op))
        if taken:
            lines += ["", table(("Parameter", "Type", "What it is"), taken)]
        lines += ["\n" + self.example(name) for name in self.examples_of(method, path)]
        return "\n".join(line.rstrip() for line in lines)

    def examples_of(self, method, path):
        """Those that the prose does not show elsewhere."""
        asked = re.compile(re.escape(method) + " " + re.sub(r"\\{\w+\\}", r"(?!me\\b|current\\b|by/)[^/]+", re.escape(path)) + r"(\?.*)?")
        return [name for name, one in self.examples.items()
                if name not in self.placed and not one.get("hidden") and asked.fullmatch(one["request"])]

    def summary(self, op):
        """An alias names what it stands for: that becomes a link."""
        what, sign, other = op["summary"].partition(": ")
        heads = [f"{method} {path}" for method, path, one in self.operations if f"{one['operationId']} in other words" == other]
        return f"{what}{sign}[{heads[0]}](#{anchor(heads[0])}) in other words" if heads else op["summary"]

    def taken(self, op):
        body = op.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        several = [(p["name"], p["schema"], p.get("required"), p["description"]) for p in op["parameters"] if p["in"] == "query"]
        several += [(name, schema, name in body.get("required", ()), schema["description"]) for name, schema in body.get("properties", {}).items()]
        for name, schema, needed, about in several:
            if name not in PAGES or not paged(op):
                kind = type_of({k: v for k, v in schema.items() if k != "nullable"})
                yield f"`{name}`", kind + (", needed" if needed else ""), about

    def terms(self, op):
        """Its name, who may, what is answered, what it may be refused with."""
        [good] = [s for s in op["responses"] if s.startswith("2")]
        answer = op["responses"][good].get("content", {}).get("application/json", {}).get("schema")
        words = [self.who_may(op), f"answers {good}" + (f" {type_of(answer)}" if answer else " without a body")]
        words += ["comes in [pages](#lists-and-their-pages)"] if paged(op) else []
        odd = sorted(set(op["responses"]) - USUAL - {good, "304"})
        words += [f"may refuse with {', '.join(odd)}"] if odd else []
        heeds = [p["name"] for p in op["parameters"] if p["in"] == "header" and p["name"] != "If-None-Match"]
        words += [f"heeds {', '.join(heeds)}"] if heeds else []
        return f"`{op['operationId']}`: {'; '.join(words)}."

    def who_may(self, op):
        if op["security"] != [{"bearer": []}]:
            return "for everybody"
        return "needs a token" + ("" if "304" in op["responses"] else " that may write")

    def example(self, name):
        self.shown.add("example " + name)
        one, kept = self.examples[name], kept_by(self.examples.values())
        lines = ["```http", resolved(one["request"], kept)]
        lines += ["Authorization: Bearer TOKEN"] if one["as"] else []
        lines += [f"{key}: {resolved(value, kept)}" for key, value in one.get("headers", {}).items()]
        lines += ["Content-Type: application/json"] if "body" in one else []
        lines += ["", pretty(json.loads(resolved(json.dumps(one["body"]), kept)))] if "body" in one else []
        lines += ["```", ""]
        if not one.get("shown") and one.get("answer") is None:
            return "\n".join(lines + [f"is answered {one['status']}, without a body."])
        lines += [f"is answered {one['status']}:", "", "```http"]
        lines += [f"{key}: {value}" for key, value in one.get("shown", {}).items()]
        if one.get("answer") is not None:
            lines += ([""] if one.get("shown") else []) + [pretty(shortened(one["answer"], one.get("brief", ()))).replace(BRIEF, "{ ... }")]
        return "\n".join(lines + ["```"])

    def left(self):
        names = {op["operationId"] for *_, op in self.operations} | set(self.schemas) | {"example " + n for n, e in self.examples.items() if not e.get("hidden")}
        return sorted(names - self.shown)


def paged(op):
    return "max_id" in {p["name"] for p in op["parameters"]}


def shortened(value, names):
    """Without the members of these names, which other examples show; "*": without anything."""
    if "*" in names:
        return "..."
    if isinstance(value, list):
        return [shortened(v, names) for v in value]
    if isinstance(value, dict):
        return {k: "..." if k in names and v else shortened(v, names) for k, v in value.items()}
    return value


def pretty(value, indent=0):
    """JSON with short objects on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= 68 or not isinstance(value, (dict, list)) or not value:
        return flat
    pad = " " * (indent + 2)
    if isinstance(value, list):
        inner = [pad + pretty(v, indent + 2) for v in value]
        return "[\n" + ",\n".join(inner) + "\n" + " " * indent + "]"
    inner = [f"{pad}{json.dumps(k)}: {pretty(v, indent + 2)}" for k, v in value.items()]
    return "{\n" + ",\n".join(inner) + "\n" + " " * indent + "}"


def kept_by(examples):
    """name -> value of everything that an example keeps for those after it, as it is written down."""
    return {name: found(one["shown"], one["answer"], where) for one in examples for name, where in one.get("keep", {}).items()}


def found(headers, answer, where):
    """A header ("ETag") or a member of the answer ("data.0.id")."""
    if where in headers:
        return headers[where]
    for part in where.split("."):
        answer = answer[int(part) if part.isdigit() else part]
    return answer


def resolved(text, kept):
    """{name} by what was kept; other braces stay."""
    return re.sub(r"\{([a-z_]+)\}", lambda m: kept.get(m[1], m[0]), text)


def contents(text):
    heads = re.findall(r"^(##) (.*)$", text, re.M)
    return "\n".join(f"- [{head}](#{anchor(head)})" for _, head in heads)


def expanded(line, told):
    word, *names = line[1:].split()
    if word == "objects":
        return "\n\n".join(told.object(name) for name in names)
    if word in ("operations", "aliases"):
        wanted = [row for row in told.operations if row[2]["operationId"].startswith("alias") == (word == "aliases")
                  and (word == "aliases" or any(row[1] == n or row[1].startswith(n + "/") for n in names))]
        return "\n\n".join(told.operation(*row) for row in wanted)
    if word == "example":
        return "\n\n".join(told.example(name) for name in names)
    if word == "file":
        return f"```python\n{(ROOT / 'docs' / names[0]).read_text().rstrip()}\n```"
    raise DocumentError(f"docs/api.in.md: what is {line}?")


def made(program):
    """The whole of docs/api.md."""
    prose = (ROOT / "docs/api.in.md").read_text()
    placed = " ".join(re.findall(r"^@example (.*)$", prose, re.M)).split()
    told = Described(described(program), json.loads((ROOT / "docs/api_examples.json").read_text()), placed)
    text = re.sub(r"^@(?!contents)\w.*$", lambda m: expanded(m[0], told), prose, flags=re.M)
    if told.left():
        raise DocumentError("docs/api.in.md has no place for " + ", ".join(told.left()))
    return text.replace("@contents", contents(text))


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "var/build/plain/linnet-web")
    try:
        text = made(program)
    except (DocumentError, OSError) as error:
        sys.exit(f"api_docs.py: {error}")
    (ROOT / "docs/api.md").write_text(text)


if __name__ == "__main__":
    main()
