"""Every kind of mail: its title in Manage Templates, its placeholders, its default template."""

from functools import cache
from pathlib import Path

from flask_babel import lazy_gettext as _

from mailers.autopay_catalogue import AUTOPAY
from mailers.letter import Template
from mailers.money_catalogue import MONEY
from mailers.money_placeholders import (
    INVOICE,
    PAY_NOW,
    PAYMENT,
    REASON,
    RECEIPT,
    REMINDER,
)
from mailers.placeholders import (
    ANSWER,
    ASKED,
    CHANGED,
    CUSTOMER,
    EXPORT,
    EXPORTED,
    LOGIN,
    READER,
    REQUEST,
    TOKEN,
    WISH,
    action,
    validity,
)
from mailers.staff_catalogue import STAFF
from mailers.subject import Subject
from mailers.usage_catalogue import USAGE

TEMPLATES = Path(__file__).parent / "templates"
PAYER = {**READER, **CUSTOMER, **PAYMENT}
ASKER = {**READER, **CUSTOMER, **REQUEST, **ANSWER}
SUBSCRIPTION = "portal/subscriptions/SUB-2291"
BILLED = {**READER, **CUSTOMER, **INVOICE}

SUBJECTS = {
    "portal_invitation": Subject(
        _("Portal Invitation"),
        READER | CUSTOMER | action(_("Where to register"), f"portal/{TOKEN}") | validity(72),
        always=True, credential=True,
    ),
    "email_confirmation": Subject(
        _("Email Confirmation request"),
        READER | action(_("Where to confirm"), f"portal/{TOKEN}") | validity(72),
        always=True, credential=True,
    ),
    "reset_password": Subject(
        _("Reset Password"),
        READER | action(_("Where to set a new password"), f"portal/{TOKEN}") | validity(1),
        always=True, credential=True,
    ),
    "access_granted": Subject(
        _("Access Granted"), READER | CUSTOMER | LOGIN, ("login_url",), always=True
    ),
    "invoice": Subject(
        _("Invoice"),
        BILLED | PAY_NOW | LOGIN | action(_("Where to see it"), "portal/invoices/INV-2024-0917"),
        required=(), about="invoice",
    ),
    "invoice_reminder": Subject(
        _("Invoice Reminder"),
        BILLED | PAY_NOW | REMINDER | LOGIN
        | action(_("Where to see it"), "portal/invoices/INV-2024-0917"),
        required=(), about="invoice",
    ),
    "ops_request": Subject(
        _("Request to Operators"),
        READER | WISH | action(_("The company's portal"), "portal"),
        about="staff", always=True, internal=True,
    ),
    **STAFF,
    **MONEY,
    **AUTOPAY,
    **USAGE,
    "password_changed": Subject(
        _("Password Changed"),
        READER | CHANGED | action(_("Where to reset the password"), "portal/forgot-password"),
        always=True,
    ),
    "export_ready": Subject(
        _("Export Ready"),
        READER | EXPORT | action(_("Where to fetch it"), "portal/exports/182"),
        about="export",
    ),
    "export_failed": Subject(
        _("Export Failed"),
        READER | EXPORTED | action(_("Where to start it anew"), "portal/usages"),
        about="export",
    ),
    "payment_receipt": Subject(
        _("Payment Receipt"),
        PAYER | RECEIPT | action(_("Where to see it"), "portal/payments/PT-1042"),
        about="payment",
    ),
    "payment_processing": Subject(
        _("Payment Processing"),
        PAYER | action(_("Where to see it"), "portal/payments/PT-1042"),
        about="payment",
    ),
    "payment_declined": Subject(
        _("Payment Declined"),
        PAYER | REASON | action(_("Where to try again"), "portal/pay"),
        about="payment",
    ),
    "request_received": Subject(
        _("Change Request Received"),
        READER | CUSTOMER | REQUEST | ASKED
        | action(_("Where staff accept or decline it"), "setup/requests/RQ-1042"),
        about="request",
    ),
    "request_accepted": Subject(
        _("Change Request Accepted"), ASKER | action(_("Where to see it"), SUBSCRIPTION),
        about="request",
    ),
    "request_declined": Subject(
        _("Change Request Declined"), ASKER | action(_("Where to see it"), SUBSCRIPTION),
        about="request",
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
