"""HTML as the outside cases expect it (links to twitter.com), and comparing HTML by its parsed elements.

Nothing of Linnet makes such HTML: the cases are about which entities are found and where.
"""
import html
import re
from html.parser import HTMLParser

SITE = "https://twitter.com/"
HIDDEN = "position:absolute;left:-9999px;"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class Events(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.events = []

    def handle_starttag(self, tag, attributes):
        self.events.append(("<", tag, sorted(attributes, key=str)))

    def handle_endtag(self, tag):
        self.events.append((">", tag))

    def handle_data(self, data):
        if self.events and self.events[-1][0] == "text":
            data = self.events.pop()[1] + data
        self.events.append(("text", data))


def parsed(text):
    parser = Events()
    parser.feed(text)
    parser.close()
    return parser.events


def link_url(entity, shown):
    if entity.get("bare"):
        return shown
    url = html.escape(shown, quote=False)
    return f'<a href="{url}">{url}</a>'


def link_hashtag(entity, shown):
    rtl = " rtl" if RIGHT_TO_LEFT.search(entity["name"]) else ""
    return f'<a href="{SITE}search?q=%23{entity["name"]}" title="#{entity["name"]}" class="tweet-url hashtag{rtl}">{shown}</a>'


def link_cashtag(entity, shown):
    return f'<a href="{SITE}search?q=%24{entity["name"]}" title="{shown}" class="tweet-url cashtag">{shown}</a>'


def link_mention(entity, shown):
    if entity["list"]:
        path = f'{entity["name"]}/{entity["list"]}'
        return f'{shown[0]}<a class="tweet-url list-slug" href="{SITE}{path}">{path}</a>'
    return f'{shown[0]}<a class="tweet-url username" href="{SITE}{entity["name"]}">{entity["name"]}</a>'


LINKS = {"url": link_url, "hashtag": link_hashtag, "cashtag": link_cashtag, "mention": link_mention}


def autolink(text, entities, kinds):
    out, at = [], 0
    for entity in entities:
        if entity["kind"] not in kinds:
            continue
        end = entity["end"] + (1 + len(entity["list"]) if entity.get("list") else 0)
        out += [text[at:entity["start"]], LINKS[entity["kind"]](entity, text[entity["start"]:end])]
        at = end
    return "".join(out) + text[at:]


def hidden(text):
    return f"<span style='{HIDDEN}'>{text}</span>"


def link_expanded(row):
    """A shortened URL for which somebody else said what to show."""
    before, shown, after = row["expanded_url"].partition(row["display_url"])
    dots = f"<span class='tco-ellipsis'>{hidden('&nbsp;')}</span>"
    first = f"<span class='tco-ellipsis'>{hidden('&nbsp;')}</span>"
    last = f"<span class='tco-ellipsis'>{hidden('&nbsp;')}</span>"
    return (f'<a href="{row["url"]}" title="{row["expanded_url"]}">{first}{hidden(before)}'
            f"<span class='js-display-url'>{shown}</span>{hidden(after)}{last or dots}</a>")
