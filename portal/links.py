"""Mailed links: opening one changes nothing, and a dead one says why (R1, R2)."""

from flask import render_template

from billing.people.portal_link import PortalLink


def find(token, purpose):
    """(link, None) while the link is good, else (link or None, the page that says why)."""
    link = PortalLink.find(token, purpose)
    if link is None or link.used_at or link.revoked_at:
        return link, (render_template("portal/link_used.html", kind=purpose), 410)
    if link.expired:
        return link, (expired(link, token), 410)
    return link, None


def expired(link, token, sent=False):
    asks = link.purpose in ("invitation", "confirmation")
    return render_template(
        "portal/link_expired.html",
        kind=link.purpose,
        masked_email=masked(address(link)),
        ask_href=f"/portal/links/{link.purpose}/{token}" if asks else None,
        sent=sent,
    )


def address(link):
    """To whom the link was mailed."""
    return link.contact.email if link.contact else link.portal_user.email


def masked(email):
    """“j•••@acme.com”: enough to recognise, too little to learn."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"
