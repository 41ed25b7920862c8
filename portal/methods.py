"""“Manage Payment Methods” (P20, M4): what is saved, the default among it, and what goes."""

from types import SimpleNamespace

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _

from billing.ledger.objection import Objection
from billing.ledger.payment_method import PaymentMethod
from config import clock
from config.database import db
from portal import paying_pages
from portal.door import current_customer, portal
from portal.paying import for_payers

HERE = "/portal/account/payment-methods"


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
    method = current_customer.find(PaymentMethod, payment_method_id)
    return changed(method.delete, _("%(method)s has been deleted.", method=method.label))


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
        methods=[shown(method) for method in paying_pages.methods()],
        autopay=current_customer.auto_pay,
        objection=objection,
    )


def shown(method):
    facts = paying_pages.shown(method)
    address = f"{HERE}/{method.payment_method_id}"
    month = f"{clock.today(g.tenant.time_zone):%Y-%m}"
    return SimpleNamespace(
        **vars(facts), holder=method.account_holder_name, expired="" < method.expiry < month,
        default_href=f"{address}/default", delete_href=f"{address}/delete",
    )
