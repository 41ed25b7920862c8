"""The visitor's language and zone, and the template filters that write in them."""

from flask import g, has_request_context, request
from flask_babel import Babel, get_translations

from config import formats

LANGUAGES = ("en",)
babel = Babel()


def join(app):
    """Let templates translate and format; a catalogue is looked up once a request, not per word."""
    babel.init_app(app, locale_selector=locale, timezone_selector=zone)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(words, plural_words, newstyle=True)
    app.jinja_env.filters.update(money=money, date=day, datetime=moment, number=number)
    app.jinja_env.globals.update(money=money, date=day, datetime=moment, number=number)
    app.context_processor(lambda: {"locale": locale()})


def locale():
    """The language of the visitor: the user's choice, else the browser's, else English."""
    if not has_request_context():
        return g.get("locale", "en")
    if "locale" not in g:
        g.locale = request.accept_languages.best_match(LANGUAGES) or "en"
    return g.locale


def zone():
    """The zone that dates are told in; the tenant's once it is known (P1)."""
    return g.get("zone", "America/New_York")


def words(message):
    return catalogue().gettext(message)


def plural_words(singular, plural, count):
    return catalogue().ngettext(singular, plural, count)


def catalogue():
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue


def money(minor, currency):
    return formats.money(minor, currency, locale())


def day(value):
    return formats.day(value, locale())


def moment(value):
    return formats.moment(value, zone(), locale())


def number(value):
    return formats.number(value, locale())
