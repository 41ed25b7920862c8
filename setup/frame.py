"""What the frame of every signed-in page of staff shows: who they are, where they may go (S1)."""

from types import SimpleNamespace

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from setup import rights
from setup.door import setup


@setup.context_processor
def frame():
    if not g.get("visitor"):
        return {}
    return {"staff": person(), "nav": [] if g.get("enrolling") else places()}


def person():
    words = current_user.name.split()
    initials = "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
    return SimpleNamespace(
        name=current_user.name, email=current_user.email, initials=initials or "?"
    )


def places():
    """The navigation; an entry without an address is not shown."""
    return [
        group(
            None,
            place(_("Customer Accounts"), "people", "setup.customers", rights.LIST),
            place(_("Requests"), "clock", "setup.change_requests", rights.LIST_REQUESTS),
            place(_("Payments to Review"), "clock", "setup.payments_to_review",
                  rights.REVIEW_LIST),
        ),
        group(
            _("Setup"),
            place(_("General Settings"), "gear", "setup.general_settings", rights.SEE_SETTINGS),
            place(_("Portal Setup"), "gear", g.tenant.portal_open and "setup.portal_setup",
                  rights.SEE_SETTINGS),
            place(_("Manage Templates"), "mail", "setup.mail_templates", rights.SEE_SETTINGS),
            place(_("Gateways"), "card", "setup.gateways", rights.SEE_SETTINGS),
            place(_("Payment Settings"), "gear", "setup.payment_settings", rights.SEE_SETTINGS),
            place(_("API Keys"), "lock", "setup.api_keys", rights.SETUP_LIST),
            place(_("Webhooks"), "out", "setup.webhooks", rights.SETUP_LIST),
            place(_("Staff"), "people", "setup.staff", rights.SETUP_LIST),
            place(_("Audit Log"), "clock", "setup.audit_entries", rights.SETUP_LIST),
            place(_("Mail Log"), "mail", "setup.mails", rights.SETUP_LIST),
        ),
        group(
            _("Organization Structure"),
            place(_("Company Profile"), "org", "setup.company_profile", rights.SEE_SETTINGS),
            place(_("Roles & Permissions"), "people", "setup.roles", rights.SETUP_LIST),
        ),
    ]


def group(label, *items):
    return {"label": label, "items": items}


def place(label, icon="gear", endpoint=None, needed=()):
    href = url_for(endpoint) if endpoint and rights.holds(needed) else None
    active = bool(href) and (request.path == href or request.path.startswith(f"{href}/"))
    return {"label": label, "icon": icon, "href": href, "active": active}
