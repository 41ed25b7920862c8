"""“Autopay Future Invoices” (P20, M5): its switch, what it pays next, and what it leaves open."""

from functools import wraps
from types import SimpleNamespace
from urllib.parse import urlencode

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from billing.ledger import autopay
from billing.ledger.autopay_switch import coming, left_out, switch
from billing.ledger.objection import Objection
from billing.ledger.payment_method import PaymentMethod
from config.database import db
from portal.door import current_customer, portal
from portal.fields import Fields
from portal.method_entry_way import METHODS
from portal.paying import for_payers
from portal.under_way import address
from tenants.payment_setup import PaymentSetup

HERE = "/portal/account/autopay"
LISTED = 50


def for_owners(view):
    """Owners only (D7)."""

    @wraps(view)
    def checked(**values):
        return view(**values) if current_user.owns else abort(403)

    return checked


@portal.get("/account/autopay")
@for_payers
def show_autopay():
    return page()


@portal.post("/account/autopay")
@for_owners
def switch_autopay():
    on = request.form.get("on") == "on"
    try:
        switch(current_customer, on)
    except Objection as objection:
        db.session.rollback()
        return page(str(objection)), objection.status
    db.session.commit()
    flash(_("Autopay is on.") if on else _("Autopay is off."), "success")
    return redirect(HERE)


def page(objection=None):
    open_now = left_out(current_customer, LISTED)
    return render_template(
        "portal/account/autopay.html",
        on=current_customer.auto_pay,
        since=current_customer.autopay_since,
        may_switch=current_user.owns and current_customer.edit_auto_pay,
        credits=db.session.scalar(select(PaymentSetup.credits)),
        method=default(),
        methods_href=METHODS,
        coming=[shown(*each) for each in coming(current_customer, LISTED)],
        dated=dated(),
        open_now=open_now,
        pay_href=pay_href(open_now),
        objection=objection,
    )


def dated():
    """Whether due dates may be told (D29)."""
    return "due_date" in Fields.of("invoices")


def default():
    """What autopay pays with, as a person knows it; None where there is nothing."""
    key = autopay.default_method(current_customer.customer_id)
    return key and current_customer.find(PaymentMethod, key).label


def pay_href(invoices):
    """Where to pay what autopay leaves open; the first currency's, as one payment has one."""
    chosen = [("invoice_id", each.invoice_id) for each in invoices
              if each.currency == invoices[0].currency]
    return chosen and f"/portal/payments/new?{urlencode(chosen)}"


def shown(invoice, charge):
    """One that autopay pays: when, and how that stands."""
    state = charge.state if charge else "planned"
    confirming = state == "confirming"
    return SimpleNamespace(
        invoice_id=invoice.invoice_id, href=f"/portal/invoices/{invoice.invoice_id}",
        day=charge.charge_on if charge else invoice.due_date, balance=invoice.balance,
        currency=invoice.currency, state=state, failed=bool(charge and charge.failures),
        reason=charge and charge.reason and _(autopay.reason_text(charge.reason)),
        confirm_href=address(charge.attempt_id) if confirming else None,
    )
