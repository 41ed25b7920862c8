"""The visitor's language and zone, and what templates write words, money and dates with."""

from contextvars import ContextVar
from functools import cache
from types import SimpleNamespace

from flask import g, has_request_context, request
from flask_babel import Babel

from config import formats
from config.catalogues import LANGUAGES, MEANT, Catalogues
from config.templates import Templates
from config.words import vocabulary

babel = Babel()
babel.domain_instance = Catalogues()
in_hand = ContextVar("in_hand")


def join(app):
    """Give every template its pen, as functions and, cheaper for cells, as filters."""
    app.jinja_environment = Templates
    app.jinja_env.speaks = locale
    babel.init_app(app, locale_selector=locale, timezone_selector=zone)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(_=words, gettext=words, ngettext=plural_words, pgettext=meant)
    app.jinja_env.filters.update(
        money=lambda minor, currency: in_hand.get().money(minor, currency),
        date=lambda value: in_hand.get().date(value),
        datetime=lambda value: in_hand.get().datetime(value),
        number=lambda value: in_hand.get().number(value),
    )
    app.context_processor(held)


def locale():
    """The language of the visitor: the user's choice, the browser's, the company's, or English."""
    chosen = g.get("locale")
    if chosen is None:
        best = has_request_context() and request.accept_languages.best_match(LANGUAGES)
        chosen = g.locale = best or known(g.get("company_language"))
    return chosen


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
    taken = visitors_pen()
    in_hand.set(taken)
    return vars(taken)


def visitors_pen():
    return pen(locale(), moment_zone())


@cache
def pen(language, time_zone):
    """Functions that write in one language and zone, without asking again for each cell."""
    return SimpleNamespace(
        _=vocabulary(language),
        locale=language,
        money=lambda minor, currency: formats.money(minor, currency, language),
        price=lambda amount, currency: formats.price(amount, currency, language),
        date=lambda value: formats.day(value, language),
        datetime=lambda value: formats.moment(value, time_zone, language),
        number=lambda value: formats.number(value, language),
        size=lambda count: formats.size(count, language),
    )


def N_(message):  # noqa: N802 (gettext's own name for it, known to the extraction)
    """The message itself, marked for translation where it will be shown later."""
    return message


def P_(meaning, message):  # noqa: N802 (N_ for a message that means one of several things)
    """As N_: what gettext looks up for the message where it has this meaning."""
    return f"{meaning}{MEANT}{message}"


def words(message, **values):
    return vocabulary(locale())(message, **values)


def meant(meaning, message):
    return vocabulary(locale()).meant(meaning, message)


def plural_words(singular, plural, num, **values):
    return vocabulary(locale()).plural(singular, plural, num, **values)


def money(minor, currency):
    return formats.money(minor, currency, locale())


def price(amount, currency):
    """An exact decimal amount of money, with all its digits."""
    return formats.price(amount, currency, locale())


def day(value):
    return formats.day(value, locale())


def moment(value):
    return formats.moment(value, moment_zone(), locale())


def number(value):
    return formats.number(value, locale())


def size(count):
    return formats.size(count, locale())


def zone_name(time_zone):
    """The zone in the reader's words; the default one as this trade calls it (P1)."""
    if time_zone == "America/New_York":
        return words(N_("US Eastern"))
    return formats.zone_name(time_zone, locale())
