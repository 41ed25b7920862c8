"""What a company says of itself (S9)."""

import re
from urllib.parse import urlsplit

from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from config import languages, zones

ODD = re.compile(r"[\s\\<>\"\x00-\x1f]")
LABEL = later("Display 'Terms and Conditions' and 'Privacy Policy' during checkout")


def language_choices():
    """Each under its own name."""
    names = ((each, Locale.parse(each).get_display_name(each)) for each in languages.LANGUAGES)
    return [SelectChoice(key, name[:1].upper() + name[1:], {"lang": key}) for key, name in names]


def zone_choices():
    return [
        SelectChoice(name, city, optgroup=area and _(zones.AREAS[area]))
        for area, name, city in zones.offered(languages.locale())
    ]


def line(label, most=200, *checks):
    return StringField(label, [*checks, Length(max=most)], filters=[stripped])


def stripped(text):
    return " ".join((text or "").split())


class CompanyProfileForm(FlaskForm):
    edition = IntegerField(widget=HiddenInput())
    name = line(later("Company name"), 200, DataRequired(later("Enter the company's name.")))
    address1 = line(later("Address line 1"))
    address2 = line(later("Address line 2"))
    city = line(later("City"))
    state = line(later("State"))
    zip = line(later("ZIP code"), 40)
    country = line(later("Country"))
    support_email = line(
        later("Support e-mail"), 320, Optional(),
        Email(later("Enter an e-mail address such as name@example.com.")))
    support_phone = line(later("Support phone"), 60)
    time_zone = SelectField(
        later("Time zone"), choices=zone_choices,
        invalid_choice_message=later("Choose one of the time zones listed."))
    language = SelectField(
        later("Language"), choices=language_choices,
        invalid_choice_message=later("Choose one of the languages listed."))
    show_terms = BooleanField(LABEL)
    terms_address = line(later("Terms and Conditions URL"), 2000)
    privacy_address = line(later("Privacy Policy URL"), 2000)

    def validate_terms_address(self, field):
        self.check_address(field, _("Enter the address of your terms and conditions."))

    def validate_privacy_address(self, field):
        self.check_address(field, _("Enter the address of your privacy policy."))

    def check_address(self, field, missing):
        """Only what a browser opens as a page, and only once it is to be shown (S9)."""
        if self.show_terms.data and not field.data:
            raise ValidationError(missing)
        if field.data and not opens(field.data):
            raise ValidationError(_("Enter an address that begins with http:// or https://."))


def opens(address):
    """Whether this is an absolute http or https address with a host and nobody's password."""
    try:
        parts = urlsplit(address)
        found = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return False
    return bool(found) and "@" not in parts.netloc and not ODD.search(address)
