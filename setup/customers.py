"""“Customer Accounts”: the list (A1)."""

from urllib.parse import urlencode

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from billing.ledger.balances import balances
from billing.people import portal_status, roster
from billing.people.customer import STATES
from billing.people.wish import PORTAL, SORTS, Wish
from billing.tables.cursor import BadCursor
from config import clock
from config.languages import number
from config.tally import COUNTED
from setup import actions, status
from setup.door import setup
from setup.rights import ADD, DISABLE, ENABLE, LIST, holds, requires


@setup.get("/customers")
@requires(*LIST)
def customers():
    try:
        wish = Wish.of(request.args)
        page = roster.page(wish, request.args.get("after", ""), request.args.get("before", ""))
    except (BadCursor, ValueError):
        abort(404)
    return render_template(
        "setup/customers/index.html", wish=wish, customers=rows(page), bulk=bulk(),
        first=page.first, last=page.last, count_text=count_text(page.count),
        portal_choices=[(state, status.word(state)) for state in PORTAL],
        status_choices=[(state, _(state)) for state in STATES],
        new_href=url_for("setup.new_customer") if holds(ADD) else None,
        all_text=page.count > len(page.customers) and all_text(page.count),
        sorts={key: sort(wish, key) for key in SORTS},
        newer_href=page.newer and address(wish, before=page.newer),
        older_href=page.older and address(wish, after=page.older),
    )


def rows(page):
    """The page's customers, each with what it owes and how its people stand."""
    ids = [customer.customer_id for customer in page.customers]
    owed = balances(ids, clock.today(g.tenant.time_zone))
    stand = portal_status.status_of(ids)
    return [row(customer, owed[key], stand[key], contact)
            for key, customer, contact in zip(ids, page.customers, page.contacts)]


def row(customer, owed, standing, contact):
    return {
        "customer_id": customer.customer_id,
        "name": customer.name,
        "href": url_for("setup.customer", customer_id=customer.customer_id),
        "contact_name": contact and contact.title,
        "contact_email": contact and contact.email,
        "balances": owed,
        "actions": actions.of_customer(customer, contact),
        **status.shown(*standing),
    }


def bulk():
    return {
        "invite_href": url_for("setup.new_bulk_invitation") if holds(ENABLE) else None,
        "enable_href": url_for("setup.new_enabling") if holds(ENABLE) else None,
        "disable_href": url_for("setup.new_disabling") if holds(DISABLE) else None,
    }


def address(wish, **place):
    order = {"sort": wish.sort} if wish.sort != "name" else {}
    return "?" + urlencode({**dict(wish.fields), **order, **place})


def sort(wish, key):
    """Where a column's head leads: by it, or the other way round; and how it is sorted now."""
    here = wish.sort.removeprefix("-") == key
    other = f"-{key}" if wish.sort == key else key
    return {
        "href": "?" + urlencode({**dict(wish.fields), "sort": other}),
        "now": ("descending" if wish.backwards else "ascending") if here else None,
    }


def all_text(count):
    if count > COUNTED:
        return _("Select all that match")
    return _("Select all %(count)s that match", count=number(count))


def count_text(count):
    if count > COUNTED:
        return _("%(count)s+ customers", count=number(COUNTED))
    return ngettext("%(num)s customer", "%(num)s customers", count)
