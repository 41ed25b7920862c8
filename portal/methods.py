"""“Manage Payment Methods” (P20, M4): what is saved, the default among it, and what goes."""

from types import SimpleNamespace

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _

from billing.ledger.method_entry import possible
from billing.ledger.method_errand import MethodErrand
from billing.ledger.objection import Objection
from billing.ledger.payment_method import PaymentMethod
from config import clock
from config.database import db
from portal import paying_pages
from portal.autopay import HERE as AUTOPAY
from portal.door import current_customer, portal
from portal.method_entry_way import METHODS as HERE
from portal.method_entry_way import NEW
from portal.paying import for_payers
from workers.queue import wake


@portal.get("/account/payment-methods")
@for_payers
def payment_methods():
    return page()


@portal.post("/account/payment-methods/<payment_method_id>/default")
@for_payers
def set_default_method(payment_method_id):
    on = request.form.get("default") == "on"
    method = current_customer.find(PaymentMethod, payment_method_id)
    return changed(
        lambda: method.set_default(on),
        _("%(method)s is the default payment method now.", method=method.label) if on
        else _("There is no default payment method now."),
    )


@portal.post("/account/payment-methods/<payment_method_id>/delete")
@for_payers
def delete_method(payment_method_id):
    """Here at once; at the gateway as soon as no payment with it is open any more (M4)."""
    method, errands = current_customer.find(PaymentMethod, payment_method_id), []

    def deleted():
        method.delete()
        errands.append(MethodErrand.send("remove", method).errand_id)

    answer = changed(deleted, _("%(method)s has been deleted.", method=method.label))
    for errand_id in errands:
        wake("method_errand", errand_id)
    return answer


def changed(verb, news):
    """The page again, with the news or with what stands against it."""
    try:
        verb()
    except Objection as objection:
        db.session.rollback()
        return page(str(objection)), objection.status
    db.session.commit()
    flash(news, "success")
    return redirect(HERE)


def page(objection=None):
    return render_template(
        "portal/account/methods.html",
        methods=[shown(method) for method in paying_pages.methods("Active", "Pending")],
        add_href=possible(current_customer) and NEW,
        autopay=current_customer.auto_pay,
        autopay_href=AUTOPAY,
        objection=objection,
    )


def shown(method):
    facts = paying_pages.shown(method)
    address = f"{HERE}/{method.payment_method_id}"
    month = f"{clock.today(g.tenant.time_zone):%Y-%m}"
    return SimpleNamespace(
        **vars(facts), pending=method.status == "Pending", holder=method.account_holder_name,
        expired="" < method.expiry < month, default_href=f"{address}/default",
        delete_href=f"{address}/delete",
    )
