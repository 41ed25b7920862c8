"""An invoice's PDF, the one that its customer gets (I2, P4)."""

from flask import Response, abort, g

from api.door import api
from api.invoices import find
from tenants import audit


@api.get("/invoices/<invoice_id>/pdf", tags=["Invoices"])
@api.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
def invoice_pdf(invoice_id):
    """Get an invoice's PDF; a draft has none"""
    from billing.documents.papers import of_invoice_itself

    invoice = find(invoice_id)
    if invoice.status == "Draft":
        abort(404)
    audit.viewed("pdf", "invoice", invoice_id, invoice.customer_id)
    return Response(of_invoice_itself(invoice, g.tenant).answer(), mimetype="application/pdf")
