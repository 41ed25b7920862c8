"""Counting a payment's or a credit's rest towards invoices, and counting it no more (M13)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from billing.ledger import applying
from billing.ledger.credit import Credit
from billing.ledger.payment import Payment
from billing.people.refusal import Refused
from config.database import db
from setup.door import setup
from setup.finding import customer_of_ours
from setup.rights import APPLY, requires
from setup.shares import Shares

OF_PAYMENT = "/customers/<customer_id>/payments/<payment_id>/applications"
OF_CREDIT = "/customers/<customer_id>/credits/<credit_id>/applications"
ONE = "/<int(max=9223372036854775807):allocation_id>"


@setup.get(f"{OF_PAYMENT}/new")
@setup.get(f"{OF_CREDIT}/new")
@requires(*APPLY)
def new_application(customer_id, **ids):
    source = find(customer_id, **ids)
    return page(source, Shares({}, source.currency))


@setup.post(OF_PAYMENT)
@setup.post(OF_CREDIT)
@requires(*APPLY)
def application(customer_id, **ids):
    source = find(customer_id, **ids)
    shares = Shares(request.form, source.currency)
    if shares.errors or not shares.wanted:
        wrong = None if shares.errors else _("Enter an amount beside an invoice.")
        return page(source, shares, wrong), 422
    try:
        applying.apply(source.customer, source, shares.wanted)
    except Refused as refused:
        db.session.rollback()
        return page(find(customer_id, **ids), shares, str(refused)), 422
    return saved(source, _("It has been applied."))


@setup.get(f"{OF_PAYMENT}{ONE}")
@setup.get(f"{OF_CREDIT}{ONE}")
@requires(*APPLY)
def new_application_end(customer_id, allocation_id, **ids):
    source = find(customer_id, **ids)
    return render_template(
        "setup/payments/unapply.html", source=source, problem=None, action_href=request.path,
        allocation=applying.allocation(source, allocation_id), back_href=address(source),
    )


@setup.post(f"{OF_PAYMENT}{ONE}")
@setup.post(f"{OF_CREDIT}{ONE}")
@requires(*APPLY)
def end_application(customer_id, allocation_id, **ids):
    source = find(customer_id, **ids)
    applying.unapply(source, allocation_id)
    return saved(source, _("It is not applied any more."))


def find(customer_id, payment_id=None, credit_id=None):
    owner = customer_of_ours(customer_id)
    return owner.find(Payment, payment_id) if payment_id else owner.find(Credit, credit_id)


def saved(source, words):
    db.session.commit()
    flash(words, "success")
    return redirect(address(source))


def address(source, page=""):
    kind = source.__tablename__
    key = f"{kind}_id"
    endpoint = f"setup.{page or kind}"
    return url_for(endpoint, customer_id=source.customer_id, **{key: getattr(source, key)})


def page(source, shares, wrong=None):
    invoices = applying.owed(source.customer, source.currency)
    return render_template(
        "setup/payments/apply.html", source=source, left=applying.free(source), wrong=wrong,
        invoices=shares.rows(invoices, source.customer), back_href=address(source),
        action_href=address(source, "application"),
    )
