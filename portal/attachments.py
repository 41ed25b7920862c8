"""Files that came with an invoice: private, handed out by a short-lived address (W3)."""

from flask import abort

from billing.ledger.attachment import Attachment
from config.database import db
from portal import handing, invoices
from portal.door import in_tab, portal
from portal.fields import Fields
from tenants import audit


@portal.get("/invoices/<invoice_id>/attachments/<int(max=9223372036854775807):attachment_id>")
@in_tab("invoices")
def attachment(invoice_id, attachment_id):
    if "attachments" not in Fields.of("invoices"):
        abort(404)
    invoice = invoices.find(invoice_id)
    record = db.first_or_404(
        db.select(Attachment).where(
            Attachment.invoice_id == invoice.invoice_id,
            Attachment.attachment_id == attachment_id,
        )
    )
    audit.viewed("download", "attachment", attachment_id, invoice.customer_id, name=record.name,
                 invoice=invoice.invoice_id)
    return handing.out(record, record.name)
