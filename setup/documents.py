"""The PDFs of a customer's records for staff: the same files that the customer gets (P4 to P6)."""

from flask import Response, abort, g

from billing.documents import papers, prints
from billing.ledger.payment import RECEIPTED
from config import storage
from config.database import db
from config.file_names import plain
from setup.door import setup
from setup.finding import customer_of_ours
from setup.rights import VIEW, requires

OF_CUSTOMER = """select set_config('app.customer_id', %s, true),
    set_config('app.family', (array[%s])::text, true)"""


@setup.get("/customers/<customer_id>/invoices/<invoice_id>.pdf")
@requires(*VIEW)
def invoice_pdf(customer_id, invoice_id):
    row = read(customer_id, prints.of_invoice(invoice_id))
    return shown(papers.of_invoice(row, g.tenant), f"{plain(invoice_id)}.pdf")


@setup.get("/customers/<customer_id>/payments/<payment_id>/receipt.pdf")
@requires(*VIEW)
def receipt(customer_id, payment_id):
    row = read(customer_id, prints.of_payment(payment_id, RECEIPTED))
    return shown(papers.of_payment(row, g.tenant), f"receipt-{plain(payment_id)}.pdf")


@setup.get("/customers/<customer_id>/credits/<credit_id>.pdf")
@requires(*VIEW)
def credit_pdf(customer_id, credit_id):
    row = read(customer_id, prints.of_credit(credit_id))
    return shown(papers.of_credit(row, g.tenant), f"{plain(credit_id)}.pdf")


def read(customer_id, statement):
    """The row of that customer's own record; 404 for any other's, as for no such id."""
    customer_of_ours(customer_id)
    line = db.session.connection()
    line.exec_driver_sql(OF_CUSTOMER, (customer_id, customer_id))
    return line.exec_driver_sql(*statement).mappings().first() or abort(404)


def shown(paper, name):
    """To be looked at in the browser, and saved under its name."""
    placed = {"Content-Disposition": storage.saved_as(name, "inline")}
    return Response(paper.answer(), mimetype="application/pdf", headers=placed)
