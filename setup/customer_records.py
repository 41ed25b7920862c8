"""All invoices, payments or credits of a customer, the newest first, in pages (A9)."""

from types import SimpleNamespace

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select, tuple_

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.tables import cursor
from billing.tables.cursor import BadCursor
from config.database import db
from setup.door import setup
from setup.finding import customer_of_ours
from setup.rights import VIEW, requires
from setup.summaries import credit_row, invoice_row, payment_row

PAGE = 25
KINDS = {
    "invoices": (Invoice, Invoice.invoice_date, invoice_row),
    "payments": (Payment, Payment.payment_date, payment_row),
    "credits": (Credit, Credit.credit_date, credit_row),
}


@setup.get("/customers/<customer_id>/<any(invoices,payments,credits):kind>")
@requires(*VIEW)
def customer_records(customer_id, kind):
    found = customer_of_ours(customer_id)
    record, day, row = KINDS[kind]
    try:
        records = page(found, record, day, request.args.get("after", ""))
    except BadCursor:
        abort(404)
    here = url_for("setup.customer_records", customer_id=customer_id, kind=kind)
    return render_template(
        "setup/customers/records.html", customer=found, kind=kind, title=titles()[kind],
        rows=[row(one) for one in records[:PAGE]],
        newest_href=here if request.args.get("after") else None,
        older_href=older(here, records, record, day),
    )


def titles():
    return {"invoices": _("Invoices"), "payments": _("Payments"), "credits": _("Credits")}


def page(customer, record, day, after):
    """One more than a page holds, which tells whether there are more; raises BadCursor."""
    key = record.__mapper__.primary_key[1]
    query = select(record).where(record.customer_id == customer.customer_id)
    if after:
        query = query.where(tuple_(day, key) < cursor.unpack(after, "d")[:2])
    return db.session.scalars(query.order_by(day.desc(), key.desc()).limit(PAGE + 1)).all()


def older(here, records, record, day):
    if len(records) <= PAGE:
        return None
    last = SimpleNamespace(date=getattr(records[PAGE - 1], day.key),
                           id=record.__mapper__.primary_key_from_instance(records[PAGE - 1])[1])
    return f"{here}?after={cursor.pack(last.date, last.id, PAGE)}"
