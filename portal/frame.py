"""What the frame of every signed-in page shows: the account, its figures and its tabs."""

from types import SimpleNamespace

from flask import g, request

from billing.people.portal_user import IDLE
from billing.tables.tabs import TABS
from config.languages import visitors_pen
from portal.door import portal

IDLE_MINUTES = int(IDLE.total_seconds() // 60)


@portal.context_processor
def frame():
    if not (g.get("visitor") and g.get("header")):
        return {}
    return {"account": account(), "tabs": tabs(), "idle_minutes": IDLE_MINUTES}


def account():
    """Names and figures for the header (P2)."""
    visitor, header, tenant = g.visitor, g.header, g.tenant
    return SimpleNamespace(
        customer_name=visitor.customer_name,
        customers=[(key, name, key == visitor.customer_id) for name, key in visitor.customers],
        user_name=visitor.contact_name,
        user_email=visitor.email,
        initials=visitor.initials,
        balances=header.balances,
        children=header.children,
        last_paid=header.last_paid,
        last_invoice_id=header.last_invoice_id if "invoices" in tenant.tabs else None,
        can_pay=visitor.may_pay and (header.payable or owing(header.children)),
        looks_on=visitor.looks_on,
    )


def owing(children):
    """Whether invoices of a parent's children can be paid (D23)."""
    return any(each.amount > 0 for each in children)


def tabs():
    """The tabs that the tenant has on; Usages only where there is usage (P3)."""
    here = g.get("tab_address") or "/".join(request.path.split("/")[:3])
    has_usage = g.header.has_usage
    on, words = g.tenant.tabs, visitors_pen()._
    return [
        SimpleNamespace(label=words(table.title), href=table.address, active=table.address == here)
        for key, table in TABS.items() if key in on and (key != "usages" or has_usage)
    ]
