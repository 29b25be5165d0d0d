"""/v1/openapi.json: made of the route table, and every other test's answers are held to it (rig/contract.py)."""
import json
import re

import pytest

from rig import contract
from rig.hostile import table


@pytest.fixture(scope="module")
def document(site):
    return contract.contracts[site.url].document


def operations(document):
    return {(method.upper(), path): operation for path, row in document["paths"].items() for method, operation in row.items()}


def test_it_is_served_and_is_what_the_program_prints(client, document):
    answer = client.api("GET", "/v1/openapi.json")
    assert answer.status == 200 and answer.headers["content-type"] == "application/json"
    assert answer.json == document and document["openapi"] == "3.0.3" and document["servers"] == [{"url": client.url}]


def test_who_holds_it_gets_304(client):
    tag = client.api("GET", "/v1/openapi.json").headers["etag"]
    assert re.fullmatch(r'"[\w-]+"', tag)
    assert client.api("GET", "/v1/openapi.json").headers["etag"] == tag
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.api("GET", "/v1/openapi.json", headers={"If-None-Match": held})
        assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", tag)
    for held in ('"other"', tag.strip('"'), "", ","):
        assert client.api("GET", "/v1/openapi.json", headers={"If-None-Match": held}).status == 200


def test_HEAD_tells_its_length(client):
    got, head = client.api("GET", "/v1/openapi.json"), client.api("HEAD", "/v1/openapi.json")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(got.body)))


def test_it_tells_of_exactly_the_rows_there_are(site, document):
    rows = {(m, p) for m, p, who, kind, _ in table(site) if kind == "json" and p not in ("/health", "/ready", "/bench/noop")}
    assert set(operations(document)) == rows


def test_it_tells_of_exactly_the_parameters_that_are_taken(site, document):
    wrong = []
    for method, path, who, kind, takes in table(site):
        operation = operations(document).get((method, path))
        if operation is None or kind != "json":
            continue
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        told = [p["name"] for p in operation["parameters"] if p["in"] != "header"] + list(body.get("properties", {}))
        wrong += [f"{method} {path}: {told}, {takes}"] if sorted(told) != sorted(takes) else []
        wrong += [f"{method} {path}: security"] if (operation["security"] == [{"bearer": []}]) != (who == "viewer") else []
        wrong += [f"{method} {path}: {p['name']} in {p['in']}" for p in operation["parameters"]
                  if (p["in"] == "path") != ("{%s}" % p["name"] in path)]
    assert not wrong, "\n".join(wrong)


def test_what_is_needed_is_really_needed(client, person, document):
    """Without each needed parameter the row refuses, and names it."""
    ada = person("ada")
    full = {"email": "n@example.org", "password": "correct horse battery", "login": "nobody_there", "text": "hello"}
    for (method, path), operation in operations(document).items():
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        needed = body.get("required", []) + [p["name"] for p in operation["parameters"] if p["in"] == "query" and p.get("required")]
        for name in needed:
            sent = {n: full.get(n, "1") for n in needed if n != name}
            answer = ada.api(method, path.replace("{id}", ada.id), **sent)
            errors = answer.json.get("error", {})
            named = {e["field"] for e in errors.get("errors", [errors])}
            assert answer.status in (400, 422) and name in named or path == "/v1/sessions", (method, path, name, answer)


def test_references_lead_somewhere_and_nothing_is_told_in_vain(document):
    text = json.dumps(document)
    used = set(re.findall(r'"#/components/(\w+)/([\w-]+)"', text))
    there = {(kind, name) for kind, several in document["components"].items() if kind != "securitySchemes" for name in several}
    assert used <= there
    assert {name for kind, name in there - used if kind in ("schemas", "headers")} == set()


def test_everything_has_words_for_people(document):
    for (method, path), operation in operations(document).items():
        assert len(operation["summary"]) > 5 and not operation["summary"].endswith("."), (method, path)
        assert all(p["description"] for p in operation["parameters"]), (method, path)
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"].endswith("."), name
        assert all(p["description"] for p in schema["properties"].values()), name


def test_only_lengths_of_lists_have_a_default(document):
    """A client made of the description sends defaults by itself: with a version it would be refused."""
    found = {name: schema["default"] for operation in operations(document).values() for name, schema in
             [*((p["name"], p["schema"]) for p in operation["parameters"]),
              *operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {}).get("properties", {}).items()]
             if "default" in schema}
    assert found == {"limit": 20, "length": 20}


def test_kinds_of_errors_are_an_open_list(document):
    kind = document["components"]["schemas"]["Fault"]["properties"]["kind"]
    assert kind["type"] == "string" and "enum" not in kind and "`too_many`" in kind["description"]


def test_the_contract_itself_can_fail(site):
    """A member too many, one too few, one of another type, a status that is not told of."""
    held = contract.contracts[site.url]
    whole = {"error": {"kind": "busy", "message": "m", "field": None, "request_id": "r"}}
    held.holds({"$ref": "#/components/schemas/Error"}, whole)
    for change in ({"extra": 1}, {"field": 7}, {"kind": 7}, {"errors": [{}]}):
        with pytest.raises(AssertionError):
            held.holds({"$ref": "#/components/schemas/Error"}, {"error": {**whole["error"], **change}})
    with pytest.raises(AssertionError):
        held.holds({"$ref": "#/components/schemas/Error"}, {"error": {"kind": "busy"}})
