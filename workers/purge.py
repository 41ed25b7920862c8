"""What has had its time is deleted, tenant by tenant (W3)."""

from datetime import timedelta
from functools import wraps

from flask import g
from sqlalchemy import delete, func, or_, select, text, update

from billing.ledger.webhook_event import WebhookEvent
from billing.people.audit_export import AuditExport
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalVisit
from billing.tables.export import KEPT, Export
from config import clock, storage
from config.database import db
from config.logs import log
from tenants.current import as_tenant
from tenants.idempotent_answer import KEPT as ANSWERS_KEPT
from tenants.idempotent_answer import IdempotentAnswer
from tenants.staff import StaffVisit
from tenants.staff_link import StaffLink
from tenants.stored_picture import StoredPicture
from tenants.tenant import Tenant
from tenants.webhook_message import WebhookMessage

PIECE = 5_000  # lines of the audit log in one transaction
PRINTS_KEPT = timedelta(days=90)  # whoever wants an older one waits for it to be printed
EVENTS_KEPT = timedelta(days=365)  # longer than any gateway tells a thing again
MESSAGES_KEPT = timedelta(days=30)
LINKS_KEPT = timedelta(days=30)  # so long an old link still tells its reader what became of it


def in_every_tenant(purge):
    """Each tenant in a unit of work of its own: trouble with one is not the others'."""

    @wraps(purge)
    def run():
        for tenant_id in db.session.scalars(select(Tenant.tenant_id)).all():
            try:
                with as_tenant(tenant_id):
                    purge()
                    db.session.commit()
            except Exception as error:
                log.error("purge", name=purge.__name__, tenant_id=tenant_id,
                          error=type(error).__name__)
        db.session.rollback()

    return run


@in_every_tenant
def exports():
    """Exports with their files; the file first, so that none is left without a row."""
    over = func.coalesce(Export.completed_at, Export.created_date) <= clock.now() - KEPT
    for export in db.session.scalars(select(Export).where(over, Export.due_at.is_(None))).all():
        if export.storage_key:
            storage.delete(export.storage_key)
        db.session.delete(export)
        db.session.commit()


@in_every_tenant
def audit_exports():
    """Files of the audit log, as exports (W3)."""
    over = AuditExport.created_date <= clock.now() - KEPT
    for export in db.session.scalars(
        select(AuditExport).where(over, AuditExport.due_at.is_(None))
    ).all():
        if export.storage_key:
            storage.delete(export.storage_key)
        db.session.delete(export)
        db.session.commit()


@in_every_tenant
def audit_log():
    """What is older than the log is kept; how old that is the database knows (migration 0025)."""
    while db.session.scalar(text("select age_audit_log(:most)"), {"most": PIECE}):
        db.session.commit()


@in_every_tenant
def links():
    """Links that were used or replaced, or ran out; not the last invitation of who is Pending."""
    for kind in (PortalLink, StaffLink):
        over = or_(kind.used_at.is_not(None), kind.revoked_at.is_not(None),
                   kind.purpose != "invitation")
        db.session.execute(
            delete(kind).where(kind.created_date <= clock.now() - LINKS_KEPT, over)
        )


@in_every_tenant
def visits():
    """Sessions that ended by time."""
    for kind in (PortalVisit, StaffVisit):
        db.session.execute(delete(kind).where(kind.expires_at <= clock.now()))


@in_every_tenant
def idempotent_answers():
    """Answers that no call is given again (I4)."""
    db.session.execute(
        delete(IdempotentAnswer).where(IdempotentAnswer.begun_at <= clock.now() - ANSWERS_KEPT))


@in_every_tenant
def webhook_events():
    """What gateways told long ago, and nothing is left to do about; all their letters (M8)."""
    db.session.execute(
        delete(WebhookEvent).where(WebhookEvent.received_at <= clock.now() - EVENTS_KEPT,
                                   WebhookEvent.state.in_(("done", "seen"))))
    db.session.execute(
        update(WebhookEvent).values(sealed=None)
        .where(WebhookEvent.received_at <= clock.now() - EVENTS_KEPT,
               WebhookEvent.sealed.is_not(None)))


@in_every_tenant
def webhook_messages():
    """What the company's programs were told long ago, with its log (I6)."""
    db.session.execute(
        delete(WebhookMessage).where(WebhookMessage.happened_at <= clock.now() - MESSAGES_KEPT))


@in_every_tenant
def documents():
    """PDFs that were printed long ago: of what is gone, in languages that nobody reads now."""
    storage.delete_old(f"{g.tenant.tenant_id}/documents/", clock.now() - PRINTS_KEPT)


@in_every_tenant
def pictures():
    """Logos and banners that no page shows and no mail links to (D14)."""
    StoredPicture.delete_due()
