"""What can be chosen as one's own language and time zone."""

from babel import Locale
from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from config import languages, zones


def language_choices():
    """Each under its own name, so that everybody finds theirs."""
    names = ((each, Locale.parse(each).get_display_name(each)) for each in languages.LANGUAGES)
    return [
        SelectChoice("", _("As my browser says")),
        *(SelectChoice(key, name[:1].upper() + name[1:], {"lang": key}) for key, name in names),
    ]


def zone_choices():
    company = _("As %(company)s has it (%(zone)s)", company=g.tenant.name,
                zone=g.tenant.time_zone_name)
    return [
        SelectChoice("", company),
        *(SelectChoice(name, city, optgroup=area and _(zones.AREAS[area]))
          for area, name, city in zones.offered(languages.locale())),
    ]


def chosen(word):
    """Nothing chosen is kept as None."""
    return word or None


class PreferencesForm(FlaskForm):
    language = SelectField(
        later("Language"), choices=language_choices, coerce=chosen,
        invalid_choice_message=later("Choose one of the languages listed."),
    )
    time_zone = SelectField(
        later("Time zone"), choices=zone_choices, coerce=chosen,
        invalid_choice_message=later("Choose one of the time zones listed."),
    )
