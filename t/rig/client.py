"""Somebody who uses Linnet over HTTP: a browser without scripts, and an API client, in one.

    ada = Client(site.url).register("ada")       # by the JSON API; the cookie jar is logged in too
    page = ada.get("/")                          # an Answer: .status .headers .text .json .page
    ada.submit(page.page.form("/tweets"), text="hello")
    ada.api("POST", "/v1/tweets", text="hi").json["id"]

One connection a request, no redirects followed unless asked for (follow=True).
"""
import http.client
import json
import ssl
import time
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from rig import contract

PASSWORD = "correct horse battery"


class Answer:
    """What came back. headers: lower-case name -> value (the last); all_headers: every pair."""

    def __init__(self, url, status, pairs, body):
        self.url, self.status, self.all_headers, self.body = url, status, pairs, body
        self.headers = {k.lower(): v for k, v in pairs}

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def page(self):
        return Page(self.url, self.text)

    @property
    def location(self):
        return self.headers.get("location")

    def __repr__(self):
        return f"<{self.status} {self.url} {self.text[:300]!r}>"


class Form:
    """action, method, and values as a browser would send them; buttons: formactions inside."""

    def __init__(self, attributes):
        self.action = attributes.get("action", "")
        self.method = attributes.get("method", "get").upper()
        self.id = attributes.get("id")
        self.values, self.buttons = {}, []


class Page(HTMLParser):
    """forms, links (text -> href), ids, and the text one sees, of an HTML page."""

    VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

    def __init__(self, url, text):
        super().__init__(convert_charrefs=True)
        self.url, self.forms, self.links, self.elements, self.shown = url, [], [], [], ""
        self._open, self._form, self._area, self._select, self._link = [], None, None, None, None
        self._elsewhere = []  # buttons outside their form
        self.feed(text)
        self.close()
        for id, action in self._elsewhere:
            for form in self.forms:
                if form.id == id:
                    form.buttons.append(action)

    def handle_starttag(self, tag, pairs):
        a = {k: (v or "") for k, v in pairs}
        self.elements.append((tag, a))
        if tag not in self.VOID:
            self._open.append(tag)
        if tag == "form":
            self._form = Form(a)
            self.forms.append(self._form)
        elif tag == "a":
            self._link = [a.get("href", ""), ""]
            self.links.append(self._link)
        elif tag == "button" and a.get("form"):
            self._elsewhere.append((a["form"], a.get("formaction", "")))
        elif self._form is not None:
            self._field(tag, a)

    def _field(self, tag, a):
        if tag == "input" and a.get("name") and a.get("type") not in ("submit", "checkbox", "radio"):
            self._form.values[a["name"]] = a.get("value", "")
        elif tag == "input" and a.get("name") and "checked" in a:
            self._form.values[a["name"]] = a.get("value", "on")
        elif tag == "select":
            self._select = a.get("name")
        elif tag == "option" and self._select and ("selected" in a or self._select not in self._form.values):
            self._form.values[self._select] = a.get("value")  # None: its text, below
        elif tag == "textarea":
            self._area = a.get("name")
            self._form.values[self._area] = ""
        if tag in ("button", "input") and a.get("formaction"):
            self._form.buttons.append(a["formaction"])

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "a":
            self._link = None

    def handle_data(self, data):
        if self._area and self._form:
            before = self._form.values[self._area]
            self._form.values[self._area] = before + (data if before else data.removeprefix("\n"))
        if self._select and self._form and self._form.values.get(self._select, "") is None:
            self._form.values[self._select] = data.strip()
        if self._link:
            self._link[1] += data
        if not {"script", "style", "title"} & set(self._open):
            self.shown += data

    def form(self, action=None):
        """The form with this action, or having a button with it, or the only one that posts."""
        for form in self.forms:
            if action is None and form.method == "POST" or action in (form.action, *form.buttons):
                return form
        raise AssertionError(f"no form {action or ''} on {self.url}; there are {[f.action for f in self.forms]}")

    def href(self, text):
        """Where the first link with this text leads; None when there is none."""
        return next((h for h, shown in self.links if text in " ".join(shown.split())), None)

    def all(self, tag, **attributes):
        """Attributes of every such element: page.all("article"), page.all("a", rel="next")."""
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in attributes.items())]


class Client:
    def __init__(self, url):
        self.url = url
        self.cookies, self.token = {}, None
        self.name = self.id = self.password = self.email = None

    # As a browser

    def request(self, method, path, body=None, headers=None, follow=False):
        """One request. body: bytes or str. headers: a dict, or pairs when one is to be repeated."""
        parts = urlsplit(urljoin(self.url, path))
        pairs = list(headers.items() if isinstance(headers, dict) else headers or [])
        names = {k.lower() for k, _ in pairs}
        if self.cookies and "cookie" not in names:
            pairs.append(("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items())))
        body = body.encode() if isinstance(body, str) else body
        if "content-length" not in names and (body is not None or method in ("POST", "PUT", "PATCH")):
            pairs.append(("Content-Length", str(len(body or b""))))
        answer = self._exchange(parts, method, pairs, body)
        if follow and answer.status in (301, 302, 303) and answer.location:
            return self.request("GET", answer.location, follow=True)
        return answer

    def _exchange(self, parts, method, pairs, body):
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        more = {"context": ssl._create_unverified_context()} if parts.scheme == "https" else {}
        connection = kind(parts.hostname, parts.port, timeout=30, **more)
        path = parts.path + ("?" + parts.query if parts.query else "")
        try:
            connection.putrequest(method, path or "/", skip_accept_encoding=True)
            for name, value in pairs:
                connection.putheader(name, value)
            connection.endheaders(body)
            got = connection.getresponse()
            answer = Answer(parts.geturl(), got.status, got.getheaders(), got.read())
        finally:
            connection.close()
        self._keep_cookies(answer)
        contract.check(self.url, method, answer)
        return answer

    def _keep_cookies(self, answer):
        for name, value in answer.all_headers:
            if name.lower() == "set-cookie":
                pair, _, rest = value.partition(";")
                key, _, content = pair.partition("=")
                if "max-age=0" in rest.lower().replace(" ", ""):
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = content

    def get(self, path, follow=False, **headers):
        """GET as a browser: accept="text/html" by default; headers as accept_language="de"."""
        given = {"Accept": "text/html", **{k.replace("_", "-").title(): v for k, v in headers.items()}}
        return self.request("GET", path, headers=given, follow=follow)

    def post(self, path, values, follow=False, **headers):
        """POST of a form: values a dict, or pairs."""
        given = {"Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded",
                 "Origin": self.url, **{k.replace("_", "-").title(): v for k, v in headers.items()}}
        return self.request("POST", path, urlencode(values), given, follow)

    def submit(self, form, to=None, follow=False, **values):
        """Sends a form of a page with these values typed in; to: a button's formaction."""
        sent = {**form.values, **values}
        action = to or form.action
        if form.method == "GET":
            return self.get(action + "?" + urlencode(sent), follow)
        return self.post(action, sent, follow)

    # As an API client

    def api(self, method, path, headers=None, **members):
        """A JSON request with the bearer token, without cookies. GET and DELETE take members as a query."""
        given = {"Accept": "application/json", **(headers or {})}
        if self.token:
            given["Authorization"] = f"Bearer {self.token}"
        body = None
        if method in ("GET", "HEAD", "DELETE"):
            path += ("?" + urlencode(members)) if members else ""
        else:
            given["Content-Type"], body = "application/json", json.dumps(members)
        jar, self.cookies = self.cookies, {}
        try:
            return self.request(method, path, body, given)
        finally:
            self.cookies = jar

    # As somebody

    def register(self, name, password=PASSWORD, **profile):
        """Registers and logs in, by API and by page: token and cookie both hold."""
        self.name, self.password, self.email = name, password, f"{name}@example.org"
        for _ in range(5):  # who meets two others at the passwords for longer than a second is told to come again
            made = self.api("POST", "/v1/users", username=name, email=self.email, password=password, **profile)
            if made.status != 503:
                break
            time.sleep(int(made.headers["retry-after"]))
        assert made.status == 201, made
        self.id = made.json["id"] if "id" in made.json else made.json["user"]["id"]
        return self.log_in()

    def log_in(self, login=None, password=None):
        login, password = login or self.name, password or self.password
        session = self.api("POST", "/v1/sessions", login=login, password=password)
        assert session.status == 201, session
        self.token = session.json["token"]
        page = self.get("/login")
        answer = self.submit(page.page.form("/login"), login=login, password=password)
        assert answer.status == 303, answer
        return self

    def tweet(self, text):
        """Tweets by the API; gives the id."""
        made = self.api("POST", "/v1/tweets", text=text)
        assert made.status == 201, made
        return made.json["id"]

    def follow(self, *others):
        for other in others:
            done = self.api("PUT", f"/v1/users/{other.id}/follow")
            assert done.status in (200, 201, 204), done
        return self
