"""The pages of choosing and reviewing, as their templates read them."""

import uuid
from itertools import groupby
from types import SimpleNamespace
from urllib.parse import urlencode

from babel.numbers import get_currency_name
from flask import g, render_template
from sqlalchemy import select

from billing.ledger import method_entry
from billing.ledger.attempt import under_way
from billing.ledger.payable import payable
from billing.ledger.payment_method import PaymentMethod
from config import clock, languages
from config.database import db
from portal.door import current_customer
from portal.fields import Fields
from portal.method_entry_way import NEW
from portal.under_way import sentence

LISTED = 100  # invoices to choose from


def new(method_id="", invoice_ids=(), objection=None, refusal=None):
    """Steps 1 and 2, with the choices made so far; `refusal` tells of a payment that failed."""
    invoices = payable(current_customer, LISTED, invoice_ids)
    return render_template(
        "portal/payments/new.html",
        methods=[shown(method) for method in methods()],
        add_method_href=method_entry.possible(current_customer) and NEW,
        groups=groups(invoices),
        most=LISTED if len(invoices) >= LISTED else None,
        chosen=SimpleNamespace(payment_method_id=method_id, invoice_ids=invoice_ids),
        wrong={objection.concerns: str(objection)} if objection else {},
        refusal=refusal,
    )


def methods(*states):
    """The customer's saved methods in these states, else those to pay with; the default first."""
    return db.session.scalars(
        select(PaymentMethod)
        .where(PaymentMethod.customer_id == current_customer.customer_id)
        .where(PaymentMethod.status.in_(states or ["Active"]))
        .order_by(PaymentMethod.default.desc(), PaymentMethod.payment_method_id)
    ).all()


def shown(method):
    facts = ("payment_method_id", "type", "label", "brand", "last4", "default")
    return SimpleNamespace(
        **{name: getattr(method, name) for name in facts}, expiry=in_words(method.expiry)
    )


def in_words(expiry):
    """12/2030 for 2030-12; anything else as it is."""
    year, dash, month = expiry.partition("-")
    return f"{month}/{year}" if dash else expiry


def groups(invoices):
    """The invoices by currency, since one payment has one (D22)."""
    blocking = under_way([invoice.invoice_id for invoice in invoices])
    dated, own = "due_date" in Fields.of("invoices"), current_customer.currency
    ordered = sorted(invoices, key=lambda each: (each.currency != own, each.currency))
    return [
        SimpleNamespace(
            currency=currency,
            currency_name=get_currency_name(currency, locale=languages.locale()),
            invoices=[offered(each, blocking.get(each.invoice_id), dated) for each in some],
        )
        for currency, some in groupby(ordered, lambda each: each.currency)
    ]


def offered(invoice, attempt, dated):
    """One to choose; `attempt` is what stands against it, `dated` whether its due day is told."""
    return SimpleNamespace(
        invoice_id=invoice.invoice_id, customer_name=None,
        due_date=invoice.due_date if dated else None,
        balance=invoice.balance, past_due=invoice.past_due(clock.today(g.tenant.time_zone)),
        blocked=attempt and sentence(attempt),
    )


def review(choice, refusal=None):
    """Step 3, with an id of its own for what will be paid."""
    kept = [("payment_method_id", choice.method.payment_method_id)]
    kept += [("invoice_id", invoice_id) for invoice_id in choice.amounts]
    amounts = [("amount", amount) for amount in choice.amounts.values()]
    return render_template(
        "portal/payments/review.html",
        method=shown(choice.method),
        total=choice.total,
        currency=choice.currency,
        invoices=shares(choice.amounts.items()),
        hidden=[("attempt_id", uuid.uuid4()), *kept, *amounts],
        back_href=f"/portal/payments/new?{urlencode(kept)}",
        refusal=refusal,
    )


def shares(amounts):
    """Links to the invoices of (id, amount) pairs."""
    return [
        SimpleNamespace(invoice_id=invoice_id, amount=amount, customer_name=None,
                        href=f"/portal/invoices/{invoice_id}")
        for invoice_id, amount in amounts
    ]
