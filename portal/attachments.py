"""Files that came with an invoice: private, handed out by a short-lived address (W3)."""

from flask import abort, redirect

from billing.ledger.attachment import Attachment
from config import storage
from config.database import db
from portal import invoices
from portal.door import in_tab, portal
from portal.fields import Fields


@portal.get("/invoices/<invoice_id>/attachments/<int(max=9223372036854775807):attachment_id>")
@in_tab("invoices")
def attachment(invoice_id, attachment_id):
    if "attachments" not in Fields.of("invoices"):
        abort(404)
    record = db.first_or_404(
        db.select(Attachment).where(
            Attachment.invoice_id == invoices.find(invoice_id).invoice_id,
            Attachment.attachment_id == attachment_id,
        )
    )
    return redirect(storage.link(record.storage_key, record.name))
