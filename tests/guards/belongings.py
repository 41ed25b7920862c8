"""What each owner has: an id of every kind that an address or a form can name.

Owners are jane and bruno (two customers of acme), the sandbox and initech, and nobody, whose ids
name nothing at all. Whatever is not acme's, or is Bruno's, holds the word CANARY.
"""

import uuid
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select

from billing.ledger import pay_now
from billing.ledger.allocation import Allocation
from billing.ledger.attachment import Attachment
from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.invoice import Invoice
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalVisit
from billing.tables.export import Export
from billing.tables.tabs import TABS
from config import clock, storage
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup
from tenants.staff_link import StaffLink
from tenants.token import mint
from tests import cast as people
from tests.guards.traces import bulk_invited, colleague, given_back, limited, logged, user_of

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478"
    "9c63105432060000ae0067151ea15f0000000049454e44ae426082"
)
NOBODY = {
    "tenant_id": "987654", "customer_id": "C-9999", "contact_id": "CT-9999",
    "invoice_id": "NO-SUCH-INV", "payable_id": "NO-SUCH-INV", "balance": "1",
    "payment_id": "NO-SUCH-PAY", "allocation_id": "987654321",
    "credit_id": "NO-SUCH-CR", "usage_id": "NO-SUCH-U",
    "event_id": "NO-SUCH-E", "subscription_id": "NO-SUCH-SUB", "request_id": "NO-SUCH-RQ",
    "statement_id": "NO-SUCH-ST",
    "payment_method_id": "NO-SUCH-PM", "attachment_id": "987654321",
    "export_id": str(uuid.uuid4()), "attempt_id": str(uuid.uuid4()),
    "refund_id": str(uuid.uuid4()),
    "invitation": mint(), "late": mint(), "confirmation": mint(), "reset": mint(),
    "staff_link": mint(), "logo": "0123456789abcdef.png", "color": "fedcba",
    "role_id": "987654321", "colleague_id": "987654321", "staff_visit_id": "987654321",
    "email": "nobody@nowhere.example", "visit_id": "987654321", "mail_id": str(uuid.uuid4()),
    "pay_now": "NO-SUCH-INV.1.made-up",
    "api_key_id": "987654321", "audit_entry_id": "987654321",
    "bulk_invite_id": str(uuid.uuid4()), "bulk_access_id": str(uuid.uuid4()),
    "usage_limit_id": "987654321",
    "audit_export_id": str(uuid.uuid4()), "webhook_event_id": str(uuid.uuid4()),
    "webhook_endpoint_id": str(uuid.uuid4()), "webhook_delivery_id": str(uuid.uuid4()),
}
JANES = {
    "invoice_id": "INV-1", "payable_id": "INV-2", "balance": "30000", "payment_id": "PAY-1",
    "credit_id": "CR-1", "usage_id": "U-1", "payment_method_id": "PM-1", "event_id": "E-1",
    "subscription_id": "SUB-1", "statement_id": "ST-1",
}


class Owner(NamedTuple):
    """`mark` begins the ids of its records, `named` is the customer that addresses name."""

    mark: str
    tenant_id: int
    named: str
    contact_id: str
    user_id: int
    staff_id: int
    color: str


def owners(cast):
    """A neighbour is named by its second customer: its first is called C-1001 as acme's own is."""
    one, two, three = "CANARY-B", "CANARY-sandbox", "CANARY-initech"
    return {
        "jane": Owner("", cast.acme, "C-1001", "CT-1", cast.jane, cast.stan, "111111"),
        "bruno": Owner(one, cast.acme, "C-1002", "CT-2", cast.bruno, cast.vera, "111111"),
        "sandbox": Owner(two, cast.sandbox, "C-7001", "CT-7", cast.sandbox_user,
                         cast.sandbox_staff, "222222"),
        "initech": Owner(three, cast.initech, "C-7001", "CT-7", cast.initech_user,
                         cast.initech_staff, "333333"),
    }


def furnish(cast):
    """Give each owner what the cast lacks, and tell the ids of all by the owner's name."""
    found = {"nobody": NOBODY}
    for name, owner in owners(cast).items():
        with cast.within(owner.tenant_id):
            found[name] = {**ids(owner), **tokens(owner), "logo": dressed(owner)}
            db.session.commit()
    site.forget()
    return found


def ids(owner):
    records = JANES if not owner.mark else marked(owner.mark)
    export, attempt = exported(owner), attempted(owner, records["payment_method_id"])
    paid = select(Allocation.allocation_id).where(Allocation.payment_id == records["payment_id"])
    file = select(Attachment.attachment_id).where(Attachment.invoice_id == records["invoice_id"])
    return {
        **records, "tenant_id": str(owner.tenant_id), "customer_id": owner.named,
        "request_id": requested(owner, records["subscription_id"]),
        "contact_id": owner.contact_id, "color": owner.color, "export_id": str(export.export_id),
        "attempt_id": str(attempt.attempt_id), "attachment_id": str(db.session.scalar(file)),
        "allocation_id": str(db.session.scalar(paid)),
        "refund_id": given_back(owner, records["payment_id"]),
        "email": user_of(owner).email, "visit_id": str(visited(owner)), **logged(owner),
        "bulk_invite_id": bulk_invited(owner), "pay_now": link_of(records["payable_id"]),
        "bulk_access_id": bulk_invited(owner, "disable"), **colleague(owner),
        "usage_limit_id": limited(owner),
    }


def marked(mark):
    return {
        "invoice_id": f"{mark}-INV", "payable_id": f"{mark}-INV", "balance": "66000",
        "payment_id": f"{mark}-PAY", "credit_id": f"{mark}-CR", "usage_id": f"{mark}-U",
        "payment_method_id": f"{mark}-PM", "event_id": f"{mark}-E",
        "subscription_id": f"{mark}-SUB", "statement_id": f"{mark}-ST",
    }


def link_of(invoice_id):
    """What stands in the Pay Now address of the invoice."""
    record = db.session.scalars(select(Invoice).where(Invoice.invoice_id == invoice_id)).one()
    return pay_now.token(record)


def exported(owner):
    """The export that the cast has asked for, made."""
    found = db.session.scalars(select(Export).where(Export.portal_user_id == owner.user_id)).one()
    found.complete(f"{owner.tenant_id}/exports/{owner.mark}.xlsx", 1, 1)
    return found


def attempted(owner, payment_method_id):
    """An attempt of which nobody knows what became; it blocks no invoice."""
    customer_id = owner.named if owner.named != "C-7001" else "C-1001"
    attempt = PaymentAttempt(customer_id=customer_id, payment_method_id=payment_method_id,
                             currency="USD", amount=1234, state="unknown")
    db.session.add(attempt)
    db.session.flush()
    invoice_id = f"{owner.mark}-INV" if owner.mark else "INV-3"
    db.session.add(AttemptShare(attempt_id=attempt.attempt_id, invoice_id=invoice_id, amount=1234,
                                open=False))
    db.session.flush()
    return attempt


def visited(owner):
    """Another place where the owner is signed in."""
    visit, _ = PortalVisit.begin(f"{owner.mark} elsewhere", portal_user_id=owner.user_id,
                                 address=f"{owner.mark} 192.0.2.7")
    db.session.flush()
    return visit.visit_id


def requested(owner, subscription_id):
    """The id of a request that waits for staff."""
    mark = owner.mark or "ATLAS"
    db.session.add(
        ChangeRequest(request_id=f"{mark}-RQ", kind="Quantity", subscription_id=subscription_id,
                      customer_id=owner.named if owner.named != "C-7001" else "C-1001",
                      asked={"L-1": "12"}, before={"L-1": "10"}, note=mark, asked_by=mark,
                      portal_user_id=owner.user_id)
    )
    db.session.flush()
    return f"{mark}-RQ"


def dressed(owner):
    """A logo and a colour of the tenant's own, every tab and all requests."""
    setup = db.session.scalars(select(PortalSetup)).one()
    setup.tabs, setup.allow_subscription_requests = list(TABS), True
    setup.primary_color = f"#{owner.color}"
    setup.logo_key = f"CANARY-logo-{owner.tenant_id}.png" if owner.color != "111111" else "logo.png"
    return setup.logo_key


def paint(cast, belongings):
    """Put the logos into their places, where a test may have left others."""
    for name, owner in owners(cast).items():
        key = f"{owner.tenant_id}/branding/{belongings[name]['logo']}"
        with cast.within(owner.tenant_id):
            storage.put(key, PIXEL, "image/png")


def tokens(owner):
    """Links that were mailed and not used yet, and one that ran out."""
    staff = StaffLink(purpose="invitation", staff_id=owner.staff_id)
    db.session.add(staff)
    late = invitation(owner, "LATE")
    found = {
        "invitation": invitation(owner, "NEW").mint(), "late": late.mint(),
        "confirmation": PortalLink.issue("confirmation", portal_user=user_of(owner)).mint(),
        "reset": PortalLink.issue("reset", portal_user=user_of(owner)).mint(),
        "staff_link": staff.mint(),
    }
    late.expires_at = clock.now() - timedelta(hours=1)
    return found


def invitation(owner, name):
    contact_id = f"{owner.mark or 'CT'}-{name}"
    people.contact(contact_id, owner.named, f"{contact_id} invited", access="Pending",
                   email=f"{contact_id.lower()}@{owner.named.lower()}.example")
    contact = db.session.scalars(select(Contact).where(Contact.contact_id == contact_id)).one()
    return PortalLink.issue("invitation", contact=contact)
