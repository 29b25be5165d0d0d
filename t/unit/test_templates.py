"""The template compiler: what it makes, what it refuses, and that misspelt names do not compile."""
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MESSAGES = "greet.plain = Hello & welcome\ngreet.name = Hello {name}\n"
PAGES = """#ifndef VIEW_PAGES_H
#define VIEW_PAGES_H
#include "base/str.h"
struct layout { struct str title; };
struct item_part { struct str name, href; int n; };
struct items { const struct item_part *at; size_t count; };
struct page_page { struct str text, href; int n; bool on; struct items items; struct item_part item; };
#endif
"""
MAIN = r"""
#include "base/std.h"
#include "base/arena.h"
#include "base/fault.h"
#include "base/message.h"
#include "view/templates.h"
void bug_at(const char *file, int line, const char *format, ...) { (void)file; (void)line; (void)format; abort(); }
struct str message_at(int id) { static const struct str texts[] = {{"Hello {name}", 12}, {"Hello & welcome", 15}}; return texts[id]; }
int main(void)
{
    const struct item_part items[] = {{STR("<one>"), STR("/1"), 1}, {STR("two"), STR("javascript:x"), 2}};
    const struct layout l = {STR("T&T")};
    const struct page_page p = {STR("a<b> \"q\""), STR("/x?a=1&b=2"), 7, true, {items, 2}, {STR("it"), STR("/it"), 3}};
    struct buf b;
    buf_init(&b, arena_new(4096, 1 << 20), 64);
    template_page(&b, &l, &p);
    fwrite(b.at, 1, b.len, stdout);
    return 0;
}
"""


CC = ["gcc", "-std=gnu11", "-Wall", "-Wextra", "-Werror"]


@pytest.fixture(scope="session")
def objects(tmp_path_factory):
    """What compiled templates stand on, compiled once."""
    folder = tmp_path_factory.mktemp("objects")
    (folder / "config.h").write_text("#define _GNU_SOURCE 1\n")
    sources = [ROOT / f"app/base/{name}.c" for name in ("arena", "buf", "str")] + [ROOT / "app/view/emit.c"]
    subprocess.run([*CC, "-I", str(folder), "-I", str(ROOT / "app"), "-c", *map(str, sources)], cwd=folder, check=True)
    return [str(p) for p in folder.glob("*.o")]


@pytest.fixture
def bench(tmp_path):
    """compile(page, partials...) gives the compiler's run; its result stands in tmp_path."""
    (tmp_path / "templates/partials").mkdir(parents=True)
    (tmp_path / "include/view").mkdir(parents=True)
    (tmp_path / "include/base").mkdir()
    (tmp_path / "messages.en").write_text(MESSAGES)
    (tmp_path / "include/view/pages.h").write_text(PAGES)
    (tmp_path / "include/config.h").write_text("#define _GNU_SOURCE 1\n")
    (tmp_path / "include/base/message_ids.h").write_text("enum message_id { MSG_greet_name, MSG_greet_plain };\n")
    return Bench(tmp_path)


class Bench:
    def __init__(self, folder):
        self.folder = folder

    def compile(self, page, **partials):
        files = {"templates/page.html": page} | {f"templates/partials/{name}.html": text for name, text in partials.items()}
        for name, text in files.items():
            (self.folder / name).write_text(text)
        return subprocess.run(
            [sys.executable, "-B", str(ROOT / "tools/templates.py"), "--source", str(self.folder / "templates.c"),
             "--header", str(self.folder / "include/view/templates.h"), "--messages", str(self.folder / "messages.en"),
             "--root", str(self.folder), *files], capture_output=True, text=True)

    def refusal(self, page, **partials):
        run = self.compile(page, **partials)
        assert run.returncode == 1, "it was taken"
        return run.stderr.strip()

    def cc(self, *arguments):
        return subprocess.run([*CC, "-I", str(self.folder / "include"), "-I", str(ROOT / "app"), *arguments,
                               str(self.folder / "templates.c")], capture_output=True, text=True)

    def render(self, objects, page, **partials):
        run = self.compile(page, **partials)
        assert run.returncode == 0, run.stderr
        (self.folder / "main.c").write_text(MAIN)
        built = self.cc("-o", str(self.folder / "a.out"), str(self.folder / "main.c"), *objects)
        assert built.returncode == 0, built.stderr
        return subprocess.run([str(self.folder / "a.out")], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("page, shown", [
    ("<p>{{text}}</p>", "<p>a&lt;b&gt; \"q\"</p>"),
    ('<p title="{{text}}">x</p>', '<p title="a&lt;b&gt; &quot;q&quot;">x</p>'),
    ('<a href="{{href}}">{{layout.title}}</a>', '<a href="/x?a=1&amp;b=2">T&amp;T</a>'),
    ('<a href="/login?next={{href}}">x</a>', '<a href="/login?next=%2Fx%3Fa%3D1%26b%3D2">x</a>'),
    ("<p>{{n}} {{item.n}} {{page.item.name}}</p>", "<p>7 3 it</p>"),
    ("<ul>\n{{#each items as one}}\n  <li>\n{{one.name}}</li>\n{{/each}}\n</ul>", "<ul><li> &lt;one&gt;</li><li> two</li></ul>"),
    ('{{#each items as one}}<a href="{{one.href}}">x</a>{{else}}none{{/each}}', '<a href="/1">x</a><a href="#">x</a>'),
    ('<i{{#if on}} class="on"{{else}} class="off"{{/if}}>x</i>', '<i class="on">x</i>'),
    ("{{#if not on}}a{{else}}b{{/if}}{{#if n == 7}}c{{/if}}{{#if n != 7}}d{{/if}}{{#if item.name == \"it\"}}e{{/if}}", "bce"),
    ("{{t greet.plain}} <b>{{t greet.name name=text}}</b>", "Hello &amp; welcome <b>Hello a&lt;b&gt; \"q\"</b>"),
    ('<i title="{{t greet.name name=text}}"></i>', '<i title="Hello a&lt;b&gt; &quot;q&quot;"></i>'),
    ("<p>a</p>\n\n<p>b\n  c</p> <b>d</b> {{! gone }}<i>e</i>", "<p>a</p><p>b c</p> <b>d</b> <i>e</i>"),
    ("<textarea>\n  {{text}}\n</textarea>", "<textarea>\n  a&lt;b&gt; \"q\"\n</textarea>"),
    ('<img\n  src="/a"\n  alt="" >', '<img src="/a" alt="">'),
    ('<p>q?? \\ "é"</p>', '<p>q?? \\ "é"</p>'),
])
def test_it_renders(bench, objects, page, shown):
    assert bench.render(objects, page) == shown


def test_partials_are_typed(bench, objects):
    partial = "{{takes struct item_part as one}}\n<b>{{one.name}}</b>{{> two}}\n"
    two = "{{takes nothing}}\n<i>{{layout.title}}</i>\n"
    assert bench.render(objects, "{{> one item}}{{#each items as x}}{{> one x}}{{/each}}", one=partial, two=two) == (
        "<b>it</b><i>T&amp;T</i><b>&lt;one&gt;</b><i>T&amp;T</i><b>two</b><i>T&amp;T</i>")


@pytest.mark.parametrize("page, said", [
    ("\n<p>{{txet}}</p>", "templates/page.html:2:.*no member named .txet"),
    ("{{#each itemz as x}}{{x.name}}{{/each}}", "no member named .itemz"),
    ("{{#each items as x}}\n\n{{x.nmae}}{{/each}}", "templates/page.html:3:.*no member named .nmae"),
    ("{{layout.titel}}", "no member named .titel"),
    ("{{on}}", "_Bool.*templates/page.html:1:"),
    ("{{item}}", "_Generic"),
    ('<a href="{{n}}">x</a>', "_Generic"),
    ("{{#if items}}x{{/if}}", "_Generic"),
    ("{{> one items}}", "incompatible-pointer-types"),
])
def test_a_misspelt_field_does_not_compile(bench, page, said):
    assert bench.compile(page, one="{{takes struct item_part as one}}\n{{one.name}}").returncode == 0
    built = bench.cc("-fsyntax-only")
    assert built.returncode != 0
    assert re.search(said, built.stderr, re.S), built.stderr


@pytest.mark.parametrize("page, said", [
    ("\n\n{{t greet.nobody}}", "templates/page.html:3: the catalogue has no message greet.nobody"),
    ("{{t greet.name}}", "greet.name wants name"),
    ("{{t greet.plain name=text}}", "greet.plain wants no values"),
    ("<p class={{text}}>", "unquoted attribute"),
    ("<p class=x>", "double quotes"),
    ("<p class='{{text}}'>", "double quotes"),
    ("<p {{text}}>", "inside a tag"),
    ("<{{text}}>", "a bare <"),
    ('<p onclick="{{text}}">', "inline script"),
    ('<p onclick="x()">', "inline script"),
    ('<p style="{{text}}">', "inline style"),
    ("<style>p{}</style>", "<style> is refused"),
    ("<script>{{text}}</script>", "no variable inside <script>"),
    ("<script>x()</script>", "inline script"),
    ("<!-- {{text}} -->", "comments are refused"),
    ('<a href="javascript:{{text}}">', "may only follow a path"),
    ('<a href="//{{text}}">', "may only follow a path"),
    ('<a href="{{#if on}}java{{else}}/{{/if}}script:{{text}}">', "end in different places"),
    ('<a href="https://{{text}}">', "may only follow a path"),
    ('<meta http-equiv="refresh" content="{{text}}">', "http-equiv"),
    ('<a href="{{t greet.plain}}">', "no URL"),
    ("<textarea><b></textarea>", "a tag inside <textarea>"),
    ("{{#if on}}<p{{/if}}>", "different places"),
    ('{{#if on}}<a href="{{/if}}x">', "different places"),
    ("{{#each items as x}}<p {{/each}}", "different places"),
    ("<p", "ends inside a tag"),
    ("{{#if on}}x", "without {{/if}}"),
    ("{{#if on}}x{{/each}}", "where {{/if}} is due"),
    ("x{{/if}}", "without its beginning"),
    ("{{else}}", "without its beginning"),
    ("{{{text}}}", "without its other end|nothing this language knows"),
    ("{{text", "without its other end"),
    ("{{a b}}", "nothing this language knows"),
    ("{{#each items as page}}{{/each}}", "the name page is taken"),
    ("{{#each items as for}}{{/each}}", "the name for is taken"),
    ("{{> nobody}}", "there is no partial nobody"),
    ("{{> one}}", "takes item_part"),
    ('<p title="{{> one item}}">', "only stand in text"),
    ("{{#if on == 'x'}}{{/if}}", "write a field"),
    ("{{page}}", "whole struct"),
    ("a < b", "a bare <"),
    ('<p class="a"id="b">', "white space is missing"),
])
def test_it_refuses(bench, page, said):
    error = bench.refusal(page, one="{{takes struct item_part as one}}\n{{one.name}}")
    assert error.startswith("templates/page.html:"), error
    assert re.search(said, error), error


def test_a_partial_says_what_it_takes(bench):
    assert "templates/partials/one.html:1: a partial begins with" in bench.refusal("x", one="<b>{{name}}</b>")


def test_a_header_that_stays_the_same_is_left_alone(bench):
    bench.compile("one")
    header = bench.folder / "include/view/templates.h"
    before = header.stat().st_mtime_ns
    bench.compile("two")
    assert header.stat().st_mtime_ns == before


def test_every_template_is_in_the_build():
    listed = set(re.findall(r"templates/[\w/]+\.html", (ROOT / "templates/local.mk").read_text()))
    there = {str(p.relative_to(ROOT)) for p in (ROOT / "templates").rglob("*.html")}
    assert listed == there
