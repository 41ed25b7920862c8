"""A rule that stands in the way is told where the visitor came from; nothing has changed (A3)."""

from urllib.parse import urlsplit

from flask import flash, redirect, request, url_for

from billing.people.access import Refused
from config.database import db
from setup.door import setup

OF_ONE = {"contact_id", "invoice_id", "payment_id", "credit_id"}


@setup.errorhandler(Refused)
def refused(error):
    db.session.rollback()
    flash(str(error), "error")
    return redirect(back())


def back():
    """The list or the customer's page, as the visitor left it; else the one that it belongs to."""
    named = request.view_args
    places = [url_for("setup.customers")]
    if "customer_id" in named:
        places.append(url_for("setup.customer", customer_id=named["customer_id"]))
    for kind in ("invoice", "payment", "credit"):
        if f"{kind}_id" in named:
            ids = {key: named[key] for key in ("customer_id", f"{kind}_id")}
            places.append(url_for(f"setup.{kind}", **ids))
    came = left()
    if came.netloc == request.host and came.path in places:
        return f"{came.path}?{came.query}" if came.query else came.path
    return places[-1] if OF_ONE & named.keys() else places[0]


def left():
    """The page that the visitor comes from, taken apart; nothing of what cannot be."""
    try:
        return urlsplit(request.referrer or "")
    except ValueError:
        return urlsplit("")
