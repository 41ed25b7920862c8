"""The pages of Pay Now, as their templates read them: of one invoice, and of nothing else (D12)."""

import uuid
from types import SimpleNamespace

from flask import g, render_template
from sqlalchemy import select

from billing.ledger import method_entry, pay_now
from billing.ledger.attempt import under_way
from billing.tables.invoices import standing
from config import clock, languages
from config.database import db
from config.languages import visitors_pen
from portal import method_entry_pages, paying_pages
from portal import under_way as words
from portal.fields import Fields
from tenants.payment_setup import PaymentSetup

FACTS = ("invoice_date", "due_date", "invoice_amount", "paid_amount")


def place(invoice, *more):
    """The address of the link, and of what stands below it."""
    return pay_now.path(invoice, *more)


def can_pay(invoice):
    return invoice.payable and not under_way([invoice.invoice_id])


def show(invoice, refusal=None, trouble=False):
    """The invoice with the way to pay it; `refusal` is a sentence on a payment that failed."""
    open_attempt = under_way([invoice.invoice_id]).get(invoice.invoice_id)
    return render_template(
        "portal/pay_now/show.html",
        **frame(invoice),
        blocked=open_attempt and standing_of(open_attempt),
        method_href=place(invoice, "method") if method_entry.possible(invoice.customer) else None,
        instructions=instructions() if invoice.payable else "",
        refusal=refusal,
        trouble=trouble,
    )


def frame(invoice):
    """What each of the pages tells of the invoice; fields that the tenant hides are None, and so
    is the amount paid, which would tell a hidden total (D29).
    """
    fields = Fields.of("invoices")
    told = fields.of_record(invoice, FACTS)
    if told["invoice_amount"] is None:
        told["paid_amount"] = None
    word, css = standing(invoice.status, invoice.due_date, clock.today(g.tenant.time_zone))
    return {
        "invoice": SimpleNamespace(
            **told, invoice_id=invoice.invoice_id, currency=invoice.currency,
            balance=invoice.balance, payable=invoice.payable, customer=invoice.customer.name,
            status_word=visitors_pen()._(word) if "status" in fields else None, status_css=css,
        ),
        "here": place(invoice), "pdf_href": place(invoice, "invoice.pdf"),
    }


def standing_of(attempt):
    """Why it cannot be paid just now."""
    return words.standing(attempt.state, languages.moment(attempt.created_date))


def instructions():
    """How to pay by bank transfer instead (M13); "" where the company says nothing."""
    return db.session.scalar(select(PaymentSetup.bank_instructions)) or ""


def field(invoice, entry, field, refusal=None):
    """The answer with the gateway's Field, or with the way to its page."""
    way = SimpleNamespace(carried=[], back=place(invoice), again=place(invoice, "method"))
    return method_entry_pages.field(
        entry, field, way, refusal, template="portal/pay_now/method.html", **frame(invoice),
        action=place(invoice, "review"), look="entry", button=visitors_pen()._("Review"),
    )


def review(invoice, entered):
    """The last step, with an id of its own for what will be paid; `entered` as sealed below."""
    method = entered.method
    return render_template(
        "portal/pay_now/review.html",
        **frame(invoice),
        method=SimpleNamespace(label=f"{method.brand} •••• {method.last4}".strip(),
                               expiry=paying_pages.in_words(method.expiry),
                               waits=method.status != "Active"),
        hidden=[("attempt_id", uuid.uuid4()), ("amount", invoice.balance),
                ("method", entered.sealed(invoice))],
        action_href=place(invoice, "payment"), method_href=place(invoice, "method"),
    )
