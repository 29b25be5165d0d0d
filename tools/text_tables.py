#!/usr/bin/env python3
"""Makes the tables of the text engine from Debian's unicode-data and publicsuffix.

    text_tables.py --unicode /usr/share/unicode --suffixes /usr/share/publicsuffix/public_suffix_list.dat \\
        --retired tools/tlds_retired.txt --c richtext_table.c --json text_tables.json

Either output may be left out. The C file holds a two-stage table of classes (app/domain/richtext_class.h says what
each class is for) and the top-level domains, sorted; the script's file holds the same facts, packed.
"""

import argparse
import json
import os
import re
import sys

POINTS = 0x110000
PAGE = 128

# In step with app/domain/richtext_class.h; a test compares both.
LETTER, DIGIT, HOST, EMOJI, EMOJI_TEXT, EMOJI_BASE, SPACED, WHITE = (1 << n for n in range(8))
SCRIPT_CLASSES = HOST | EMOJI | EMOJI_TEXT | EMOJI_BASE | SPACED  # what static/text.js asks for

# Scripts whose words are not parted by blanks: all others are SPACED.
UNSPACED = {"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Yi",
            "Javanese", "Balinese", "Tai_Le", "New_Tai_Lue", "Tai_Tham", "Tai_Viet", "Nushu", "Tangut",
            "Common", "Inherited"}


def fields(path):
    """Rows of a Unicode file, without comments."""
    with open(path, encoding="utf-8") as source:
        for line in source:
            line = line.split("#", 1)[0].strip()
            if line:
                yield [field.strip() for field in line.split(";")]


def property_ranges(path):
    for row in fields(path):
        first, _, last = row[0].partition("..")
        yield int(first, 16), int(last or first, 16), row[1]


def character_rows(path):
    """First point, last point, category, decomposition: ranges are given as two rows."""
    begin = None
    for row in fields(path):
        point = int(row[0], 16)
        if row[1].endswith(", First>"):
            begin = point
            continue
        yield (begin if begin is not None else point), point, row[2], row[5]
        begin = None


def category_classes(category, decomposition):
    found = 0
    if category[0] in "LM":
        found |= LETTER
    if category == "Nd":
        found |= DIGIT
    if category == "Zs":
        found |= WHITE
    # In names of hosts: what IDNA maps to something else (compatibility forms) is left out.
    if (category[0] in "LM" or category in ("Nd", "So")) and not decomposition.startswith("<"):
        found |= HOST
    return found


def classes(folder):
    table = bytearray(POINTS)
    for first, last, category, decomposition in character_rows(os.path.join(folder, "UnicodeData.txt")):
        found = category_classes(category, decomposition)
        for point in range(first, last + 1):
            table[point] = found
    for first, last, script in property_ranges(os.path.join(folder, "Scripts.txt")):
        for point in range(first, last + 1):
            if script not in UNSPACED and table[point] & LETTER:
                table[point] |= SPACED
    for first, last, name in property_ranges(os.path.join(folder, "DerivedCoreProperties.txt")):
        if name == "Default_Ignorable_Code_Point":
            for point in range(first, last + 1):
                table[point] &= ~HOST & 0xff
    flags = {"Emoji_Presentation": EMOJI, "Emoji": EMOJI_TEXT, "Extended_Pictographic": EMOJI_TEXT,
             "Emoji_Modifier_Base": EMOJI_BASE}
    for first, last, name in property_ranges(os.path.join(folder, "emoji", "emoji-data.txt")):
        for point in range(first, last + 1):
            table[point] |= flags.get(name, 0)
    for point in b"0123456789#*":  # emoji only as keycaps
        table[point] &= ~EMOJI_TEXT & 0xff
    for point in (0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029):
        table[point] |= WHITE
    return bytes(table)


def suffix_tlds(path):
    found = set()
    with open(path, encoding="utf-8") as source:
        for line in source:
            if "===BEGIN PRIVATE DOMAINS===" in line:
                break
            line = line.strip()
            if line and not line.startswith("//"):
                found.add(line.split(".")[-1].lstrip("!").lower())
    return found


def with_punycode(names):
    return names | {"xn--" + name.encode("punycode").decode() for name in names if not name.isascii()}


def tlds(suffixes, retired):
    """Sorted bytewise: (name, whether it is retired)."""
    live = with_punycode(suffix_tlds(suffixes))
    with open(retired, encoding="utf-8") as source:
        words = re.sub(r"#.*", "", source.read()).split()
    gone = with_punycode(set(words)) - live
    return sorted(((name, name in gone) for name in live | gone), key=lambda pair: pair[0].encode())


def c_string(text):
    return '"%s"' % "".join(chr(b) if 32 <= b < 127 else "\\%03o" % b for b in text.encode())


def c_file(table, names):
    pages, index = [], []
    known = {}
    for at in range(0, POINTS, PAGE):
        page = table[at:at + PAGE]
        if page not in known:
            known[page] = len(pages)
            pages.append(page)
        index.append(known[page])
    rows = "".join("    {%s},\n" % ",".join(map(str, page)) for page in pages)
    numbers = "".join("    %s,\n" % ",".join(map(str, index[n:n + 32])) for n in range(0, len(index), 32))
    tops = "".join("    {%s, %d, %s},\n" % (c_string(name), len(name.encode()), "true" if gone else "false")
                   for name, gone in names)
    return ("/* Generated by tools/text_tables.py from unicode-data and publicsuffix: do not edit. */\n"
            '#include "base/std.h"\n\n#include "domain/richtext_class.h"\n\n'
            "const uint16_t richtext_page[RICHTEXT_PAGES] = {\n%s};\n\n"
            "const unsigned char richtext_classes[][RICHTEXT_PAGE] = {\n%s};\n\n"
            "const struct richtext_tld richtext_tlds[] = {\n%s};\n"
            "const size_t richtext_tld_count = COUNT_OF(richtext_tlds);\n" % (numbers, rows, tops))


def base36(number):
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def runs(table):
    """Length and classes of each run of equal points, the last without classes left out."""
    packed, begin = [], 0
    for point in range(1, POINTS + 1):
        if point == POINTS or table[point] & SCRIPT_CLASSES != table[begin] & SCRIPT_CLASSES:
            packed.append(base36(point - begin) + "," + base36(table[begin] & SCRIPT_CLASSES))
            begin = point
    return packed[:-1]


def json_text(table, names):
    facts = {"classes": " ".join(runs(table)), "domains": " ".join(name for name, gone in names if not gone),
             "gone": " ".join(name for name, gone in names if gone)}
    return json.dumps(facts, ensure_ascii=False) + "\n"


def write(path, text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for option in ("--unicode", "--suffixes", "--retired"):
        parser.add_argument(option, required=True)
    parser.add_argument("--c")
    parser.add_argument("--json")
    arguments = parser.parse_args()
    table, names = classes(arguments.unicode), tlds(arguments.suffixes, arguments.retired)
    if arguments.c:
        write(arguments.c, c_file(table, names))
    if arguments.json:
        write(arguments.json, json_text(table, names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
