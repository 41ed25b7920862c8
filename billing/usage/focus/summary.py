"""An import in figures, as programs read them."""

from sqlalchemy import func, select

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.usage.focus.batch import MAKER
from config.amounts import decimal_amount
from config.database import db
from tenants.current import as_tenant


def summary(tally, month):
    """Rows by what became of them, and each tenant's part; invoices and credits of the month."""
    return {
        "read": tally.read,
        "stored": tally.stored,
        "known": tally.known,
        "refused": tally.refused,
        "refusals": [{"row": number, "reason": reason} for number, reason in tally.refusals],
        "tenants": [share(*each, month) for each in tally.tenants.items()],
    }


def share(tenant_id, counted, month):
    with as_tenant(tenant_id) as site:
        invoices, total = billed(Invoice, Invoice.invoice_amount, month)
        credits, credited = billed(Credit, Credit.credit_amount, month)
        return {
            "subdomain": site.subdomain, "name": site.name, "url": site.base_url,
            "customers": len(counted.customers), "usages": counted.usages,
            "invoices": invoices, "total": total, "credits": credits, "credited": credited,
        }


def billed(record, amount, month):
    """How many the import has made for the month, and their sums by currency."""
    rows = db.session.execute(
        select(record.currency, func.count(), func.sum(amount))
        .where(record.created_by == MAKER)
        .where(record.custom_fields["billing_period"].astext == month)
        .group_by(record.currency)
        .order_by(record.currency)
    ).all()
    sums = [{"amount": str(decimal_amount(int(minor), currency)), "currency": currency}
            for currency, _, minor in rows]
    return sum(count for _, count, _ in rows), sums
