"""One customer account: details, contacts, and the newest of its records (A7, A9)."""

from dataclasses import asdict
from urllib.parse import urlencode

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext as _

from billing.ledger.balances import Balance, balances, on_its_way
from billing.people import contact_roster, portal_status
from billing.people.expiry import expired
from billing.tables.cursor import BadCursor
from config import clock
from setup import actions, status
from setup.door import setup
from setup.finding import customer_of_ours
from setup.rights import ADD, EDIT, RECORD, VIEW, VIEW_AS, holds, requires
from setup.summaries import summaries


@setup.get("/customers/<customer_id>")
@requires(*VIEW)
def customer(customer_id):
    found = customer_of_ours(customer_id)
    return render_template(
        "setup/customers/show.html",
        customer=account(found),
        people=people(found, request.args),
        summaries=summaries(found),
        **ways(found),
    )


def ways(found):
    """Where the page's buttons lead; None without the right."""
    here = {"customer_id": found.customer_id}
    return {
        "edit_href": url_for("setup.edit_customer", **here) if holds(EDIT) else None,
        "new_contact_href": url_for("setup.new_contact", **here) if holds(ADD) else None,
        "record_href": url_for("setup.new_payment", **here) if holds(RECORD) else None,
        "view_as_href": url_for("setup.view_as", **here) if holds(VIEW_AS) else None,
    }


def account(found):
    standing = portal_status.status_of([found.customer_id])
    return {
        "customer_id": found.customer_id,
        "name": found.name,
        "balances": owed(found),
        "facts": facts(found),
        "parent": found.parent and link(found.parent),
        "children": [link(child) for child in found.children],
        "actions": actions.of_account(found, found.billing_contact),
        **status.shown(*standing[found.customer_id]),
    }


def owed(found):
    """One balance a currency, with what is processing; nothing in the account's own at least."""
    today, moving = clock.today(g.tenant.time_zone), on_its_way(found.customer_id)
    sums = balances([found.customer_id], today)[found.customer_id]
    known = {each.currency for each in sums}
    more = sorted(moving.keys() - known) if known or moving else [found.currency]
    return [{**asdict(each), "processing": moving.get(each.currency, 0)}
            for each in (*sums, *(Balance(currency, 0, 0) for currency in more))]


def facts(found):
    """What the company keeps of the account, as (label, value); what is empty is left out."""
    kept = [
        (_("Description"), found.description),
        (_("Status"), _(found.status)),
        (_("Currency"), found.currency),
        (_("Payment terms"), found.payment_terms),
        (_("Tax ID"), found.tax_id),
        (_("Purchase order number"), found.purchase_order),
        (_("E-mail Delivery Preference"), _("On") if found.mail_wanted else _("Off")),
        (_("Customer Portal"), _("Enabled") if found.portal_enabled else _("Disabled")),
        (_("Autopay"), _("On") if found.auto_pay else _("Off")),
        (_("Bills to parent"), found.parent_customer and yes_or_no(found.bill_to_parent)),
    ]
    return [(label, value) for label, value in kept if value]


def yes_or_no(answer):
    return _("Yes") if answer else _("No")


def people(found, sent):
    """The contacts: a page of them, of those that are searched for."""
    q = sent.get("q", "").strip()
    try:
        page = contact_roster.page(found, q, sent.get("after", ""), sent.get("before", ""))
    except (BadCursor, ValueError):
        abort(404)
    late = expired(page.contacts)
    return {
        "q": q, "many": bool(q or page.newer or page.older),
        "contacts": [person(found, contact, late) for contact in page.contacts],
        "newer_href": page.newer and place(q, before=page.newer),
        "older_href": page.older and place(q, after=page.older),
    }


def place(q, **beside):
    return "?" + urlencode({**({"q": q} if q else {}), **beside}) + "#more"


def person(found, contact, late):
    return {
        "name": contact.title,
        "email": contact.email,
        "job_title": contact.job_title,
        "role": _(contact.portal_role),
        "billing": contact.contact_id == found.billing_contact_id,
        "actions": actions.of_contact(found, contact),
        **status.of_contact(contact, contact.contact_id in late),
    }


def link(other):
    return {"name": other.name, "href": url_for("setup.customer", customer_id=other.customer_id)}
