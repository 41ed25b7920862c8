"""The kinds of mail about money beyond paying and billing (M9)."""

from flask_babel import lazy_gettext as _

from config.languages import N_
from mailers.money_placeholders import PAYMENT
from mailers.placeholders import CUSTOMER, READER, action
from mailers.samples import Placeholder, day, dollars, said
from mailers.subject import Subject

REFUND = {
    "refund.amount": Placeholder(_("What was given back, with its currency"), dollars(48050)),
    "refund.date": Placeholder(_("Day on which it was given back"), day(2024, 11, 28)),
}

ALERT = {
    "alert.what": Placeholder(
        _("What has happened"), said(N_("A void has failed. The payment stands as it is shown."))
    ),
    "alert.amount": Placeholder(_("How much it is about, with its currency"), dollars(48050)),
    "alert.reason": Placeholder(
        _("Why, as the bank says it; may be empty"), said(N_("This payment cannot be refunded."))
    ),
}

NUMBERED = {"payment.payment_id": PAYMENT["payment.payment_id"]}
PAID = {name: each for name, each in PAYMENT.items() if name != "payment.invoices"}

MONEY = {
    "payment_refunded": Subject(
        _("Payment Refunded"),
        READER | CUSTOMER | PAID | REFUND
        | action(_("Where to see it"), "portal/payments/PT-1042"),
        about="payment",
    ),
    "payment_alert": Subject(
        _("Payment Needs a Look"),
        READER | CUSTOMER | NUMBERED | ALERT
        | action(_("Where staff see the payment"), "setup/customers/C-1001/payments/PT-1042"),
        about="staff", always=True,
    ),
}
