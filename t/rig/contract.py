"""Every JSON answer that a test gets is held against the description that the program gives of its API.

    contract.of(program, settings_file) reads `linnet-web --openapi`; Site.start calls it, once a program
    contract.check(url, method, answer) is called by rig/client.py for every answer below /v1

Stricter than the description asks of clients: a member that it does not name, or a status that it does not
tell of, fails the test. What nginx answers by itself (it has no X-Request-Id) is held to its shape only.
"""
import json
import re
import subprocess
from urllib.parse import urlsplit

import jsonschema

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
FORMATS = jsonschema.FormatChecker(formats=())
FORMATS.checks("date-time")(lambda v: not isinstance(v, str) or bool(TIME.fullmatch(v)))
FORMATS.checks("date")(lambda v: not isinstance(v, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", v)))
ELSEWHERE = {405}  # of paths, not of operations
contracts = {}  # url of a site -> its Contract


def strict(schema):
    """The same as JSON schema: nullable spelt out, objects closed."""
    if isinstance(schema, list):
        return [strict(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    out = {k: strict(v) for k, v in schema.items() if k != "nullable"}
    if isinstance(out.get("properties"), dict) and "type" in out:
        out.setdefault("additionalProperties", False)
    return {"anyOf": [out, {"type": "null"}]} if schema.get("nullable") is True else out


class Contract:
    """document: as the program gives it. seen: (method, path, status) of all answers that were held to it."""

    def __init__(self, document):
        self.document, self.seen, self.validators = document, set(), {}
        self.strict = {"components": {"schemas": {k: strict(v) for k, v in document["components"]["schemas"].items()}}}
        self.paths = [(re.compile(re.sub(r"\\{\w+\\}", "([^/]+)", re.escape(path))), path) for path in document["paths"]]
        self.paths.sort(key=lambda p: p[1].count("{"))

    def resolved(self, what):
        while "$ref" in what:
            found = self.document
            for part in what["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            what = found
        return what

    def operation(self, method, path):
        """(path as written, operation), each None when there is none."""
        for pattern, written in self.paths:
            if pattern.fullmatch(path):
                row = self.document["paths"][written]
                if method.lower() in row:
                    return written, row[method.lower()]
        return None, None

    def holds(self, schema, value):
        key = json.dumps(schema, sort_keys=True)
        if key not in self.validators:
            self.validators[key] = jsonschema.Draft7Validator({**self.strict, "allOf": [strict(schema)]}, format_checker=FORMATS)
        found = sorted(self.validators[key].iter_errors(value), key=lambda e: list(map(str, e.path)))
        best = jsonschema.exceptions.best_match(found)
        assert not found, f"at {'/'.join(map(str, best.absolute_path)) or 'the top'}: {best.message}"

    def check(self, method, answer):
        written, operation = self.operation("GET" if method == "HEAD" else method, urlsplit(answer.url).path)
        if operation is None or answer.status in ELSEWHERE or "x-request-id" not in answer.headers:
            assert answer.status >= 400, f"{answer.status} of what is not told of"
            return self.check_error(method, answer)
        self.seen.add((method, written, answer.status))
        told = operation["responses"].get(str(answer.status))
        assert told, f"{answer.status} is not among {' '.join(operation['responses'])}"
        self.check_body(method, answer, self.resolved(told))
        self.check_headers(answer, self.resolved(told))

    def speaks_of(self, method, answer):
        """Elsewhere than below /v1 there are pages, too: JSON at an address that is told of."""
        path = urlsplit(answer.url).path
        json = answer.headers.get("content-type", "").startswith("application/json")
        return path.startswith("/v1/") or json and self.operation(method, path)[1] is not None

    def check_error(self, method, answer):
        if answer.headers.get("content-type", "").startswith("application/json") and method != "HEAD":
            self.holds({"$ref": "#/components/schemas/Error"}, answer.json)

    def check_body(self, method, answer, told):
        if "content" not in told or method == "HEAD":
            assert not answer.body, f"a body where none is told of: {answer.body[:80]!r}"
            return
        assert answer.headers.get("content-type", "").split(";")[0] in told["content"], answer.headers.get("content-type")
        self.holds(told["content"]["application/json"]["schema"], answer.json)

    def check_headers(self, answer, told):
        names = {n.lower(): self.resolved(h) for n, h in told.get("headers", {}).items()}
        for name in {"link", "location", "etag", "retry-after"} & set(answer.headers) | {
                n for n in answer.headers if n.startswith("x-ratelimit")}:
            assert name in names, f"header {name} is not told of"
        for name, header in names.items():
            if name in answer.headers and header["schema"]["type"] == "integer":
                assert answer.headers[name].isdigit(), (name, answer.headers[name])
        assert not set(names) & {"etag", "location", "retry-after"} - set(answer.headers), "a header that is told of is missing"


def read(program, settings):
    done = subprocess.run([str(program), "--config", str(settings), "--openapi"], capture_output=True, text=True, check=True, timeout=20)
    return json.loads(done.stdout)


def of(url, program, settings):
    contracts[url] = Contract(read(program, settings))
    return contracts[url]


def check(url, method, answer):
    """For rig/client.py: nothing when the site has no contract or the answer is no JSON of the API."""
    contract = contracts.get(url)
    if contract is None or method == "OPTIONS" or not contract.speaks_of(method, answer):
        return
    try:
        contract.check(method, answer)
    except AssertionError as error:
        raise AssertionError(f"{method} {answer.url} {answer.status} is not as /v1/openapi.json tells: {error}\n"
                             f"    {answer.body[:600]!r}") from None
