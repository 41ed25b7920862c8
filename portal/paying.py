"""“Make a Payment”: choose, review, pay once (M1, M2, M6)."""

from functools import wraps

from flask import abort, g, redirect, request
from flask_login import current_user
from sqlalchemy import select

from billing.ledger import paying
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.choice import choose
from billing.ledger.objection import Objection
from config.database import db
from portal import paying_pages as pages
from portal.door import current_customer, portal
from portal.paying_choice import chosen, minted, reviewed
from portal.under_way import address
from workers import payments


def for_payers(view):
    """Owners and Payers only (D7)."""

    @wraps(view)
    def checked(**values):
        return view(**values) if current_user.may_pay else abort(403)

    return checked


@portal.get("/payments/new")
@for_payers
def new_payment():
    return pages.new(*chosen(request.args))


@portal.get("/payments/review")
@for_payers
def review_payment():
    method_id, invoice_ids = chosen(request.args)
    try:
        choice = choose(current_customer, method_id, dict.fromkeys(invoice_ids))
    except Objection as objection:
        return pages.new(method_id, invoice_ids, objection), objection.status
    return pages.review(choice)


@portal.post("/payments/review")
@for_payers
def pay():
    """Pays what was reviewed. The same form again shows what became of the first (M6)."""
    attempt_id = minted(request.form)
    if known(attempt_id):
        return lead_on(attempt_id)
    method_id, amounts = reviewed(request.form)
    try:
        order = paying.begin(current_customer, current_user, attempt_id, method_id, amounts,
                             return_url=g.tenant.base_url + address(attempt_id))
    except Objection as objection:
        db.session.rollback()
        return refused(attempt_id, method_id, amounts, objection)
    db.session.commit()
    payments.conclude(attempt_id, paying.charge(order))
    return lead_on(attempt_id)


def refused(attempt_id, method_id, amounts, objection):
    """The form may have been sent twice at the same moment: then the other one has begun it."""
    if known(attempt_id):
        return lead_on(attempt_id)
    return pages.new(method_id, list(amounts), objection), objection.status


def known(attempt_id):
    """The customer's own attempt of that id, or None."""
    return db.session.scalar(
        select(PaymentAttempt).where(
            PaymentAttempt.attempt_id == attempt_id,
            PaymentAttempt.customer_id == current_user.customer_id,
        )
    )


def lead_on(attempt_id):
    return redirect(address(attempt_id), 303)
