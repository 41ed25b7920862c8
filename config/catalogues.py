"""What Portico says in each language: config/translations, one catalogue a language.

Catalogues are read as translators write them. Compiled twins would save 10 ms once in a process's
life, and could be older than what they were made from.
"""

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

FOLDER = Path(__file__).parent / "translations"
LANGUAGES = {"en": "English", "es": "Español", "fr": "Français", "de": "Deutsch"}
MEANT = "\x04"  # gettext's own sign between the meaning of a message and the message
kept = {}


class Catalogues(Domain):
    """Where Flask-Babel finds them; read when the first reader of a language comes."""

    def get_translations(self):
        return catalogue(str(get_locale()))


class Messages(Translations):
    """Nothing stays nothing: gettext answers an empty message with the head of the file."""

    def gettext(self, message):
        return bare(super().gettext(message)) if message else ""

    ugettext = gettext


class English(NullTranslations):
    """What the code says, without what it means by it."""

    def gettext(self, message):
        return bare(message)

    ugettext = gettext


def bare(message):
    return message.rpartition(MEANT)[2]


def catalogue(language):
    """The messages of a language; those of English are what the code itself says."""
    if language not in kept:
        path = path_of(language)
        kept[language] = compiled(read(path, language)) if path.exists() else English()
    return kept[language]


def path_of(language):
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def read(path, language):
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(messages):
    """As gettext wants them, without those that are empty or in doubt."""
    made = io.BytesIO()
    write_mo(made, messages)
    made.seek(0)
    return Messages(made)
