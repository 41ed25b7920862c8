"""Invitations that have run out: shown beside Pending, to be sent again (R2, A8, D3)."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from billing.people.portal_link import PortalLink
from config.database import db


def expired(contacts):
    """The ids of those Pending whose last invitation opens nothing any more."""
    pending = [contact.contact_id for contact in contacts if contact.access == "Pending"]
    links = db.session.scalars(last_invitations(pending)) if pending else ()
    return {link.contact_id for link in links if not link.used_at and not link.usable}


def last_invitations(contact_ids):
    """Each contact's newest; whom access was granted may have none."""
    return (
        select(PortalLink)
        .ext(distinct_on(PortalLink.contact_id))
        .where(PortalLink.contact_id.in_(contact_ids), PortalLink.purpose == "invitation")
        .order_by(PortalLink.contact_id, PortalLink.link_id.desc())
    )
