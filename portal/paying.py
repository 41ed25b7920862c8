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
from portal.paying_choice import Wish, minted, reviewed
from portal.paying_review import review
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
    return pages.new(Wish.of(request.args))


@portal.get("/payments/review")
@for_payers
def review_payment():
    wish = Wish.of(request.args)
    try:
        amounts = wish.amounts
        choice = choose(current_customer, wish.method_id, amounts, **wish.terms)
    except Objection as objection:
        return pages.new(wish, objection), objection.status
    return review(choice, wish, amounts)


@portal.post("/payments/review")
@for_payers
def pay():
    """Pays what was reviewed. The same form again shows what became of the first (M6)."""
    attempt_id = minted(request.form)
    if known(attempt_id):
        return lead_on(attempt_id)
    wish, amounts, shown = reviewed(request.form)
    try:
        order = paying.begin(current_customer, current_user, attempt_id, wish.method_id, amounts,
                             shown=shown, return_url=g.tenant.base_url + address(attempt_id),
                             **wish.terms)
    except Objection as objection:
        db.session.rollback()
        return refused(attempt_id, wish, objection)
    db.session.commit()
    if order:
        payments.conclude(attempt_id, order.carry_out())
    return lead_on(attempt_id)


def refused(attempt_id, wish, objection):
    """The form may have been sent twice at the same moment: then the other one has begun it."""
    if known(attempt_id):
        return lead_on(attempt_id)
    return pages.new(wish, objection), objection.status


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
