"""The paper of an invoice, a receipt and a credit note, the same for whoever may see the record.

Each is made from the row that a statement of billing.documents.prints gives.
"""

from billing.documents import credit_text, invoice_text, prints, receipt_text
from billing.documents.credit_note import render_credit_note
from billing.documents.invoice import render_invoice
from billing.documents.paper import Paper
from billing.documents.receipt import render_receipt
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.tables.invoices import standing
from config import clock
from config.database import db

OF_CUSTOMER = """select set_config('app.customer_id', %s, true),
    set_config('app.family', (array[%s])::text, true)"""


def of_invoice(row, site):
    """Its state tells the day too: past due since midnight in the tenant's zone (D28)."""
    state = standing(row["status"], row["due_date"], clock.today(site.time_zone))
    return paper("invoice", row, site, Invoice, invoice_text.written, render_invoice, state)


def of_invoice_itself(invoice, site):
    """The same where no visit has read the row: for whoever was given the invoice (M10, M12)."""
    line = db.session.connection()
    line.exec_driver_sql(OF_CUSTOMER, (invoice.customer_id, invoice.customer_id))
    row = line.exec_driver_sql(*prints.of_invoice(invoice.invoice_id)).mappings().one()
    return of_invoice(row, site)


def of_payment(row, site):
    return paper("receipt", row, site, Payment, receipt_text.written, render_receipt)


def of_credit(row, site):
    return paper("credit", row, site, Credit, credit_text.written, render_credit_note)


def paper(kind, row, site, record, written, render, *more):
    key = (site.tenant_id, row["record_id"])
    return Paper.of(
        kind, row["record_id"], site, [row["print"], *more],
        lambda: render(written(db.session.get(record, key), site)),
    )
