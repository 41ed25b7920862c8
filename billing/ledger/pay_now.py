"""Pay Now: an address that shows and pays one invoice, whoever opens it (M10, D12).

It names the invoice and a version, under a mark that only this installation can make, and so needs
no row of its own: every mail about the invoice carries the same one, until staff revoke it.
"""

import base64
import hmac

from sqlalchemy import select

from billing.ledger.invoice import Invoice
from config import seal
from config.database import db
from tenants.isolation import current_tenant_id

LONGEST = 120  # characters of a token
MARK = 18  # bytes


class Revoked(Exception):
    """The link was good once; staff have taken it back, or the invoice."""


def token(invoice):
    """What stands in the address: letters that need no escaping, the invoice's id first."""
    said = f"{invoice.invoice_id}.{invoice.pay_now_version}"
    return f"{said}.{mark(said)}"


def path(invoice, *more):
    """The link's own, and of what stands below it."""
    return "/".join(("/portal/pay-now", token(invoice), *more))


def path_of(invoice, attempt_id):
    """Where it is told what becomes of a payment, and confirmed where the bank wants that."""
    return path(invoice, "payments", str(attempt_id))


def find(token):
    """The invoice that the token is for, None for one that we never made. Raises Revoked."""
    said, _, given = token[:LONGEST].rpartition(".")
    if not hmac.compare_digest(mark(said).encode(), given.encode()):
        return None
    invoice_id, _, version = said.rpartition(".")
    invoice = db.session.scalar(select(Invoice).where(Invoice.invoice_id == invoice_id))
    if invoice is None or invoice.status in ("Draft", "Reversed"):
        raise Revoked
    if invoice.pay_now_version != int(version):
        raise Revoked
    return invoice


def revoke(invoice):
    """No link that was ever given for the invoice works any more; the next mail has a new one."""
    invoice.pay_now_version += 1


def mark(said):
    """Bound to the tenant, so that a neighbour's link opens nothing here."""
    words = f"{current_tenant_id()}.{said}".encode()
    found = hmac.digest(seal.key("pay now"), words, "sha256")[:MARK]
    return base64.urlsafe_b64encode(found).decode()
