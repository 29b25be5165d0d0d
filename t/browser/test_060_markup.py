"""S18 once more where it counts: in a browser, with its script. Nothing of the twelve families runs, no element or
handler stands on the page that our templates do not write, and reading and writing the page anew changes nothing."""
from rig.markup import FAMILIES, TAGS

LOOK = """const own = new Set(arguments[0]), wrong = [];
  for (const e of document.querySelectorAll("*")) {
    if (!own.has(e.localName)) wrong.push("<" + e.localName + ">");
    for (const a of e.attributes)
      if (a.name.startsWith("on") || a.name === "style" || a.name === "autofocus") wrong.push(e.localName + " " + a.name);
    for (const a of ["href", "src", "action", "formAction"]) {
      const to = e.getAttribute && e.getAttribute(a);
      if (to && !/^(https?|mailto):/.test(new URL(to, document.baseURI).protocol)) wrong.push(a + "=" + to);
    }
  }
  return wrong;"""
AGAIN = """const count = (doc) => JSON.stringify([...doc.body.querySelectorAll("*")].map((e) => e.localName + e.attributes.length));
  return count(new DOMParser().parseFromString(document.documentElement.outerHTML, "text/html")) === count(document);"""
HIT = "return Boolean(window.hit)"


def loud(evil):
    """A string that would leave its mark instead of a box that blocks the test."""
    return evil.replace("alert(1)", "hit=1").replace("onerror=a()", "onerror=hit=1")


def test_S18_nothing_of_it_runs_in_a_browser(window, person):
    """One of each family, and the break-outs; web/test_060 has them all."""
    ada, tweets = person("ada"), []
    for evil in map(loud, [strings[0] for strings in FAMILIES.values()] + FAMILIES["break-outs"][1:5] + FAMILIES["mutations"][1:3]):
        said = "".join(c for c in evil if c.isprintable() or c == "\n")
        tweets.append(ada.tweet(said))
        for name, limit in (("display_name", 50), ("bio", 160), ("location", 30)):
            ada.api("PATCH", "/v1/users/me", **{name: said[:limit]})
    ada.api("PUT", f"/v1/tweets/{tweets[0]}", text=f"{loud(FAMILIES['script'][1])} anew")
    window.log_in(ada).complaints()
    for path in ("/", f"/@{ada.name}", f"/@{ada.name}/{tweets[0]}/history", f"/tweets/{tweets[-1]}/edit", "/settings/profile"):
        window.open(path)
        assert not window.run(LOOK, list(TAGS)), path
        assert window.run(AGAIN), f"{path} read anew is another page"
        assert not window.run(HIT), path
    window.open(f"/@{ada.name}").one(f"#t-{tweets[-1]} [data-act=like]").click()
    window.until(lambda: window.one(f"#t-{tweets[-1]} [data-act=like]").get_attribute("aria-pressed") == "true", "not liked")
    assert not window.run(LOOK, list(TAGS)) and not window.run(HIT)
    assert not [c for c in window.complaints() if "Content Security Policy" in c], "nothing even tried"
