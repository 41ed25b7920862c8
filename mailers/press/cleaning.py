"""Keeps out of a letter what no mail needs and some programs would run: by a list of what may be.

It reads what a template has become, so that no trick of Liquid gets around it.
"""

import re
from html import escape
from html.parser import HTMLParser

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del div dl dt em font"
    " h1 h2 h3 h4 h5 h6 hr i img ins li mark ol p pre q s small span strike strong sub sup table"
    " tbody td tfoot th thead tr u ul wbr".split()
)
SILENT = frozenset(  # tags that go with all that is inside
    "script style iframe object noscript template svg math title textarea select xmp"
    " noembed noframes plaintext".split()
)
EMPTY = frozenset("br col hr img wbr".split())
ATTRIBUTES = frozenset(
    "align alt bgcolor border cellpadding cellspacing class color cite colspan dir face height"
    " href lang role rowspan scope size span src start style target title type valign value"
    " width".split()
)
ADDRESSES = {"href": ("https:", "http:", "mailto:", "tel:"), "src": ("https:", "http:")}
BLANK = re.compile(r"[\x00-\x20\x7f-\xa0]+")
ACTIVE_STYLE = re.compile(  # what runs, and every way of CSS to name an address
    r"expression|javascript|behaviou?r|-moz-binding|@import|url\(|image-set|image\(|src\(|\\", re.I)


class Cleaner(HTMLParser):
    """`found` are those kept out, as (line, what)."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.written, self.found, self.open, self.silent = [], [], [], []

    def handle_starttag(self, tag, attributes):
        if tag in SILENT:
            self.silent.append(tag)
        if self.silent or tag not in TAGS:
            self.found.append((self.getpos()[0], f"<{tag}>"))
            return
        kept = "".join(self.kept(name, value or "") for name, value in attributes)
        self.written.append(f"<{tag}{kept}>")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self.silent:
            if tag in self.silent:
                del self.silent[self.silent.index(tag):]
        elif tag in self.open:
            while self.open:
                last = self.open.pop()
                self.written.append(f"</{last}>")
                if last == tag:
                    break

    def kept(self, name, value):
        if name not in ATTRIBUTES or not harmless(name, value):
            self.found.append((self.getpos()[0], name))
            return ""
        return f' {name}="{escape(value)}"'

    def handle_data(self, data):
        if not self.silent:
            self.written.append(data.replace("<", "&lt;").replace(">", "&gt;"))

    def handle_entityref(self, name):
        self.handle_reference(f"&{name};")

    def handle_charref(self, name):
        self.handle_reference(f"&#{name};")

    def handle_reference(self, reference):
        if not self.silent:
            self.written.append(reference)

    def unknown_decl(self, data):
        """Nothing of what is neither text nor a tag is kept."""

    def ended(self):
        self.close()
        self.written += [f"</{tag}>" for tag in reversed(self.open)]
        return "".join(self.written)


def harmless(name, value):
    plain = BLANK.sub("", value).lower()
    if name in ADDRESSES:
        return plain.startswith(ADDRESSES[name])
    return name != "style" or not ACTIVE_STYLE.search(plain)


def clean(html):
    """The HTML with nothing in it but what may stand in a mail, every tag closed."""
    return run(html).ended()


def run(html):
    cleaner = Cleaner()
    cleaner.feed(html)
    return cleaner
