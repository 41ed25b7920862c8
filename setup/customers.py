"""“Customer Accounts”: the list (A1)."""

from urllib.parse import urlencode

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from billing.ledger.balances import balances
from billing.people import expiry, roster
from billing.tables.cursor import BadCursor
from config import clock
from config.languages import number
from setup import actions, status
from setup.door import setup
from setup.rights import DISABLE, ENABLE, LIST, holds, requires


@setup.get("/customers")
@requires(*LIST)
def customers():
    q = request.args.get("q", "").strip()
    try:
        page = roster.page(q, request.args.get("after", ""), request.args.get("before", ""))
    except BadCursor:
        abort(404)
    return render_template(
        "setup/customers/index.html", q=q, customers=rows(page.customers), bulk=bulk(),
        first=page.first, last=page.last, count_text=count_text(page.count),
        newer_href=page.newer and address(q, before=page.newer),
        older_href=page.older and address(q, after=page.older),
    )


def rows(listed):
    """The page's customers, each with what it owes and how its people stand."""
    ids = [customer.customer_id for customer in listed]
    owed = balances(ids, clock.today(g.tenant.time_zone))
    late = expiry.expired([contact for customer in listed for contact in customer.contacts])
    return [row(customer, owed[customer.customer_id], late) for customer in listed]


def row(customer, owed, late):
    contact = addressee(customer)
    pending = {one.contact_id for one in customer.contacts if one.access == "Pending"}
    return {
        "customer_id": customer.customer_id,
        "name": customer.name,
        "href": url_for("setup.customer", customer_id=customer.customer_id),
        "contact_name": contact and contact.display_name,
        "contact_email": contact and contact.email,
        "balances": owed,
        "actions": actions.of_customer(customer, contact),
        **status.shown(customer.portal_status, pending <= late),
    }


def addressee(customer):
    """The billing contact among the contacts that are loaded already, or None."""
    wanted = customer.billing_contact_id
    return next((one for one in customer.contacts if one.contact_id == wanted), None)


def bulk():
    return {
        "enable_href": url_for("setup.new_enabling") if holds(ENABLE) else None,
        "disable_href": url_for("setup.new_disabling") if holds(DISABLE) else None,
    }


def address(q, **place):
    return "?" + urlencode({**({"q": q} if q else {}), **place})


def count_text(count):
    if count > roster.COUNTED:
        return _("%(count)s+ customers", count=number(roster.COUNTED))
    return ngettext("%(num)s customer", "%(num)s customers", count)
