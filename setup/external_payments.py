"""Recording a payment that came in by bank transfer, check or cash (M13, D8)."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from billing.ledger import external
from billing.ledger.applying import owed
from billing.people.refusal import Refused
from config import clock
from config.database import db
from config.languages import money
from mailers import payment_receipt
from setup.door import setup
from setup.external_payment_form import ExternalPaymentForm
from setup.finding import customer_of_ours
from setup.rights import RECORD, requires
from setup.shares import Shares
from workers.queue import wake


@setup.get("/customers/<customer_id>/new-payment")
@requires(*RECORD)
def new_payment(customer_id):
    found = customer_of_ours(customer_id)
    usual = {"payment_date": clock.today(g.tenant.time_zone), "oldest": True, "receipt": True,
             "payment_method": _("Bank transfer"), "currency": found.currency}
    return page(found, ExternalPaymentForm(found, data=usual), Shares({}, found.currency))


@setup.post("/customers/<customer_id>/new-payment")
@requires(*RECORD)
def record_payment(customer_id):
    found = customer_of_ours(customer_id)
    form = ExternalPaymentForm(found)
    key = form.key or abort(400)
    if external.recorded(found, key):
        return redirect(address(external.recorded(found, key)))
    shares = Shares(request.form, form.currency.data)
    if not form.validate() or shares.errors:
        return page(found, form, shares), 422
    return record(found, key, form, shares)


def record(customer, key, form, shares):
    """The page of what was recorded, also where another request has been first."""
    try:
        payment = external.record(customer, key, shares.wanted, form.oldest.data,
                                  created_by=current_user.name, **form.facts)
    except Refused as refused:
        db.session.rollback()
        if external.recorded(customer, key):
            return redirect(address(external.recorded(customer, key)))
        form.form_errors.append(str(refused))
        return page(customer, form, shares), 422
    return concluded(payment, form.receipt.data)


def concluded(payment, receipt):
    mail = payment_receipt.write_external(payment) if receipt else None
    db.session.commit()
    if mail:
        wake("mail", mail.mail_id)
    flash(_("Payment %(id)s of %(amount)s has been recorded.", id=payment.payment_id,
            amount=money(payment.payment_amount, payment.currency)), "success")
    return redirect(address(payment))


def address(payment):
    return url_for("setup.payment", customer_id=payment.customer_id, payment_id=payment.payment_id)


def page(customer, form, shares):
    return render_template(
        "setup/payments/new.html", form=form, customer=customer,
        invoices=shares.rows(owed(customer), customer),
        back_href=url_for("setup.customer", customer_id=customer.customer_id),
    )
