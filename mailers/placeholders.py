"""What templates may name: each placeholder with its meaning and an example of its value."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _


class Placeholder(NamedTuple):
    """The example is what checks and previews show; a list's example tells its items' fields."""

    meaning: str
    example: object


COMPANY = {
    "company.name": Placeholder(_("Your company's name"), "Acme Inc."),
    "company.support_email": Placeholder(_("Your support's e-mail address"), "support@acme.com"),
    "company.support_phone": Placeholder(_("Your support's phone number"), "+1 617 555 0142"),
    "company.address": Placeholder(_("Your postal address, on one line"), "1 Main St, Boston, MA"),
    "company.logo_url": Placeholder(
        _("Address of your logo"), "https://acme.example.com/branding/logo.png"
    ),
    "brand.accent": Placeholder(_("Your brand colour"), "#0b6b5d"),
    "brand.accent_text": Placeholder(_("Colour of text on the brand colour"), "#ffffff"),
    "brand.link": Placeholder(_("The brand colour, dark enough for text"), "#0b6b5d"),
}

CONTACT = {
    "contact.display_name": Placeholder(_("Name of the person who gets the mail"), "Jana Müller"),
    "contact.email": Placeholder(_("Their e-mail address"), "jana.mueller@atlas-orion.com"),
}

CUSTOMER = {"customer.name": Placeholder(_("Name of the customer account"), "Atlas Orion")}

EXAMPLE = "https://acme.example.com"

LOGIN = {"login_url": Placeholder(_("Address of the login page"), f"{EXAMPLE}/portal/login")}

STAFF_LOGIN = {
    "login_url": Placeholder(_("Address of the staff's login page"), f"{EXAMPLE}/setup/login")
}

EXPORTED = {"export.name": Placeholder(_("What is exported"), "Usages")}

EXPORT = EXPORTED | {
    "export.count": Placeholder(_("How many records it holds"), "2,431"),
    "export.expires_on": Placeholder(_("Last day on which it can be fetched"), "Nov 28, 2024"),
}

PAYMENT = {
    "payment.payment_id": Placeholder(_("Number of the payment"), "PT-1042"),
    "payment.amount": Placeholder(_("Amount with its currency"), "$1,680.50"),
    "payment.date": Placeholder(_("Day of the payment"), "Nov 21, 2024"),
    "payment.method": Placeholder(_("What it is paid with"), "Visa •••• 4242"),
    "payment.invoices": Placeholder(
        _("The invoices it pays: a list, each with invoice_id and amount"),
        [
            {"invoice_id": "INV-2024-0917", "amount": "$1,200.00"},
            {"invoice_id": "INV-2024-0981", "amount": "$480.50"},
        ],
    ),
}

REASON = {
    "payment.failure_reason": Placeholder(
        _("Why it was declined, as the bank says it; may be empty"),
        "Insufficient funds",
    )
}

REQUEST = {
    "request.request_id": Placeholder(_("Number of the request"), "RQ-1042"),
    "request.title": Placeholder(
        _("What is asked for"), "Other quantities for subscription SUB-2291"
    ),
    "request.note": Placeholder(_("What the user wrote; may be empty"), "Our team has grown."),
    "request.changes": Placeholder(
        _("What changes: a list, each with field, before and after"),
        [
            {"field": "Office · Team · Seats", "before": "10", "after": "12"},
            {"field": "Office · Support · Seats", "before": "2", "after": "3"},
        ],
    ),
}

ASKED = {"request.asked_by": Placeholder(_("Who asked"), "Jana Müller")}

ANSWER = {
    "request.reason": Placeholder(
        _("Your answer to the customer; may be empty when accepted"),
        "Your contract runs until the end of the year.",
    )
}


def action(meaning, path):
    """The address that the mail's button leads to."""
    return {"action_url": Placeholder(meaning, f"{EXAMPLE}/{path}")}


def validity(hours):
    return {"valid_hours": Placeholder(_("For how many hours the link is valid"), hours)}
