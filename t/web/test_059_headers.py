"""What every answer says to browsers, whatever it is: S47, S48, and ways back, S49."""
import pytest

from rig.hostile import table

POLICY = {"default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"}
EVIL = ["//evil.example", "https://evil.example/", "/\\evil.example", "///evil.example", "javascript:alert(1)", "\t//evil.example",
        "/%09/evil.example", "/\t/evil.example", "http:/evil.example", "/.//evil.example"]


def policy_of(answer):
    return dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))


def troubles(answer):
    """What is wrong with the headers of this answer."""
    headers = answer.headers
    if "content-security-policy" not in headers:
        return ["no policy"]
    policy = policy_of(answer)
    found = [f"{k} is {policy.get(k)}" for k, v in POLICY.items() if policy.get(k) != v]
    found += [word for word in ("unsafe", "*", "http:", "data:") if word in policy.get("script-src", "") + policy.get("style-src", "")]
    found += [k for k, v in {"x-content-type-options": "nosniff", "referrer-policy": "same-origin", "x-frame-options": "DENY"}.items()
              if headers.get(k) != v]
    found += [k for k in ("x-powered-by", "x-aspnet-version", "via") if k in headers]
    return found + (["a version"] if any(c.isdigit() for c in headers.get("server", "")) else [])


def test_S47_S48_every_row_says_what_a_browser_must_not_do(site, client, person):
    """Pages, JSON, redirects and refusals; each as nobody and as somebody, with and without what it asks for."""
    ada = person("ada")
    tweet = ada.tweet("to be looked at")
    wrong, looks = [], 0
    for method, path, who, kind, takes in table(site):
        real = path.replace("{id}", tweet if "tweet" in path or "@" in path else ada.id).replace("{username}", ada.name)
        for caller in (type(client)(client.url), ada):
            if "logout" in path or "sessions" in path and method != "GET":
                caller = client
            for accept in ("text/html", "application/json"):
                answer = caller.request(method, real, headers={"Accept": accept, "Origin": client.url})
                looks += 1
                wrong += [f"{method} {real} {answer.status}: {what}" for what in troubles(answer)]
    assert looks >= 200 and not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("path", ["/no/such/page", "/v1/no/such", "/static/no.css", "/%ff", "/a%5cb"])
def test_S47_S48_so_do_refusals(client, path):
    answer = client.request("GET", path)
    assert answer.status >= 400 and not troubles(answer)


@pytest.mark.parametrize("evil", EVIL)
def test_S49_an_act_comes_back_to_this_site_only(person, evil):
    """`back` of a form, and a Referer; what is no way of this site is not followed."""
    ada, bo = person("ada"), person("bo")
    values = ada.get(f"/@{bo.name}").page.form(f"/users/{bo.id}/follow").values
    for sent, headers in (({"back": evil}, {}), ({"back": ""}, {"referer": evil.strip()})):
        answer = ada.post(f"/users/{bo.id}/follow", {**values, **sent}, **headers)
        assert answer.status == 303, answer
        assert answer.location.startswith("/") and not answer.location.startswith(("//", "/\\")), answer.location
        assert "evil" not in answer.location or answer.location.startswith(("/%09", "/./"))


def test_S46_no_answer_lets_a_foreign_page_use_the_cookie(site, person):
    """Each row, asked by a page of another site with one's cookie: nobody's answer, and never credentials."""
    ada = person("ada")
    wrong, json = [], {path for _, path, _, kind, _ in table(site) if kind == "json"}
    for method, path, who, kind, takes in table(site):
        real = path.replace("{id}", ada.id).replace("{username}", ada.name)
        accept = "text/html" if kind == "page" else "application/json"
        for way in (method, "OPTIONS"):
            answer = ada.request(way, real, headers={"Origin": "https://evil.example", "Accept": accept,
                                                     "Access-Control-Request-Method": method, "Sec-Fetch-Site": "cross-site"})
            if "access-control-allow-credentials" in answer.headers or ada.name in answer.headers.get("set-cookie", ""):
                wrong.append(f"{way} {real}: credentials")
            if who == "viewer" and way != "OPTIONS" and answer.status not in (303, 401, 403):
                wrong.append(f"{way} {real}: {answer.status}")
            shared = way == "OPTIONS" and path in json  # a preflight is for the address
            if kind == "page" and not shared and "access-control-allow-origin" in answer.headers:
                wrong.append(f"{way} {real}: a page is shared")
    assert not wrong, "\n".join(wrong[:20])
