"""Every kind of mail: its title in Manage Templates, its placeholders, its default template."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from flask_babel import lazy_gettext as _

from mailers.letter import Template
from mailers.placeholders import (
    ANSWER,
    ASKED,
    COMPANY,
    CONTACT,
    CUSTOMER,
    EXPORT,
    EXPORTED,
    LOGIN,
    PAYMENT,
    REASON,
    REQUEST,
    STAFF_LOGIN,
    Placeholder,
    action,
    validity,
)

TEMPLATES = Path(__file__).parent / "templates"
TOKEN = "registrations/9mUQ4xwz0nTf3v6cPpT8hYkq2LdRrJ5sVbXaE1oGiWA"
READER = {**COMPANY, **CONTACT}
PAYER = {**READER, **CUSTOMER, **PAYMENT}
ASKER = {**READER, **CUSTOMER, **REQUEST, **ANSWER}
SUBSCRIPTION = "portal/subscriptions/SUB-2291"
CHANGED = {
    "changed_at": Placeholder(_("When it was changed, with the zone"), "Nov 21, 2024, 9:41 AM EST")
}


@dataclass(frozen=True)
class Subject:
    """What one kind of mail is about; `required` are placeholders it makes no sense without."""

    title: str
    placeholders: dict = field(repr=False)
    required: tuple = ("action_url",)


SUBJECTS = {
    "portal_invitation": Subject(
        _("Portal Invitation"),
        READER | CUSTOMER | action(_("Where to register"), f"portal/{TOKEN}") | validity(72),
    ),
    "email_confirmation": Subject(
        _("Email Confirmation request"),
        READER | action(_("Where to confirm"), f"portal/{TOKEN}") | validity(72),
    ),
    "reset_password": Subject(
        _("Reset Password"),
        READER | action(_("Where to set a new password"), f"portal/{TOKEN}") | validity(1),
    ),
    "access_granted": Subject(_("Access Granted"), READER | CUSTOMER | LOGIN, ("login_url",)),
    "staff_invitation": Subject(
        _("Staff Invitation"),
        READER
        | STAFF_LOGIN
        | action(_("Where to set a password"), f"setup/{TOKEN}")
        | validity(72),
    ),
    "password_changed": Subject(
        _("Password Changed"),
        READER | CHANGED | action(_("Where to reset the password"), "portal/forgot-password"),
    ),
    "export_ready": Subject(
        _("Export Ready"),
        READER | EXPORT | action(_("Where to fetch it"), "portal/exports/182"),
    ),
    "export_failed": Subject(
        _("Export Failed"),
        READER | EXPORTED | action(_("Where to start it anew"), "portal/usages"),
    ),
    "payment_receipt": Subject(
        _("Payment Receipt"),
        PAYER | action(_("Where to see it"), "portal/payments/PT-1042"),
    ),
    "payment_processing": Subject(
        _("Payment Processing"),
        PAYER | action(_("Where to see it"), "portal/payments/PT-1042"),
    ),
    "payment_declined": Subject(
        _("Payment Declined"),
        PAYER | REASON | action(_("Where to try again"), "portal/pay"),
    ),
    "request_received": Subject(
        _("Change Request Received"),
        READER
        | CUSTOMER
        | REQUEST
        | ASKED
        | action(_("Where staff accept or decline it"), "setup/requests/RQ-1042"),
    ),
    "request_accepted": Subject(
        _("Change Request Accepted"), ASKER | action(_("Where to see it"), SUBSCRIPTION)
    ),
    "request_declined": Subject(
        _("Change Request Declined"), ASKER | action(_("Where to see it"), SUBSCRIPTION)
    ),
}


@cache
def default_template(name, locale="en"):
    """What a tenant has until it writes its own; a part without a translation is English."""
    return Template(
        subject=part(name, locale, "subject.txt").strip(),
        html=part(name, locale, "body.html"),
        text=part(name, locale, "body.txt"),
    )


def part(name, locale, file):
    own = TEMPLATES / locale / name / file
    return (own if own.is_file() else TEMPLATES / "en" / name / file).read_text()
