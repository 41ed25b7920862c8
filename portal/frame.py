"""What the frame of every signed-in page shows: the account, its figures and its tabs."""

from types import SimpleNamespace

from flask import g, request
from flask_login import current_user

from billing.people.portal_user import IDLE
from billing.tables.tabs import TABS
from config.languages import words as _
from portal.door import portal

IDLE_MINUTES = int(IDLE.total_seconds() // 60)


@portal.context_processor
def frame():
    if not (g.get("visitor") and g.get("header")):
        return {}
    return {"account": account(), "tabs": tabs(), "idle_minutes": IDLE_MINUTES}


def account():
    """Names and figures for the header (P2)."""
    visitor, header = current_user, g.header
    return SimpleNamespace(
        customer_name=visitor.customer_name,
        customers=[(key, name, key == visitor.customer_id) for name, key in visitor.customers],
        user_name=visitor.contact_name,
        user_email=visitor.email,
        initials=visitor.initials,
        balances=header.balances,
        children=header.children,
        last_paid=header.last_paid,
        last_invoice_id=header.last_invoice_id if "invoices" in g.tenant.tabs else None,
        can_pay=header.payable and visitor.may_pay,
    )


def tabs():
    """The tabs that the tenant has on; Usages only where there is usage (P3)."""
    here = "/".join(request.path.split("/")[:3])
    return [
        {"key": key, "label": _(table.title), "href": table.address,
         "active": table.address == here}
        for key, table in TABS.items()
        if key in g.tenant.tabs and (key != "usages" or g.header.has_usage)
    ]
