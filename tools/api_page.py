#!/usr/bin/env python3
"""Makes the page /docs/api of docs/api.md: a partial for tools/templates.py.

    api_page.py docs/api.md OUT/templates/partials/api_text.html

Reads as much of Markdown as the document needs: headings, paragraphs, lists of links, tables, fenced blocks, links, code and
bold. A table becomes a list of terms, which a narrow window can show: its first columns the term, its last
what is said of it. The site of the examples becomes the site that serves the page.
"""
import html
import os
import re
import sys

SITE = "https://linnet.example"
INLINE = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<bold>[^*]+)\*\*|\[(?P<text>[^\]]+)\]\((?P<href>[^)]+)\)")


def text(raw):
    """As HTML text of a template: no brace begins or ends a tag of its language."""
    escaped = html.escape(raw, quote=False).replace("{{", "{&#123;").replace("}}", "}&#125;")
    return escaped.replace(SITE, "{{text.site_url}}")


def inline(raw):
    out, at = "", 0
    for m in INLINE.finditer(raw):
        out += text(raw[at:m.start()])
        at = m.end()
        if m["code"]:
            out += f"<code>{text(m['code'])}</code>"
        elif m["bold"]:
            out += f"<b>{text(m['bold'])}</b>"
        else:
            out += f'<a href="{html.escape(m["href"].removeprefix(SITE))}">{inline(m["text"])}</a>'
    return out + text(raw[at:])


def anchor(head):
    return re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")


def table(lines):
    rows = [[c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]
    terms = [f"<div><dt>{' '.join(map(inline, row[:-1]))}</dt><dd>{inline(row[-1])}</dd></div>" for row in rows]
    return '<dl class="labelled">\n' + "\n".join(terms) + "\n</dl>"


class Page:
    def __init__(self):
        self.anchors = set()

    def heading(self, line):
        marks, _, head = line.partition(" ")
        if marks == "#":
            return ""  # the page's own
        name = anchor(head)
        if name in self.anchors:
            sys.exit(f"api_page.py: two headings are called {head}")
        self.anchors.add(name)
        level = len(marks)
        return f'<h{level} id="{name}">{inline(head)}</h{level}>'

    def block(self, lines):
        """What begins the lines, and how many of them it takes."""
        first = lines[0]
        if first.startswith("```"):
            end = lines.index("```", 1)
            return f"<pre>{text(chr(10).join(lines[1:end]))}</pre>", end + 1
        if first.startswith("#"):
            return self.heading(first), 1
        kind = "|" if first.startswith("|") else "- " if first.startswith("- ") else ""
        count = 1
        while count < len(lines) and lines[count] and lines[count].startswith(kind):
            count += 1
        if kind == "|":
            return table(lines[:count]), count
        if kind:
            return '<ul class="crumbs">\n' + "\n".join(f"<li>{inline(line[2:])}</li>" for line in lines[:count]) + "\n</ul>", count
        return f"<p>{inline(' '.join(lines[:count]))}</p>", count

    def made(self, source):
        lines, at, out = source.splitlines(), 0, []
        while at < len(lines):
            if not lines[at]:
                at += 1
                continue
            one, taken = self.block(lines[at:])
            out.append(one)
            at += taken
        return "\n".join(filter(None, out))


def main():
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as markdown:
        body = Page().made(markdown.read())
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w", encoding="utf-8") as out:
        out.write("{{takes struct api_text_part as text}}\n" + body + "\n")


if __name__ == "__main__":
    main()
