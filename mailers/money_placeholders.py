"""What templates about money may name: payments, invoices, and where they are paid."""

from flask_babel import lazy_gettext as _

from config import formats
from config.languages import N_
from mailers.placeholders import EXAMPLE
from mailers.samples import Placeholder, day, dollars, rows, said

PAY_NOW_PLACE = "portal/pay-now/INV-2024-0917.1.fDk3Vb8sQw1xZr6TnY2mLc4H"

PAYMENT = {
    "payment.payment_id": Placeholder(_("Number of the payment"), "PT-1042"),
    "payment.amount": Placeholder(_("Amount with its currency"), dollars(168050)),
    "payment.date": Placeholder(_("Day of the payment"), day(2024, 11, 21)),
    "payment.method": Placeholder(_("What it is paid with"), "Visa •••• 4242"),
    "payment.invoices": Placeholder(
        _("The invoices it pays: a list, each with invoice_id and amount"),
        rows(
            {"invoice_id": "INV-2024-0917", "amount": dollars(120000)},
            {"invoice_id": "INV-2024-0981", "amount": dollars(48050)},
        ),
    ),
}

REASON = {
    "payment.failure_reason": Placeholder(
        _("Why it was declined, as the bank says it; may be empty"),
        said(N_("Insufficient funds")),
    )
}

RECEIPT = {
    "payment.kept": Placeholder(
        _("What was more than was due, and is kept as a credit; may be empty"), dollars(5000)
    )
}

INVOICE = {
    "invoice.invoice_id": Placeholder(_("Number of the invoice"), "INV-2024-0917"),
    "invoice.date": Placeholder(_("Invoice date"), day(2024, 11, 1)),
    "invoice.due_date": Placeholder(_("Due date"), day(2024, 12, 1)),
    "invoice.amount": Placeholder(_("Total with its currency"), dollars(120000)),
    "invoice.balance": Placeholder(_("What is still to be paid"), dollars(120000)),
    "invoice.payment_terms": Placeholder(_("Payment terms; may be empty"), "Net 30"),
}

PAY_NOW = {
    "pay_now_url": Placeholder(
        _("Where to pay the invoice, without signing in"), f"{EXAMPLE}/{PAY_NOW_PLACE}"
    ),
    "pdf_url": Placeholder(
        _("Address of the invoice as a PDF, without signing in"),
        f"{EXAMPLE}/{PAY_NOW_PLACE}/invoice.pdf",
    ),
}

REMINDER = {
    "reminder.days_late": Placeholder(
        _("How many days it is past due; empty before"),
        lambda language: formats.number(3, language),
    )
}
