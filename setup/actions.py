"""Row menus: what may be done with a customer or a contact now, by whom (A2, A4, A7, D5)."""

from flask import url_for
from flask_babel import gettext as _

from billing.people.refusal import address_fault
from setup.rights import DELETE, DISABLE, EDIT, ENABLE, holds


def of_customer(customer, contact):
    """For the account; `contact` is its billing contact or None."""
    actions = []
    if holds(ENABLE):
        actions.append(dialog(_("Send Portal Invite"), "setup.new_invitation", customer))
        if can_grant(customer, contact):
            actions.append(dialog(_("Grant Portal Access"), "setup.new_grant", customer))
    return actions


def of_account(customer, contact):
    """The same and the account's own gate, for its page, where nothing can be ticked."""
    gate = (DISABLE, close) if customer.portal_enabled else (ENABLE, reopen)
    gates = [gate[1](customer)] if holds(gate[0]) else []
    last = holds(DELETE) and {
        **dialog(_("Delete customer"), "setup.new_customer_deletion", customer), "danger": True,
    }
    return of_customer(customer, contact) + gates + ([last] if last else [])


def of_contact(customer, contact):
    """For one person, from harmless to destructive."""
    menu = {
        "Not invited": (invite, grant),
        "Pending": (resend, grant, disable),
        "Enabled": (disable,),
        "Disabled": (enable,),
    }[contact.access]
    if contact.erased_at:
        return []
    entries = [entry(customer, contact) for entry in (edit, *menu, delete, erase)]
    return [entry for entry in entries if entry]


def edit(customer, contact):
    return holds(EDIT) and {
        **dialog(_("Edit"), "setup.edit_contact", customer, contact), "kind": "page",
    }


def delete(customer, contact):
    """Offered where nothing knows the contact; else there is erasing."""
    used = contact.contact_id in (customer.billing_contact_id, customer.shipping_contact_id)
    if used or contact.access != "Not invited" or contact.portal_user_id:
        return None
    return holds(DELETE) and {
        **dialog(_("Delete contact"), "setup.new_contact_deletion", customer, contact),
        "danger": True,
    }


def erase(customer, contact):
    return holds(DELETE) and {
        **dialog(_("Erase personal data"), "setup.new_erasure", customer, contact),
        "danger": True,
    }


def can_grant(customer, contact):
    """Offered once the delivery preference is on and the address valid (A4)."""
    return bool(contact) and customer.mail_wanted and not address_fault(contact.email)


def invite(customer, contact):
    return holds(ENABLE) and dialog(
        _("Send Portal Invite"), "setup.new_contact_invitation", customer, contact
    )


def grant(customer, contact):
    return (
        holds(ENABLE)
        and can_grant(customer, contact)
        and dialog(_("Grant Portal Access"), "setup.new_contact_grant", customer, contact)
    )


def resend(customer, contact):
    return holds(ENABLE) and {
        **dialog(_("Re-send Portal Invite"), "setup.resend", customer, contact),
        "kind": "post",
    }


def enable(customer, contact):
    return holds(ENABLE) and dialog(
        _("Re-enable Portal Access"), "setup.new_contact_enabling", customer, contact
    )


def disable(customer, contact):
    return holds(DISABLE) and {
        **dialog(_("Disable Portal Access"), "setup.new_contact_disabling", customer, contact),
        "danger": True,
    }


def reopen(customer):
    href = url_for("setup.new_enabling", customer_id=customer.customer_id)
    return {"label": _("Enable Portal Access"), "href": href, "kind": "dialog"}


def close(customer):
    href = url_for("setup.new_disabling", customer_id=customer.customer_id)
    return {"label": _("Disable Portal Access"), "href": href, "kind": "dialog", "danger": True}


def dialog(label, endpoint, customer, contact=None):
    ids = {"contact_id": contact.contact_id} if contact else {}
    href = url_for(endpoint, customer_id=customer.customer_id, **ids)
    return {"label": label, "href": href, "kind": "dialog"}
