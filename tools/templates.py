#!/usr/bin/env python3
"""Compiles templates/*.html to C, one function a page, so that the C compiler checks every field they name.

    templates.py --source FILE.c --header FILE.h --messages messages.en --root DIR TEMPLATE...

TEMPLATE is a path below DIR; those in a folder `partials` are partials. The language stands in
templates/README.md. Errors are printed as file:line: and the exit status is 1.
"""

import argparse
import os
import re
import sys

from html_context import ContextError, Scanner

TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
NAME = r"[a-z_][a-z0-9_]*"
PATH = NAME + r"(?:\." + NAME + r")*"
KEY = r"[a-z0-9_]+(?:\.[a-z0-9_]+)+"
TAKES = re.compile(r"\{\{takes (?:nothing|struct (%s) as (%s))\}\}[ \t]*\n" % (NAME, NAME))
CONDITION = re.compile(r'(not )?(%s)(?: (==|!=) ("[^"\\]*"|-?[0-9]+))?' % PATH)
C_KEYWORDS = set("auto break case char const continue default do double else enum extern float for goto if inline int "
                 "long register return short signed sizeof static struct switch typedef union unsigned void "
                 "volatile while out".split())


class TemplateError(Exception):
    def __init__(self, where, text):
        super().__init__("%s: %s" % (where, text))


class Token:
    def __init__(self, kind, text, path, line):
        self.kind, self.text, self.path, self.line = kind, text, path, line

    @property
    def where(self):
        return "%s:%d" % (self.path, self.line)

    @property
    def is_edge(self):
        """A neighbour next to which a line break is only layout of the source."""
        return self.kind == "tag" and (self.text[:1] in "#/>!" or self.text == "else")


def tokens_of(path, text, line=1):
    """Literals and tags in their order; comments are left out."""
    tokens, at = [], 0
    for match in TAG.finditer(text):
        literal = text[at:match.start()]
        if literal:
            tokens.append(Token("literal", literal, path, line))
        line += literal.count("\n")
        tokens.append(Token("tag", " ".join(match.group(1).split()), path, line))
        line += match.group().count("\n")
        at = match.end()
    if text[at:]:
        tokens.append(Token("literal", text[at:], path, line))
    for token in tokens:
        stray = re.search(r"\{\{|\}\}", token.text)
        if stray:
            broken_at = token.line + token.text[:stray.start()].count("\n")
            raise TemplateError("%s:%d" % (path, broken_at), "%s without its other end" % stray.group())
    return tokens


class Template:
    """A page or a partial as it stands in its file."""

    def __init__(self, root, path):
        self.path = path
        self.name = os.path.splitext(os.path.basename(path))[0]
        if not re.fullmatch(NAME, self.name):
            raise TemplateError(path, "the file's name must be letters, digits and _")
        self.is_partial = os.path.basename(os.path.dirname(path)) == "partials"
        with open(os.path.join(root, path), encoding="utf-8") as source:
            text = source.read()
        line = 1
        self.struct, self.local = self.name + "_page", "page"
        if self.is_partial:
            takes = TAKES.match(text)
            if not takes:
                raise TemplateError(path + ":1", "a partial begins with {{takes struct NAME as NAME}} or {{takes nothing}}")
            self.struct, self.local = takes.group(1), takes.group(2)
            text, line = text[takes.end():], 2
        self.tokens = tokens_of(path, text, line)

    @property
    def function(self):
        return ("partial_" if self.is_partial else "template_") + self.name

    @property
    def signature(self):
        argument = ", const struct %s *%s" % (self.struct, self.local) if self.struct else ""
        static = "static void " if self.is_partial else "void "
        return "%s%s(struct buf *out, const struct layout *layout%s)" % (static, self.function, argument)


def c_string(text):
    """A C literal of UTF-8 text. Octal escapes: they end after three digits, hexadecimal ones do not."""
    plain = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "?": "\\?"}
    return '"%s"' % "".join(
        plain.get(chr(byte)) or (chr(byte) if 32 <= byte < 127 else "\\%03o" % byte) for byte in text.encode())


class Writer:
    """Makes one template's C function: walks the tokens once, in step with the HTML scanner."""

    def __init__(self, template, partials, messages):
        self.template, self.partials, self.messages = template, partials, messages
        self.tokens, self.at = template.tokens, 0
        self.html = Scanner()
        self.locals = {"layout"} | ({template.local} if template.struct else set())
        self.lines, self.pending, self.loops = [], "", 0

    # Output

    def literal(self, text):
        self.pending += text

    def statement(self, token, code):
        self.flush()
        self.lines += ['#line %d "%s"' % (token.line, token.path), code]

    def flush(self):
        if self.pending:
            self.lines.append("buf_put(out, STR(%s));" % c_string(self.pending))
        self.pending = ""

    # The walk

    def function(self):
        template = self.template
        try:
            stop = self.block(())
        except ContextError as error:
            raise TemplateError(self.tokens[self.at].where, error) from None
        if stop:
            raise TemplateError(stop.where, "{{%s}} without its beginning" % stop.text)
        if self.html.state() != Scanner().state():
            raise TemplateError(template.path, "ends inside a tag or a <%s>" % (self.html.inside or self.html.element))
        self.flush()
        unused = ["(void)layout;"] + ["(void)%s;" % template.local] * bool(template.struct)
        return "\n".join([template.signature, "{"] + unused + self.lines + ["}", ""])

    def block(self, ends):
        """Everything up to a tag in `ends`, which is returned (None: the file ended)."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "literal":
                self.literal(self.html.literal(token.text, self.edge(self.at - 1), self.edge(self.at + 1)))
            elif token.text == "else" or token.text.startswith("/"):
                if token.text not in ends:
                    return self.end_unexpected(token, ends)
                self.at += 1
                return token
            else:
                self.tag(token)
            self.at += 1
        return None

    def end_unexpected(self, token, ends):
        if ends:
            raise TemplateError(token.where, "{{%s}} where {{%s}} is due" % (token.text, ends[-1]))
        return token

    def edge(self, at):
        return not 0 <= at < len(self.tokens) or self.tokens[at].is_edge

    def tag(self, token):
        text = token.text
        if text.startswith("!"):
            return
        for prefix, act in (("#if ", self.tag_if), ("#each ", self.tag_each), ("> ", self.tag_partial),
                            ("t ", self.tag_message)):
            if text.startswith(prefix):
                act(token, text[len(prefix):])
                return
        if not re.fullmatch(PATH, text):
            raise TemplateError(token.where, "{{%s}} is nothing this language knows" % text)
        kind = self.html.variable()
        self.statement(token, "EMIT_%s(out, %s);" % (kind.upper(), self.value(token, text)))

    # Blocks

    def branch(self, token, scanner, ends):
        """One branch from the given state on; gives its end tag and leaves the scanner at its end."""
        self.html = scanner
        self.at += 1
        end = self.block(ends)
        if end is None:
            raise TemplateError(token.where, "{{%s}} without {{%s}}" % (token.text, ends[-1]))
        self.flush()
        self.at -= 1
        return end

    def same_state(self, token, one, other):
        if one.state() != other.state():
            raise TemplateError(token.where, "the branches of {{%s}} end in different places of the HTML" % token.text)

    def tag_if(self, token, text):
        self.html.state()
        start = self.html.copy()
        self.statement(token, "if (%s) {" % self.condition(token, text))
        end = self.branch(token, self.html, ("else", "/if"))
        after = self.html
        if end.text == "else":
            self.lines.append("} else {")
            self.branch(token, start, ("/if",))
        else:
            self.html = start
        self.same_state(token, after, self.html)
        self.lines.append("}")

    def condition(self, token, text):
        match = CONDITION.fullmatch(text)
        if not match:
            raise TemplateError(token.where, "{{#if %s}}: write a field, `not field` or `field == \"text\"`" % text)
        negated, path, operator, literal = match.groups()
        value = self.value(token, path)
        if not operator:
            code = "EMIT_TRUE(%s)" % value
        elif literal[0] == '"':
            code = "%sstr_eq(%s, STR(%s))" % ("!" if operator == "!=" else "", value, c_string(literal[1:-1]))
        else:
            code = "%s %s %s" % (value, operator, literal)
        return "!(%s)" % code if negated else code

    def tag_each(self, token, text):
        match = re.fullmatch(r"(%s) as (%s)" % (PATH, NAME), text)
        if not match:
            raise TemplateError(token.where, "{{#each %s}}: write `list as item`" % text)
        items, item = self.place(token, match.group(1)), match.group(2)
        if item in self.locals or item in C_KEYWORDS:
            raise TemplateError(token.where, "the name %s is taken here" % item)
        self.html.state()
        start = self.html.copy()
        self.loops += 1
        index = "at_%d" % self.loops
        self.statement(token, "for (size_t %s = 0; %s < %s.count; %s++) {" % (index, index, items, index))
        self.statement(token, "const __typeof__(*%s.at) *%s = &%s.at[%s];" % (items, item, items, index))
        self.locals.add(item)
        end = self.branch(token, self.html, ("else", "/each"))
        self.locals.remove(item)
        self.lines.append("}")
        self.same_state(token, self.html, start)
        if end.text == "else":
            self.statement(end, "if (%s.count == 0) {" % items)
            self.branch(token, start.copy(), ("/each",))
            self.same_state(token, self.html, start)
            self.lines.append("}")

    # Values

    def value(self, token, path):
        parts = path.split(".")
        if parts[0] in self.locals and len(parts) > 1:
            return "%s->%s" % (parts[0], ".".join(parts[1:]))
        if parts[0] in self.locals:
            raise TemplateError(token.where, "%s is a whole struct: name a field of it" % path)
        if not self.template.struct:
            raise TemplateError(token.where, "%s: this partial takes nothing" % path)
        return "%s->%s" % (self.template.local, path)

    def place(self, token, path):
        """A struct, which may be a local as a whole."""
        return "(*%s)" % path if path in self.locals else self.value(token, path)

    def tag_partial(self, token, text):
        name, _, argument = text.partition(" ")
        partial = self.partials.get(name)
        if not partial:
            raise TemplateError(token.where, "there is no partial %s" % name)
        if self.html.state() != Scanner().state():
            raise TemplateError(token.where, "a partial may only stand in text")
        if bool(partial.struct) != bool(argument) or argument and not re.fullmatch(PATH, argument):
            raise TemplateError(token.where, "the partial %s takes %s" % (name, partial.struct or "nothing"))
        code = "%s(out, layout" % partial.function
        if argument:
            code += ", &" + self.place(token, argument)
        self.statement(token, code + ");")

    def tag_message(self, token, text):
        match = re.fullmatch(r"(%s)((?: %s=%s)*)" % (KEY, NAME, PATH), text)
        if not match:
            raise TemplateError(token.where, "{{t %s}}: write `noun.what name=field ...`" % text)
        key = match.group(1)
        given = [pair.split("=") for pair in match.group(2).split()]
        self.check_message(token, key, {name for name, _ in given})
        kind = self.html.variable()
        if kind not in ("text", "attr"):
            raise TemplateError(token.where, "a message is no URL")
        source = "message_at(MSG_%s)" % key.replace(".", "_")
        if not given:
            self.statement(token, "EMIT_%s(out, %s);" % (kind.upper(), source))
            return
        values = ", ".join("EMIT_VALUE(%s, %s)" % (c_string(name), self.value(token, path)) for name, path in given)
        self.statement(token, "emit_message_%s(out, %s, (const struct emit_value[]){%s}, %d);"
                       % (kind, source, values, len(given)))

    def check_message(self, token, key, given):
        if key not in self.messages:
            raise TemplateError(token.where, "the catalogue has no message %s" % key)
        wanted = set(re.findall(r"\{(%s)\}" % NAME, self.messages[key]))
        if wanted != given:
            raise TemplateError(token.where, "%s wants %s" % (key, ", ".join(sorted(wanted)) or "no values"))


def read_messages(path):
    with open(path, encoding="utf-8") as source:
        rows = (line.split("=", 1) for line in source if "=" in line and not line.startswith("#"))
        return {key.strip(): text.strip() for key, text in rows}


HEADER = """/* Generated by tools/templates.py from templates/: do not edit. One function a page. */
#ifndef VIEW_TEMPLATES_H
#define VIEW_TEMPLATES_H

#include "base/buf.h"
#include "view/pages.h"

%s

#endif
"""

SOURCE = """/* Generated by tools/templates.py from templates/: do not edit. */
#include "base/std.h"
#include "view/templates.h"

#include "base/message.h"
#include "base/message_ids.h"
#include "view/emit.h"

%s

%s
"""


def compile_all(root, paths, messages):
    """The C source and its header."""
    templates = [Template(root, path) for path in paths]
    partials = {template.name: template for template in templates if template.is_partial}
    pages = [template for template in templates if not template.is_partial]
    forward = "\n".join("UNUSED %s;" % template.signature for template in partials.values())
    functions = "\n".join(Writer(template, partials, messages).function() for template in templates)
    prototypes = "\n".join(template.signature + ";" for template in pages)
    return SOURCE % (forward, functions), HEADER % prototypes


def write_if_changed(path, text):
    """Keeps the time of an unchanged header, so that what includes it is not compiled again."""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as old:
            if old.read() == text:
                return
    with open(path, "w", encoding="utf-8") as new:
        new.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for option in ("--source", "--header", "--messages", "--root"):
        parser.add_argument(option, required=True)
    parser.add_argument("templates", nargs="+")
    arguments = parser.parse_args()
    try:
        messages = read_messages(arguments.messages)
        source, header = compile_all(arguments.root, sorted(arguments.templates), messages)
    except TemplateError as error:
        print(error, file=sys.stderr)
        return 1
    os.makedirs(os.path.dirname(arguments.source) or ".", exist_ok=True)
    write_if_changed(arguments.header, header)
    with open(arguments.source, "w", encoding="utf-8") as out:
        out.write(source)
    return 0


if __name__ == "__main__":
    sys.exit(main())
