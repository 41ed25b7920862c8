"""“Payment Needs a Look”: money is not where staff believed it to be (M6, M9)."""

import uuid

from flask_babel import gettext as _
from sqlalchemy import select

from billing.gateways import reasons
from billing.ledger.payment import Payment
from billing.ledger.refund import Refund
from config.database import db
from config.languages import N_
from mailers import company, paid
from mailers.mail import Mail
from mailers.reader import person
from mailers.withdrawn import Withdrawn
from tenants.staff import Staff

TEMPLATE = "payment_alert"
EVENTS = {
    "refund": N_("A refund has failed, or the payer's bank has sent it back. The money is with you,"
                 " applied to nothing; give it back another way, or apply it."),
    "void": N_("A void has failed. The payment stands as it is shown."),
    "closed": N_("A payment that was closed by hand was charged after all. It is recorded now; what"
                 " its invoices did not need any more is applied to nothing."),
    "won": N_("A charge-back was decided in your favour. The payment counts again; what its"
              " invoices did not need any more is applied to nothing."),
}


def write_failed(refund):
    """Queue the news of a refund or void that staff believed to be on its way; the mails."""
    return write(refund.kind, refund.payment_id, refund_id=str(refund.refund_id))


def write_charged(payment):
    """Queue the news that a payment which had been closed has come all the same; the mails."""
    return write("closed", payment.payment_id)


def write_won(payment):
    """Queue the news that a bank gave back what it had taken; the mails."""
    return write("won", payment.payment_id)


def write(event, payment_id, **more):
    return [Mail.write(TEMPLATE, each.email, staff_id=each.staff_id, event=event,
                       payment_id=payment_id, **more)
            for each in Staff.who_may("Payments", "Edit")]


def context(mail):
    told = mail.subject_ids
    staff = of(Staff, staff_id=told["staff_id"])
    payment = of(Payment, payment_id=told["payment_id"])
    refund = "refund_id" in told and of(Refund, refund_id=uuid.UUID(told["refund_id"]))
    if staff is None or payment is None or refund is None:
        raise Withdrawn("The payment has vanished.")
    return {
        "contact": person(staff.name, mail.recipient),
        "customer": {"name": payment.customer.name},
        "payment": paid.described(payment),
        "alert": described(told["event"], payment, refund),
        "action_url": company.url(
            f"/setup/customers/{payment.customer_id}/payments/{payment.payment_id}"),
    }


def described(event, payment, refund):
    amount = refund.amount if refund else payment.payment_amount
    return {"what": _(EVENTS[event]), "amount": paid.money(amount, payment),
            "reason": reasons.explain(refund.reason) if refund and refund.reason else ""}


def of(record, **key):
    return db.session.scalar(select(record).filter_by(**key))
