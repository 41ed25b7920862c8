"""The page of choosing what to pay, and with what, as its template reads it."""

from itertools import groupby
from types import SimpleNamespace

from babel.numbers import get_currency_name
from flask import g, render_template
from flask_login import current_user
from sqlalchemy import select

from billing.ledger import method_entry
from billing.ledger.attempt import under_way
from billing.ledger.credit_use import open_credits
from billing.ledger.payable import payable
from billing.ledger.payment_method import PaymentMethod
from config import clock, languages
from config.amounts import decimal_amount
from config.database import db
from portal.door import current_customer
from portal.fields import Fields
from portal.method_entry_way import NEW
from portal.under_way import sentence
from tenants.payment_setup import PaymentSetup

LISTED = 100  # invoices to choose from


def new(wish, objection=None, refusal=None):
    """Steps 1 and 2, with the choices made so far; `refusal` tells of a payment that failed."""
    invoices = payable(current_customer, LISTED, wish.invoice_ids)
    rules = db.session.scalars(select(PaymentSetup)).one()
    return render_template(
        "portal/payments/new.html",
        methods=[shown(method) for method in methods()],
        add_method_href=method_entry.possible(current_customer) and NEW,
        groups=groups(invoices, wish, rules),
        most=LISTED if len(invoices) >= LISTED else None,
        chosen=wish,
        parts=rules.part_payments,
        more=rules.overpayments,
        instructions=rules.bank_instructions,
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


def groups(invoices, wish, rules):
    """The invoices by currency, since one payment has one (D22)."""
    blocking = under_way([invoice.invoice_id for invoice in invoices])
    own = current_customer.currency
    ordered = sorted(invoices, key=lambda each: (each.currency != own, each.currency))
    return [
        SimpleNamespace(
            currency=currency,
            currency_name=get_currency_name(currency, locale=languages.locale()),
            step=written(1, currency),
            credits=sum(left for _, left in open_credits(current_customer, currency))
            if rules.credits else 0,
            credits_on=currency in wish.credits,
            invoices=[offered(each, blocking.get(each.invoice_id), wish) for each in some],
        )
        for currency, some in groupby(ordered, lambda each: each.currency)
    ]


def offered(invoice, attempt, wish):
    """One to choose; `attempt` is what stands against it."""
    typed = (wish.typed or {}).get(invoice.invoice_id)
    return SimpleNamespace(
        invoice_id=invoice.invoice_id, customer_name=child_name(invoice),
        due_date=invoice.due_date if "due_date" in Fields.of("invoices") else None,
        balance=invoice.balance, past_due=invoice.past_due(clock.today(g.tenant.time_zone)),
        in_full=written(invoice.balance, invoice.currency),
        typed=typed or written(invoice.balance, invoice.currency),
        blocked=attempt and sentence(attempt),
    )


def written(minor, currency):
    """As a number field has it: digits and a point."""
    return f"{decimal_amount(minor, currency):f}"


def child_name(invoice):
    """Whose invoice it is, where it is not the account's own (D23)."""
    names = {key: name for name, key in current_user.children}
    return names.get(invoice.customer_id)
