"""Where in HTML a template stands: decides how what is put there must be escaped, or that it may not be.

A Scanner is fed a template's literal text piece by piece and knows after each piece whether the next byte
is text, a quoted attribute, a URL or a place where nothing variable is safe. It returns the text with white
space collapsed. It is strict where HTML is lenient: attribute values stand in double quotes, and what a
Content-Security-Policy without exceptions would refuse (inline script, style, on* attributes) is refused here.
"""

import re

URL_ATTRIBUTES = {"href", "src", "action", "formaction", "poster", "cite", "data", "xlink:href"}
REFUSED_ATTRIBUTES = {
    "style": "inline style is refused: use a class",
    "srcdoc": "srcdoc is refused",
    "srcset": "srcset is refused",
    "ping": "ping is refused",
    "http-equiv": "http-equiv is refused: send a header",
}
REFUSED_ELEMENTS = {"style", "iframe", "object", "embed", "base"}
RAW_ELEMENTS = {"script"}               # content is not HTML
RCDATA_ELEMENTS = {"textarea", "title"}  # content is text with character references
SAFE_URL = re.compile(r"(?:/(?![/\\])|\?|#|https?://[^/]+/|mailto:)", re.IGNORECASE)


class ContextError(Exception):
    """What is wrong, in words for the author of a template."""


class Scanner:
    def __init__(self):
        self.mode = "text"      # text, tag_name, tag, attribute, before_value, value, declaration
        self.element = ""       # the tag being read
        self.closing = False    # ... is an end tag
        self.attribute = ""
        self.value = ""         # literal part of a value so far
        self.after_variable = False  # a variable stands in the value already
        self.inside = ""        # the raw, RCDATA or pre element that we are in
        self.spaced = False     # white space before the next attribute

    def state(self):
        """What must be the same at both ends of a block."""
        self._settle()
        url = self._url() if self.mode == "value" and self.attribute in URL_ATTRIBUTES else ""
        return (self.mode, self.element if self.mode == "tag" else "", self.attribute if self.mode == "value" else "",
                url, self.inside)

    def copy(self):
        other = Scanner()
        other.__dict__.update(self.__dict__)
        return other

    def _settle(self):
        """A template tag ends a tag's or an attribute's name."""
        if self.mode == "tag_name":
            self._name_ends()
            self.mode, self.spaced = "tag", False
        elif self.mode == "attribute":
            self._attribute_named()
            self.mode, self.spaced = "tag", False

    def _url(self):
        """How far a URL has come: start, safe (a scheme with its host, or a path, stands), unsafe."""
        if self.after_variable:
            return "safe"
        if not self.value:
            return "start"
        return "safe" if SAFE_URL.match(self.value) else "unsafe"

    def variable(self):
        """The kind of escaping for a value that is put here: text, attr, url or url_part."""
        if self.mode == "text":
            if self.inside in RAW_ELEMENTS:
                raise ContextError("no variable inside <%s>" % self.inside)
            return "text"
        if self.mode == "before_value":
            raise ContextError('no variable in an unquoted attribute: write %s="..."' % self.attribute)
        if self.mode != "value":
            raise ContextError("no variable inside a tag, only in quoted attribute values")
        if self.attribute not in URL_ATTRIBUTES:
            return "attr"
        url = self._url()
        if url == "unsafe":
            raise ContextError('a variable in %s may only follow a path or http:, https:, mailto:; not "%s"'
                               % (self.attribute, self.value))
        self.after_variable = True
        return "url" if url == "start" else "url_part"

    def literal(self, text, left_edge, right_edge):
        """Goes through a piece of literal text and returns it with white space collapsed.

        Edges: the piece's neighbour is a block, a partial or the end of the file (not a variable)."""
        out = []
        at = 0
        edge = left_edge
        while at < len(text):
            if self.mode == "text" and not self.inside and text[at].isspace():
                end = at
                while end < len(text) and text[end].isspace():
                    end += 1
                next_edge = right_edge if end == len(text) else text[end] == "<"
                if not (edge and next_edge and "\n" in text[at:end]):
                    out.append(" ")
                at, edge = end, False
                continue
            before = self.mode
            used, put = getattr(self, "_in_" + self.mode)(text, at)
            out.append(put)
            at += used
            edge = self.mode == "text" and before != "text"
        return "".join(out)

    # Each takes the text and a place and gives how many characters it used and what to put.

    def _in_text(self, text, at):
        if text[at] != "<":
            if text[at] == ">" and self.inside not in RAW_ELEMENTS:
                raise ContextError("a bare >: write &gt;")
            if self.inside in RAW_ELEMENTS and not text[at].isspace():
                raise ContextError("no content inside <%s>: inline script is refused" % self.inside)
            return 1, text[at]
        if self.inside and self.inside != "pre" and not text.startswith("</" + self.inside, at):
            raise ContextError("a tag inside <%s>" % self.inside)
        if text.startswith("<!--", at):
            raise ContextError("HTML comments are refused: write {{! ... }}")
        match = re.compile(r"</?(?=[A-Za-z])|<!(?=[Dd])").match(text, at)
        if not match:
            raise ContextError("a bare <: write &lt;")
        self.mode = "declaration" if match.group() == "<!" else "tag_name"
        self.element, self.closing = "", match.group() == "</"
        return len(match.group()), match.group()

    def _in_declaration(self, text, at):
        if text[at] == ">":
            self.mode = "text"
        return 1, text[at]

    def _in_tag_name(self, text, at):
        if re.match(r"[A-Za-z0-9-]", text[at]):
            self.element += text[at]
            return 1, text[at]
        self._name_ends()
        self.mode, self.spaced = "tag", False
        return 0, ""

    def _name_ends(self):
        if self.element.lower() in REFUSED_ELEMENTS:
            raise ContextError("<%s> is refused" % self.element)

    def _in_tag(self, text, at):
        run = re.compile(r"\s+").match(text, at)
        if run:
            self.spaced = True
            drop = text[run.end():run.end() + 1] == ">" or text.startswith("/>", run.end())
            return len(run.group()), "" if drop else " "
        if text.startswith("/>", at) or text[at] == ">":
            self._tag_ends(text[at] == "/")
            return (2, "/>") if text[at] == "/" else (1, ">")
        if not re.match(r"[A-Za-z]", text[at]):
            raise ContextError("unexpected %r inside <%s>" % (text[at], self.element))
        if not self.spaced:
            raise ContextError("white space is missing before an attribute of <%s>" % self.element)
        if self.closing:
            raise ContextError("an end tag has no attributes")
        self.mode, self.attribute = "attribute", ""
        return 0, ""

    def _tag_ends(self, self_closing):
        name = self.element.lower()
        if self.closing:
            if name == self.inside:
                self.inside = ""
        elif not self_closing and (name in RAW_ELEMENTS or name in RCDATA_ELEMENTS or name == "pre"):
            self.inside = name
        self.mode = "text"

    def _in_attribute(self, text, at):
        if re.match(r"[A-Za-z0-9:_.-]", text[at]):
            self.attribute += text[at]
            return 1, text[at]
        self._attribute_named()
        self.mode, self.spaced = ("before_value", False) if text[at] == "=" else ("tag", False)
        return (1, "=") if text[at] == "=" else (0, "")

    def _attribute_named(self):
        name = self.attribute.lower()
        if name.startswith("on"):
            raise ContextError("%s is refused: inline script" % self.attribute)
        if name in REFUSED_ATTRIBUTES:
            raise ContextError(REFUSED_ATTRIBUTES[name])

    def _in_before_value(self, text, at):
        if text[at] != '"':
            raise ContextError('write %s="..." with double quotes' % self.attribute)
        self.mode, self.value, self.after_variable = "value", "", False
        return 1, '"'

    def _in_value(self, text, at):
        if text[at] == '"':
            self.mode, self.spaced = "tag", False
            return 1, '"'
        run = re.compile(r"\s*\n\s*").match(text, at)
        put = " " if run else text[at]
        self.value += put
        return len(run.group()) if run else 1, put
