"""What the staff of an owner leave behind: colleagues, mails, keys, and lines of the logs."""

from sqlalchemy import select

from billing.ledger.refund import Refund
from billing.ledger.webhook_event import WebhookEvent
from billing.people.audit_export import AuditExport
from billing.people.bulk_invite import BulkInvite
from billing.people.bulk_member import BulkMember
from billing.people.portal_user import PortalUser
from billing.usage.usage_limit import UsageLimit
from config.database import db
from mailers.mail import Mail
from tenants import audit
from tenants.actor import Actor
from tenants.api_key import ApiKey
from tenants.audit_entry import AuditEntry
from tenants.idempotent_answer import IdempotentAnswer
from tenants.role import Role
from tenants.second_factor import SecondFactor
from tenants.staff import Staff, StaffVisit
from tenants.webhook_delivery import WebhookDelivery
from tenants.webhook_endpoint import WebhookEndpoint
from tenants.webhook_try import WebhookTry
from tests import cast as people


def bulk_invited(owner, verb="invite"):
    """The id of an invitation of many that has come to its end, or of another verb's."""
    bulk = BulkInvite(asked_by=owner.mark, verb=verb, state="completed", total=1, done=1,
                      due_at=None)
    db.session.add(bulk)
    db.session.flush()
    db.session.add(BulkMember(bulk_invite_id=bulk.bulk_invite_id, position=1,
                              customer_id=owner.named, outcome=f"{owner.mark} why not"))
    db.session.flush()
    return str(bulk.bulk_invite_id)


def logged(owner):
    """A mail, a key and a line of the audit log."""
    name = owner.mark or "ATLAS"
    mail = Mail.write("access_granted", user_of(owner).email, contact_id=owner.contact_id)
    key, _ = ApiKey.mint(name, ["read"], False, name)
    db.session.flush()
    answer = IdempotentAnswer(api_key_id=key.api_key_id, idempotency_key=name, asked=b"hash")
    answer.keep(201, {}, name)
    audit.note("view", "invoice", name, by=Actor("staff", name, name))
    newest = select(db.func.max(AuditEntry.audit_entry_id))
    return {"mail_id": str(mail.mail_id), "api_key_id": str(key.api_key_id),
            "audit_entry_id": str(db.session.scalar(newest)), "audit_export_id": log_file(owner),
            "webhook_event_id": told_of(owner), **called(owner)}


def told_of(owner):
    """The id of a charge-back of a payment that is not known."""
    mark = owner.mark or "ATLAS"
    event = WebhookEvent(provider="test", event_id=f"{mark}-58213", kind="charge_back",
                         reference=mark, state="unmatched", due_at=None)
    db.session.add(event)
    db.session.flush()
    return str(event.webhook_event_id)


def called(owner):
    """A webhook and a message on its way there that has failed."""
    mark = owner.mark or "ATLAS"
    endpoint, _ = WebhookEndpoint.make(mark, address=f"http://127.0.0.1:1/{mark}",
                                       description=mark, event_types=[])
    db.session.flush()
    delivery = WebhookDelivery.trial(endpoint)
    delivery.end("failed")
    db.session.add(WebhookTry(webhook_delivery_id=delivery.webhook_delivery_id, milliseconds=1,
                              status=500, answer=mark))
    db.session.flush()
    return {"webhook_endpoint_id": str(endpoint.webhook_endpoint_id),
            "webhook_delivery_id": str(delivery.webhook_delivery_id)}


def given_back(owner, payment_id):
    """The id of a refund of the owner's payment that a gateway has refused."""
    customer_id = owner.named if owner.named != "C-7001" else "C-1001"
    refund = Refund(customer_id=customer_id, payment_id=payment_id, kind="refund", amount=1,
                    currency="USD", note=owner.mark, asked_by=owner.mark, state="declined",
                    due_at=None)
    db.session.add(refund)
    db.session.flush()
    return str(refund.refund_id)


def log_file(owner):
    """The id of a file of the audit log that is ready, of the first of the company's staff."""
    first = db.session.scalar(select(db.func.min(Staff.staff_id)))
    file = AuditExport(staff_id=first, asked_by=owner.mark, format="csv")
    db.session.add(file)
    db.session.flush()
    file.complete(1, 1)
    return str(file.audit_export_id)


def colleague(owner):
    """Somebody else among the owner's staff, with a role of their own, and a visit of the staff."""
    mark = owner.mark or "ATLAS"
    role = Role(name=f"{mark} role", rights={})
    other = people.staff(f"{mark.lower()}-other@example.com", f"{mark} colleague", role)
    db.session.add(SecondFactor(staff_id=other, secret=f"{mark} sealed"))
    visit, _ = StaffVisit.begin(f"{mark} office", staff_id=owner.staff_id, address=mark)
    db.session.flush()
    return {"role_id": str(role.role_id), "colleague_id": str(other),
            "staff_visit_id": str(visit.visit_id)}


def limited(owner):
    """The id of a limit of the owner's login."""
    limit = UsageLimit(customer_id=owner.named, portal_user_id=owner.user_id, kind="usage",
                       name=owner.mark or "ATLAS-Hours", period="month", quantity=100)
    db.session.add(limit)
    db.session.flush()
    return str(limit.usage_limit_id)


def user_of(owner):
    query = select(PortalUser).where(PortalUser.portal_user_id == owner.user_id)
    return db.session.scalars(query).one()
