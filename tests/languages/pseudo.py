"""A language that shows what was left out: every message of the code, with no plain letter in it.

“Invoice ID” becomes “[¡Ïîñvöôïîçéê ÎÏÐ¡]”: readable, about 40 % longer as German is, and in
brackets, so that a sentence that was cut or put together from pieces shows. It stands in for
German, which writes dates in digits only: a month's name is then a string left out too.
"""

import re
from contextlib import contextmanager
from functools import cache

from babel.messages.catalog import Catalog

from config import catalogues, extraction, languages
from config.words import vocabulary
from portal import rows

LANGUAGE = "de"
KEPT = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}|<[^>]+>|&\w+;|\n")
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ODD = "åƀçðéƒĝĥïĵķļɱñöþǫŕšţûṽŵẋýžÅɃÇÐÉƑĜĤÏĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"
LONGER = {"å": "åà", "é": "éê", "ï": "ïî", "ö": "öô", "û": "ûù", "Å": "ÅÀ", "É": "ÉÊ", "Ï": "ÏÎ",
          "Ö": "ÖÔ", "Û": "ÛÙ"}
ACCENTS = str.maketrans(PLAIN, ODD)


def pseudo(message):
    """The message in the language, its placeholders and tags as they were."""
    spoken, at = [], 0
    for kept in KEPT.finditer(message):
        spoken += [odd(message[at : kept.start()]), kept.group()]
        at = kept.end()
    return f"[¡{''.join(spoken)}{odd(message[at:])}¡]"


def odd(text):
    return "".join(LONGER.get(sign, sign) for sign in text.translate(ACCENTS))


@cache
def catalogue():
    """Of what extraction finds: a message that it does not find stays English."""
    made = Catalog(locale=LANGUAGE)
    for each in extraction.extracted():
        if each.pluralizable:
            made.add(each.id, tuple(map(pseudo, each.id)), context=each.context)
        elif each.id:
            made.add(each.id, pseudo(each.id), context=each.context)
    return catalogues.compiled(made)


@contextmanager
def spoken(app):
    """For whoever asks the app for German."""
    kept = catalogues.catalogue(LANGUAGE)
    take_up(app, catalogue())
    yield
    take_up(app, kept)


def take_up(app, words):
    catalogues.kept[LANGUAGE] = words
    vocabulary.cache_clear()
    languages.pen.cache_clear()
    app.jinja_env.languages.clear()
    rows.row_writer.cache_clear()
