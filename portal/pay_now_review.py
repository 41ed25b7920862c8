"""Pay Now's second half: back from the gateway's field, reviewed, paid once (M6, M10)."""

from flask import abort, g, redirect, request
from sqlalchemy import or_, select

from billing.gateways.errors import GatewayError, MethodRefused
from billing.ledger import one_time, pay_now
from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.autopay_charge import AutopayCharge
from billing.ledger.entered import Entered
from billing.ledger.method_entry import Entry
from billing.ledger.objection import Objection
from config.database import db
from portal import pay_now_pages as pages
from portal.door import portal
from portal.method_entry_pages import why
from portal.pay_now import asked, paced, with_link
from portal.paying_choice import AMOUNTS, minted
from workers import payments


@portal.route("/pay-now/<token>/review", methods=["GET", "POST"])
@with_link
@paced
def pay_now_review(invoice):
    """Opened with what the gateway's field answered; nothing is stored, however often it is."""
    entry = pages.can_pay(invoice) and Entry.of(invoice.customer)
    if not entry:
        return redirect(pages.place(invoice))
    try:
        method = entry.method(request.values.to_dict())
    except MethodRefused as refused:
        return asked(invoice, why(refused.reason), 422)
    except GatewayError:
        return pages.show(invoice, trouble=True), 503
    return pages.review(invoice, Entered(entry.provider, method))


@portal.post("/pay-now/<token>/payment")
@with_link
@paced
def pay_now_payment(invoice):
    """Pays what was reviewed. The same form again shows what became of the first (M6)."""
    attempt_id = minted(request.form)
    there = outcome_place(invoice, attempt_id)
    if known(invoice, attempt_id):
        return redirect(there, 303)
    try:
        order = begun(invoice, attempt_id, there)
    except Objection as objection:
        db.session.rollback()
        if known(invoice, attempt_id):
            return redirect(there, 303)
        return pages.show(invoice, refusal=str(objection)), objection.status
    db.session.commit()
    payments.conclude(attempt_id, order.carry_out())
    return redirect(there, 303)


def begun(invoice, attempt_id, there):
    """An Order for what the form says; 400 for a form that is none of ours, or an hour old."""
    amount, word = request.form.get("amount", ""), request.form.get("method", "")
    entered = Entered.opened(word, invoice)
    if not (entered and AMOUNTS.fullmatch(amount)) or entered.method.status != "Active":
        abort(400)
    return one_time.begin(invoice, attempt_id, entered.provider, entered.method, int(amount),
                          g.tenant.base_url + there)


def known(invoice, attempt_id):
    """The attempt of that id by which somebody without an account pays this invoice, or autopay
    does, whose payer may have none either; or None.
    """
    return db.session.scalar(
        select(PaymentAttempt)
        .join(AttemptShare, AttemptShare.attempt_id == PaymentAttempt.attempt_id)
        .where(PaymentAttempt.attempt_id == attempt_id)
        .where(AttemptShare.invoice_id == invoice.invoice_id)
        .where(or_(PaymentAttempt.method.has(status="One-time"), by_autopay(invoice)))
    )


def by_autopay(invoice):
    charge = select(AutopayCharge).where(AutopayCharge.invoice_id == invoice.invoice_id)
    return charge.where(AutopayCharge.attempt_id == PaymentAttempt.attempt_id).exists()


def outcome_place(invoice, attempt_id):
    return pay_now.path_of(invoice, attempt_id)
