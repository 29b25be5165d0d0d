"""Markup that wants to live: twelve families of strings, and a look at a page through a parser as browsers have it.

    for name, strings in FAMILIES.items(): ...
    live(answer)         what of a page is not the site's own: a list of complaints, empty when all is well
    seen(answer)         everything a page says, in text and in attributes
"""
import re
from urllib.parse import urlsplit

import html5lib

from rig.paths import ROOT

FAMILIES = {
    "script": ["<script>alert(1)</script>", "<ScRiPt/src=//evil.example/x></sCrIpT>", "<<script>alert(1)//<</script>", "<script\n>alert(1)", "<script x='>'>"],
    "handlers": ["<img src=x onerror=alert(1)>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>x", "<img/src=\"x\"/onerror=alert(1)//",
                 "<input autofocus onfocus=alert(1)>"],
    "schemes": ["javascript:alert(1)", "java&#115;cript:alert(1)", "java\nscript:alert(1)", "&#x6A&#x61vascript&colon;alert(1)",
                "data:text/html,<script>alert(1)</script>", "<a href=\" JaVaScRiPt:alert(1)\">x</a>", "vbscript:msgbox(1)"],
    "foreign": ["<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
                "<svg><animate href=#x values=javascript:alert(1) />", "<svg><a xlink:href=\"javascript:alert(1)\"><text>x"],
    "attributes": ["\" onmouseover=alert(1) x=\"", "' onmouseover=alert(1) x='", "` onmouseover=alert(1) x=`", "\"><img src=x onerror=alert(1)>",
                   "'><b id=evil>", "x onfocus=alert(1) autofocus x", "/onclick=alert(1)//"],
    "templates": ["{{7*7}}${7*7}<%=7*7%>#{7*7}", "{{> csrf}}{{layout.csrf_token}}", "{count} {name} {n} {0}", "<style>*{display:none}</style>",
                  "x;background:url(javascript:alert(1))", "<link rel=stylesheet href=//evil>", "<b style=\"x:expression(1)\">", "%s%n$(id)`id`"],
    "encodings": ["+ADw-script+AD4-alert(1)", "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e", "\u2039script\u203a", "\ufffd<script>alert(1)</script>",
                  "%3Cscript%3Ealert(1)%3C/script%3E", "\\u003cscript\\u003e\\x3cb\\x3e"],
    "break-outs": ["--><script>alert(1)</script>", "<!--><img src=x onerror=alert(1)>-->", "]]><script>alert(1)</script>", "</title><script>alert(1)</script>",
                   "</textarea><img src=x onerror=a()>", "</option></select><b id=evil>", "<![CDATA[<b id=evil>]]>", "</p></article></main><plaintext>",
                   "<?xml version='1.0'?><!DOCTYPE x>"],
    "invisible": ["\u202e<script>alert(1)</script>", "a\u200b<b\u200b>x", "\u2066evil\u2069", "\ufeff<img src=x>", "\u2028<b>\u2029", "<scr\u00adipt>",
                  "\U000e0041<b>", "e\u0301\u0301\u0301<b>"],
    "mutations": ["<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
                  "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                  "&lt;img src=x onerror=alert(1)&gt;", "&amp;lt;b&amp;gt; &amp;&quot;&#39;&notit;", "<listing>&lt;img src=1 onerror=a()&gt;"],
    "addresses": ["https://example.org/\"onmouseover=\"alert(1)", "https://example.org/'><script>alert(1)</script>", "https://example.org/?a=<b>&b=\"c\"&lt;",
                  "http://a\"b.example/", "javascript://example.org/%0aalert(1)", "@ada<script>", "#<b>x</b>#\"x", "mailto:x@example.org?body=<b>",
                  "http://example.org\\@evil.example"],
    "ways": ["/%0d%0aSet-Cookie:%20evil=1", "//evil.example/", "/\\evil.example", "/?a=\"><script>alert(1)</script>", "/#\"><img src=x onerror=alert(1)>",
             "/x\nX-Evil: 1", "///evil.example", "/./javascript:alert(1)"],
}

# What the text engine (app/domain/richtext.h) writes between our tags, what tools/api_page.py makes of docs/api.md, and what
# a parser puts in by itself.
OURS = {"a": {"href", "rel", "class"}, "span": {"class"}, "br": set(), "code": set(), "pre": set(), "h2": {"id"}, "h3": {"id"},
        "tbody": set()}
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "symbol", "use", "path", "circle", "text"}
ADDRESSES = {"href", "src", "action", "formaction", "cite", "poster", "srcset", "data"}


def own_tags():
    """tag -> attributes, as the templates write them."""
    tags = {t: set(a) for t, a in OURS.items()}
    for path in (ROOT / "templates").rglob("*.html"):
        source = re.sub(r"{{.*?}}", " ", path.read_text(), flags=re.S)
        for tag, inside in re.findall(r"<([a-z][\w-]*)((?:\s+[^<>\"']*(?:\"[^\"]*\"|'[^']*')?)*)\s*/?>", source):
            names = re.sub(r"\"[^\"]*\"|'[^']*'", "", inside)
            tags.setdefault(tag, set()).update(re.findall(r"[a-z][\w-]*", names))
    return tags


TAGS = own_tags()


def tree_of(answer):
    """The page's tree and what the parser complained of."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(answer.text)
    return tree, [code for _, code, _ in parser.errors if code != "invalid-codepoint"]


def is_ours(value):
    """A path of this site, a query or a piece, or a scheme that only leads."""
    if re.search(r"[\x00-\x20\x7f\\]", value):
        return False
    return urlsplit(value).scheme.lower() in ("http", "https", "mailto") or value[:1] in ("?", "#", "") or value[:1] == "/" != value[1:2]


def judge_element(element):
    tag, attributes = str(element.tag), {str(name): value for name, value in element.attrib.items()}
    foreign, tag = tag.startswith(SVG), tag.removeprefix(SVG)
    if tag not in TAGS or foreign != (tag in DRAWN):
        return [f"<{tag}>"]
    wrong = [f"<{tag} {name}>" for name in attributes if name not in TAGS[tag] or name.startswith("on") or name == "style"]
    wrong += [f"{name}={attributes[name]!r}" for name in ADDRESSES & set(attributes) if not is_ours(attributes[name])]
    if tag == "script" and (element.text or not re.match(r"(https?:/)?/[^/]", attributes.get("src", ""))):
        wrong.append("a script of somebody")
    return wrong


def live(answer):
    tree, errors = tree_of(answer)
    wrong = [what for element in tree.iter() if element is not tree or isinstance(tree.tag, str) for what in judge_element(element)]
    return wrong + [f"not well formed: {e}" for e in errors] + ["the frame is broken"] * (len(list(tree.iter("main"))) != 1)


def seen(answer):
    """Everything that stands on the page: text, title, values and other attributes; white space as one blank."""
    tree, _ = tree_of(answer)
    parts = ["".join(tree.itertext())] + [v for e in tree.iter() if isinstance(e.tag, str) for v in e.attrib.values()]
    return "\0".join(" ".join(p.split()) for p in parts)
