"""The kinds of mail about autopay and what it pays with (M5, M11)."""

from flask_babel import lazy_gettext as _

from mailers.money_placeholders import INVOICE, PAYMENT, REASON
from mailers.placeholders import CUSTOMER, LOGIN, READER, action, validity
from mailers.samples import Placeholder, day, dollars
from mailers.subject import Subject

ATTEMPT = "0b2f6a52-6c0d-4e0e-9d5c-3f1d9a7c2b10"
READERS = {**READER, **CUSTOMER}

CHARGED = {
    "autopay.charge_on": Placeholder(_("Day of the charge"), day(2024, 12, 1)),
    "autopay.credits": Placeholder(
        _("Open credits that are used first; may be empty"), dollars(2500)
    ),
}

CONFIRMED = {name: PAYMENT[name]
             for name in ("payment.amount", "payment.method", "payment.invoices")}

CARD = {
    "card.label": Placeholder(_("Brand and last digits of the card"), "Visa •••• 4242"),
    "card.last_day": Placeholder(_("Last day on which it can be used"), day(2024, 12, 31)),
    "card.for_autopay": Placeholder(_("Not empty when autopay uses the card"), "yes"),
}

RETRIED = {
    "autopay.next_try": Placeholder(
        _("Day on which it is tried again; empty when autopay has stopped"), day(2024, 12, 4)
    )
}

AUTOPAY = {
    "autopay_upcoming": Subject(
        _("Autopay Notice"),
        READERS | INVOICE | CHARGED | LOGIN
        | action(_("Where to see it"), "portal/invoices/INV-2024-0917"),
        about="invoice",
    ),
    "autopay_failed": Subject(
        _("Autopay Failed"),
        READERS | PAYMENT | REASON | RETRIED
        | action(_("Where to pay instead"), "portal/payments/new"),
        about="payment",
    ),
    "autopay_confirm": Subject(
        _("Confirm Autopay"),
        READERS | CONFIRMED | validity(24)
        | action(_("Where to confirm"), f"portal/payments/attempts/{ATTEMPT}"),
        about="payment",
    ),
    "card_expiring": Subject(
        _("Card Expires Soon"),
        READERS | CARD
        | action(_("Where to add another one"), "portal/account/payment-methods"),
        about="payment method",
    ),
}
