"""Refunds and voids of a payment, with a reason (M9, D8)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from billing.ledger import giving_back
from billing.ledger.payment import Payment
from billing.ledger.refund import Refund
from config.database import db
from setup import refund_words
from setup.door import setup
from setup.finding import customer_of_ours
from setup.giving_back_form import RefundForm, VoidForm
from setup.rights import GIVE_BACK, requires
from workers import refunds

FORMS = {"refund": RefundForm, "void": VoidForm}
ADDRESS = "/customers/<customer_id>/payments/<payment_id>/<any(refund,void):kind>"


@setup.get(ADDRESS)
@requires(*GIVE_BACK)
def new_refund(customer_id, payment_id, kind):
    found = find(customer_id, payment_id)
    return page(FORMS[kind](found), kind)


@setup.post(ADDRESS)
@requires(*GIVE_BACK)
def refund(customer_id, payment_id, kind):
    found = find(customer_id, payment_id)
    form = FORMS[kind](found)
    key = form.key or abort(400)
    if not known(key, payment_id):
        if not form.validate():
            return page(form, kind), 422
        carry_out(key, kind, form)
    tell(known(key, payment_id))
    return redirect(address(customer_id, payment_id))


def carry_out(key, kind, form):
    """Once; whoever dies on the way leaves a row that is asked about (see giving_back)."""
    order = giving_back.begin(form.payment.payment_id, key, kind, form.minor, form.note.data,
                              current_user.name)
    if order is None:
        refunds.announce(Refund.locked(key))
    else:
        db.session.commit()
        refunds.conclude(key, order.carry_out())


def tell(refund):
    flash(refund_words.told(refund), refund_words.tone(refund))


def known(refund_id, payment_id):
    """The payment's own of that id, or None."""
    return db.session.scalar(
        select(Refund).where(Refund.refund_id == refund_id, Refund.payment_id == payment_id)
    )


def find(customer_id, payment_id):
    return customer_of_ours(customer_id).find(Payment, payment_id)


def page(form, kind):
    found = form.payment
    return render_template(
        "setup/payments/give_back.html", form=form, kind=kind, payment=found, problem=None,
        by_gateway=giving_back.by_gateway(found), action_href=request.path,
        back_href=address(found.customer_id, found.payment_id),
    )


def address(customer_id, payment_id):
    return url_for("setup.payment", customer_id=customer_id, payment_id=payment_id)
