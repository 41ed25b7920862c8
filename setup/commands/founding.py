"""A tenant and the mail that lets its first administrator in, in one transaction (T4)."""

from flask import current_app

from config.database import db
from mailers import staff_invitation
from tenants import site
from tenants.provision import establish
from tenants.staff_link import StaffLink
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
    return staff_invitation.write(StaffLink.invite(staff))
