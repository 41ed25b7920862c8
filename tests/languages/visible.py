"""What of an answer people can read or hear, and which words of it nobody has translated."""

import re
from gettext import translation
from html.parser import HTMLParser

from babel import Locale
from wtforms.i18n import messages_path

from config import zones

SILENT = {"script", "style"}
SAID = {"alt", "title", "placeholder", "label", "aria-label", "aria-description",
        "aria-roledescription", "aria-valuetext", "aria-placeholder"}
BUTTONS = {"submit", "button", "reset"}
FOR_PROGRAMS = re.compile(r"[a-z0-9_./?=&#:%…-]*")  # a data- attribute that holds no words
# What the cast calls itself and its things, and the words that were put into its records; nothing
# that Portico says.
NAMES = (
    "Acme Cloud", "Atlas Orion", "Borealis CANARY Labs", "Castor Works", "Delta Holding",
    "Delta North", "Delta South", "Jane Miller", "Bruno CANARY", "Tom Reed", "Stan Baker",
    "Vera Lind", "Dora Hill", "Nora Hill", "Sam Hill", "ATLAS", "Compute hours", "terms.txt",
    "Viewer", "New role", "Renamed",  # roles that a company has named itself
    "Nina", "Ledger", "tests", "acme…",  # a colleague; names of keys, and the hint at one
    "why not", "Card declined", "text/plain", "Salem",  # kept in a record as it was told to it
    "Paid twice",
    "Stripe", "CardConnect",
    "Visa", "CSV", "Excel", "English", "Español", "Français", "Deutsch",  # the same everywhere
)
DATA = re.compile("|".join((
    r"\b(ATLAS|CANARY-B) (colleague|role)\b",
    r"\bpk_(live|sandbox)_[\w-]+", r"\b[A-Z2-7]{32}\b",  # keys, and the secret of a second factor
    r"https?://\S*", r"[\w.•-]+@[\w.-]+", r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    r"\bCT-(NEW|LATE) invited\b", r"\b(CANARY|ATLAS|[A-Z]{1,4})-[\w-]+",
    r"\b[\w-]+\.(pdf|csv|xlsx|zip)\b", r"\{amount\}",  # a script puts the amount there
    r"\b(USD|EUR|EST|EDT|UTC|JM|SB)\b", r"\b\d+ (Byte|kB|MB)\b",
    *map(re.escape, sorted(NAMES, key=len, reverse=True)),
)))
# Their words for what is sold and counted, where they stand alone: as words they are too common.
ALONE = {"Compute", "Hours", "Office", "Team", "Support", "Seats", "Monthly", "api.call",
         "gateway", "region", "eu-west"}
PIECES = re.compile(r"\[¡|¡\]|\d+|[·,:+]")
# What comes from CLDR, or from WTForms' own catalogue of the language, rather than from ours.
CLDR = {*Locale.parse("de").currencies.values(), *(city for *_, city in zones.offered("de"))}
ALONE |= {*Locale.parse("de").months["format"]["abbreviated"].values()}  # of a chart's months
WTFORMS = set(translation("wtforms", messages_path(), ["de"])._catalog.values())
WORD = re.compile(r"[A-Za-z]{2,}")


def untranslated(text):
    """The English that is left once everything is taken out that is data."""
    if text.strip() in CLDR | WTFORMS:
        return []
    pieces = PIECES.split(DATA.sub(" ", text))
    return [word for each in pieces if each.strip() not in ALONE for word in WORD.findall(each)]


class Visible(HTMLParser):
    """`texts` are the texts of a page, also those that stand in attributes.

    Not those of `silent` elements, nor what says of itself that it is in another language or, as
    what programs say to each other, in none that would be translated.
    """

    def __init__(self, page, silent=frozenset()):
        super().__init__()
        self.texts, self.inside, self.language = [], [], None
        self.silent = SILENT | silent
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "html":
            self.language = given.get("lang")
        foreign = given.get("lang", self.language) != self.language
        if tag in self.silent or foreign or given.get("translate") == "no":
            self.inside.append(tag)
        self.texts += [text for name, text in attributes if text and said(tag, name, text, given)]

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, text):
        if text.strip() and not self.inside:
            self.texts.append(" ".join(text.split()))


def said(tag, name, value, given):
    if name.startswith("data-"):
        return not FOR_PROGRAMS.fullmatch(value)
    return name in SAID or (tag, name) == ("input", "value") and given.get("type") in BUTTONS


def left_out(page, silent=frozenset()):
    """(the words, the text they stand in) of a page of HTML, for each text with English in it."""
    texts = Visible(page, silent).texts
    return [(words, text) for text in texts if (words := untranslated(text))]
