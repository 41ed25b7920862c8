"""A tenant and the mail that lets its first administrator in, in one transaction (T4)."""

from flask import current_app
from sqlalchemy import update

from config import clock
from config.database import db
from mailers import staff_invitation
from tenants import site
from tenants.provision import establish
from tenants.staff import StaffLink
from workers.queue import wake


def found(label, name, **options):
    """The tenant's id, its invitation on the way; options and errors are those of `establish`."""
    with current_app.app_context():
        tenant, staff = establish(label, name, **options)
        mail = invite(staff)
        db.session.commit()
        tenant_id, mail_id = tenant.tenant_id, mail.mail_id
    site.forget()
    wake("mail", mail_id, tenant_id)
    return tenant_id


def invite(staff):
    """A set-password mail; the link that an older one carried is dead."""
    revoke(staff)
    link = StaffLink(purpose="invitation", staff_id=staff.staff_id)
    db.session.add(link)
    db.session.flush()
    return staff_invitation.write(link)


def revoke(staff):
    db.session.execute(
        update(StaffLink)
        .where(StaffLink.staff_id == staff.staff_id, StaffLink.purpose == "invitation")
        .where(StaffLink.used_at.is_(None), StaffLink.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )
