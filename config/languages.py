"""The visitor's language and zone, and what templates write words, money and dates with."""

from contextvars import ContextVar
from functools import cache
from types import SimpleNamespace

from flask import g, has_request_context, request
from flask_babel import Babel, force_locale, get_translations
from markupsafe import Markup

from config import formats

LANGUAGES = ("en",)
babel = Babel()
in_hand = ContextVar("in_hand")


def join(app):
    """Give every template its pen, as functions and, cheaper for cells, as filters."""
    babel.init_app(app, locale_selector=locale, timezone_selector=zone)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(_=words, gettext=words, ngettext=plural_words)
    app.jinja_env.filters.update(
        money=lambda minor, currency: in_hand.get().money(minor, currency),
        date=lambda value: in_hand.get().date(value),
        datetime=lambda value: in_hand.get().datetime(value),
        number=lambda value: in_hand.get().number(value),
    )
    app.context_processor(held)


def locale():
    """The language of the visitor: the user's choice, the browser's, the company's, or English."""
    if "locale" not in g:
        best = has_request_context() and request.accept_languages.best_match(LANGUAGES)
        g.locale = best or known(g.get("company_language"))
    return g.locale


def known(*wishes):
    """The first of these languages that Portico speaks; English where it speaks none."""
    return next((wish for wish in wishes if wish in LANGUAGES), "en")


def zone():
    """The zone that dates are told in; the tenant's once it is known (P1)."""
    return g.get("zone", "America/New_York")


def moment_zone():
    """The zone that a time of day is told in: the user's choice, else as dates (D28)."""
    return g.get("moment_zone") or zone()


def held():
    """Take the visitor's pen in hand for a rendering; filters then need not ask at each cell."""
    taken = pen(locale(), moment_zone())
    in_hand.set(taken)
    return vars(taken)


@cache
def pen(language, time_zone):
    """Functions that write in one language and zone, without asking again for each cell."""
    return SimpleNamespace(
        _=vocabulary(language),
        locale=language,
        money=lambda minor, currency: formats.money(minor, currency, language),
        date=lambda value: formats.day(value, language),
        datetime=lambda value: formats.moment(value, time_zone, language),
        number=lambda value: formats.number(value, language),
    )


@cache
def vocabulary(language):
    """One for all zones, of which users choose some hundred."""
    return Words(language)


class Words:
    """Translations for templates, each looked up once; values put into them are escaped."""

    def __init__(self, language):
        self.language = language
        self.known = {}

    def __call__(self, message, **values):
        word = self.known.get(message)
        if word is None:
            with force_locale(self.language):
                word = ours(get_translations().gettext(message))
            self.known[message] = word
        return word % values if values else word


def ours(text):
    """Text of our own templates and catalogues, which may hold markup; nobody else's comes here."""
    return Markup(text)  # nosec B704


def N_(message):  # noqa: N802 (gettext's own name for it, known to the extraction)
    """The message itself, marked for translation where it will be shown later."""
    return message


def words(message, **values):
    return vocabulary(locale())(message, **values)


def plural_words(singular, plural, num, **values):
    """The form for a number, which the text names as %(num)s."""
    with force_locale(locale()):
        word = ours(get_translations().ngettext(singular, plural, num))
    return word % {"num": num, **values}


def money(minor, currency):
    return formats.money(minor, currency, locale())


def day(value):
    return formats.day(value, locale())


def moment(value):
    return formats.moment(value, moment_zone(), locale())


def number(value):
    return formats.number(value, locale())
