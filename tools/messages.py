#!/usr/bin/env python3
"""Compiles the message catalogue into C.

usage: messages.py CATALOGUE OUT_DIR

Reads lines `key = text` (UTF-8; # begins a comment line; {name} is a placeholder), refuses what is
malformed or doubled, and writes OUT_DIR/message_ids.h (constants MSG_noun_what) and
OUT_DIR/message_table.c (the table sorted by key). Files that would not change are left alone.
"""
import pathlib
import re
import sys

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Malformed(Exception):
    pass


def read_line(line):
    key, equals, text = line.partition("=")
    key, text = key.strip(), text.strip()
    if not equals:
        raise Malformed("a line is `key = text`")
    if not KEY.fullmatch(key):
        raise Malformed(f"`{key}` is not a key: lower case, parts joined by dots")
    if not text:
        raise Malformed(f"{key} has no text")
    if FORBIDDEN.search(text):
        raise Malformed(f"{key} has a control character")
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        raise Malformed(f"{key}: a brace that is no {{placeholder}}")
    return key, text


def read_catalogue(path):
    messages, constants = {}, {}
    for number, raw in enumerate(path.read_bytes().split(b"\n"), 1):
        try:
            line = raw.decode("utf-8").strip()
            if not line or line.startswith("#"):
                continue
            key, text = read_line(line)
            if key in messages:
                raise Malformed(f"{key} stands twice")
            other = constants.setdefault(constant(key), key)
            if other != key:
                raise Malformed(f"{key} and {other} make one constant, {constant(key)}")
            messages[key] = text
        except (Malformed, UnicodeDecodeError) as error:
            sys.exit(f"{path}:{number}: {error}")
    return dict(sorted(messages.items()))


def constant(key):
    return "MSG_" + key.replace(".", "_")


def c_literal(text):
    out = []
    for byte in text.encode("utf-8"):
        if chr(byte) in '"\\?':
            out.append("\\" + chr(byte))
        elif 0x20 <= byte < 0x7f:
            out.append(chr(byte))
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def ids_text(messages):
    rows = "".join(f"    {constant(key)},\n" for key in messages)
    return ("/* Generated from templates/messages.en. */\n#ifndef BASE_MESSAGE_IDS_H\n#define BASE_MESSAGE_IDS_H\n\n"
            f"enum message_id {{\n{rows}    MESSAGE_COUNT\n}};\n\n#endif\n")


def table_text(messages):
    rows = "".join(f"    {{{c_literal(key)}, {{{c_literal(text)}, {len(text.encode())}}}}},\n"
                   for key, text in messages.items())
    return ('/* Generated from templates/messages.en. */\n#include "base/std.h"\n\n#include "base/message.h"\n\n'
            f"const struct message_row message_table[] = {{\n{rows}    {{NULL, {{\"\", 0}}}},\n}};\n"
            f"const size_t message_count = {len(messages)};\n")


def write_changed(path, text):
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    messages = read_catalogue(pathlib.Path(sys.argv[1]))
    out = pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    write_changed(out / "message_ids.h", ids_text(messages))
    write_changed(out / "message_table.c", table_text(messages))


if __name__ == "__main__":
    main()
