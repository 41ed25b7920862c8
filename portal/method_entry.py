"""“Add Payment Method” (M3): the number is typed at the gateway and never comes here."""

from flask import abort, flash, g, redirect, request
from flask_babel import gettext as _

from billing.gateways.errors import GatewayError, MethodRefused
from billing.ledger.method_entry import Entry
from billing.ledger.method_errand import MethodErrand
from billing.ledger.objection import Objection
from billing.ledger.payment_method import PaymentMethod
from config.database import db
from config.limits import cards
from portal import method_entry_pages as pages
from portal.door import current_customer, portal
from portal.method_entry_way import RETURN, Way
from portal.paying import for_payers
from workers.queue import wake


@portal.get("/account/payment-methods/new")
@for_payers
@cards
def new_method():
    return asked(Way.of(request.args))


@portal.post("/account/payment-methods/new")
@for_payers
@cards
def add_method():
    """What the gateway's field put into our form: a token, never a number."""
    return added(Way.of(request.form), request.form)


@portal.get(RETURN.removeprefix("/portal"))
@for_payers
@cards
def added_method():
    """Back from the gateway's own page. Whatever the address says, the gateway is asked; the same
    again finds the same method.
    """
    return added(Way.of(request.args), request.args)


def asked(way, refusal=None, status=200):
    """The page with the gateway's field."""
    entry = Entry.of(current_customer) or abort(404)
    try:
        field = entry.field(g.tenant.base_url + way.back_from_gateway)
    except GatewayError:
        return pages.unreachable(way)
    return pages.field(entry, field, way, refusal), status


def added(way, answer):
    entry = Entry.of(current_customer) or abort(404)
    try:
        method = saved(entry, answer.to_dict())
    except MethodRefused as refused:
        return asked(way, pages.why(refused.reason), 422)
    except GatewayError:
        return pages.unreachable(way)
    except Objection as objection:
        db.session.rollback()
        return asked(way, str(objection), objection.status)
    flash(news(method), "success")
    return redirect(way.onward(method), 303)


def saved(entry, answer):
    """The record, committed; one that is not verified yet will be asked about."""
    told = entry.method(answer)
    method = PaymentMethod.keep(entry.customer_id, entry.provider, told)
    pending = method.status == "Pending" and MethodErrand.send("verify", method, answer)
    db.session.commit()
    if pending:
        wake("method_errand", pending.errand_id)
    return method


def news(method):
    if method.status == "Pending":
        return _("%(method)s has been added. It can be used once it is verified.",
                 method=method.label)
    return _("%(method)s has been added.", method=method.label)
