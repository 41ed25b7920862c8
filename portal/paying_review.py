"""What a payment pays and with what, as the pages of reviewing and of its outcome read it."""

import uuid
from types import SimpleNamespace
from urllib.parse import urlencode

from flask import render_template
from sqlalchemy import select

from billing.ledger.invoice import Invoice
from config.database import db
from portal import paying_pages
from portal.sources import invoice_href


def review(choice, wish, amounts, refusal=None):
    """Step 3, with an id of its own for what will be paid; `amounts` as they were given to choose.

    What is sent with Pay says each sum that is shown: nothing else is paid.
    """
    wanted = {each.invoice_id: amounts[each.invoice_id] or choice.amounts[each.invoice_id]
              for each in choice.invoices}
    kept = back(choice, wish, wanted)
    sums = [("amount", amount) for amount in wanted.values()]
    sums += [("total", choice.total), ("surplus", choice.surplus)]
    return render_template(
        "portal/payments/review.html",
        method=choice.method and paying_pages.shown(choice.method),
        total=choice.total, credited=choice.credited, surplus=choice.surplus,
        currency=choice.currency,
        invoices=[share(each, choice.amounts[each.invoice_id]) for each in choice.invoices],
        hidden=[("attempt_id", uuid.uuid4()), *kept, *sums],
        back_href=f"/portal/payments/new?{urlencode(kept)}",
        refusal=refusal,
    )


def back(choice, wish, wanted):
    """All that step 1 and 2 must know to stand as they were; amounts where they are not all."""
    kept = [("payment_method_id", wish.method_id)]
    kept += [("invoice_id", each.invoice_id) for each in choice.invoices]
    kept += [
        (f"amount.{each.invoice_id}",
         paying_pages.written(wanted[each.invoice_id], choice.currency))
        for each in choice.invoices if wanted[each.invoice_id] != each.balance
    ]
    return kept + [("credits", currency) for currency in wish.credits]


def share(invoice, amount):
    """A line that names the invoice; `rest` is what of it stays due."""
    return SimpleNamespace(
        invoice_id=invoice.invoice_id, amount=amount, rest=invoice.balance - amount,
        customer_name=paying_pages.child_name(invoice), href=invoice_href(invoice),
    )


def shares(amounts):
    """Such lines of {invoice id: amount}, without those that get nothing."""
    ids = [invoice_id for invoice_id, amount in amounts.items() if amount]
    query = select(Invoice).where(Invoice.invoice_id.in_(ids)).order_by(Invoice.invoice_id)
    return [share(each, amounts[each.invoice_id]) for each in db.session.scalars(query)]
