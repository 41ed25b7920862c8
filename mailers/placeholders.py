"""What templates may name: each placeholder with its meaning and an example of its value."""

from flask_babel import lazy_gettext as _

from config import formats
from config.languages import N_
from mailers.samples import Placeholder, day, moment, rows, said

COMPANY = {
    "company.name": Placeholder(_("Your company's name"), "Acme Inc."),
    "company.support_email": Placeholder(_("Your support's e-mail address"), "support@acme.com"),
    "company.support_phone": Placeholder(_("Your support's phone number"), "+1 617 555 0142"),
    "company.address": Placeholder(_("Your postal address, on one line"), "1 Main St, Boston, MA"),
    "company.logo_url": Placeholder(
        _("Address of your logo"), "https://acme.example.com/branding/logo.png"
    ),
    "brand.accent": Placeholder(_("Your brand color"), "#0b6b5d"),
    "brand.accent_text": Placeholder(_("Color of text on the brand color"), "#ffffff"),
    "brand.link": Placeholder(_("The brand color, dark enough for text"), "#0b6b5d"),
}

CONTACT = {
    "contact.display_name": Placeholder(_("Name of the person who gets the mail"), "Jana Müller"),
    "contact.email": Placeholder(_("Their e-mail address"), "jana.mueller@atlas-orion.com"),
}
READER = {**COMPANY, **CONTACT}

CUSTOMER = {"customer.name": Placeholder(_("Name of the customer account"), "Atlas Orion")}

EXAMPLE = "https://acme.example.com"
TOKEN = "registrations/9mUQ4xwz0nTf3v6cPpT8hYkq2LdRrJ5sVbXaE1oGiWA"

LOGIN = {"login_url": Placeholder(_("Address of the login page"), f"{EXAMPLE}/portal/login")}

STAFF_LOGIN = {
    "login_url": Placeholder(_("Address of the staff's login page"), f"{EXAMPLE}/setup/login")
}

EXPORTED = {"export.name": Placeholder(_("What is exported"), said(N_("Usages")))}

EXPORT = EXPORTED | {
    "export.count": Placeholder(
        _("How many records it holds"), lambda language: formats.number(2431, language)
    ),
    "export.expires_on": Placeholder(
        _("Last day on which it can be fetched"), day(2024, 11, 28)
    ),
}

REQUEST = {
    "request.request_id": Placeholder(_("Number of the request"), "RQ-1042"),
    "request.title": Placeholder(
        _("What is asked for"), said(N_("Other quantities for subscription SUB-2291"))
    ),
    "request.note": Placeholder(
        _("What the user wrote; may be empty"), said(N_("Our team has grown."))
    ),
    "request.changes": Placeholder(
        _("What changes: a list, each with field, before and after"),
        rows(
            {"field": said(N_("Office · Team · Seats")), "before": "10", "after": "12"},
            {"field": said(N_("Office · Support · Seats")), "before": "2", "after": "3"},
        ),
    ),
}

ASKED = {"request.asked_by": Placeholder(_("Who asked"), "Jana Müller")}

ANSWER = {
    "request.reason": Placeholder(
        _("Your answer to the customer; may be empty when accepted"),
        said(N_("Your contract runs until the end of the year.")),
    )
}


CHANGED = {
    "changed_at": Placeholder(
        _("When it was changed, with the zone"), moment(2024, 11, 21, 14, 41)
    )
}

NOTICE = {
    "notice.what": Placeholder(_("What has happened"), said(N_("Your password was changed."))),
    "notice.at": Placeholder(_("When, with the zone"), moment(2024, 11, 21, 14, 41)),
    "notice.by": Placeholder(_("Who did it"), "Stan Baker"),
    "notice.address": Placeholder(_("From which network address"), "203.0.113.7"),
    "notice.browser": Placeholder(_("With which browser"), "Firefox · Windows"),
}

WISH = {
    "wish": Placeholder(_("What is asked for"), "Customer Portal"),
    "command": Placeholder(_("The command that grants it"), "bin/portico portal enable acme"),
    "asked_by": Placeholder(_("Who asked"), "Stan Baker <stan@acme.example>"),
}


def action(meaning, path):
    """The address that the mail's button leads to."""
    return {"action_url": Placeholder(meaning, f"{EXAMPLE}/{path}")}


def validity(hours):
    return {"valid_hours": Placeholder(_("For how many hours the link is valid"), hours)}
