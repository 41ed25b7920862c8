"""The kinds of mail about money beyond paying and billing (M9)."""

from flask_babel import lazy_gettext as _

from mailers.money_placeholders import PAYMENT
from mailers.placeholders import CUSTOMER, READER, action
from mailers.samples import Placeholder, day, dollars
from mailers.subject import Subject

REFUND = {
    "refund.amount": Placeholder(_("What was given back, with its currency"), dollars(48050)),
    "refund.date": Placeholder(_("Day on which it was given back"), day(2024, 11, 28)),
}

PAID = {name: each for name, each in PAYMENT.items() if name != "payment.invoices"}

MONEY = {
    "payment_refunded": Subject(
        _("Payment Refunded"),
        READER | CUSTOMER | PAID | REFUND
        | action(_("Where to see it"), "portal/payments/PT-1042"),
        about="payment",
    ),
}
