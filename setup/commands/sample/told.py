"""Mails about invoices that count as written: whoever gets an invoice a tour is not flooded."""

from datetime import timedelta

from billing.ledger.money_notice import POSTED, MoneyNotice, reminder
from tenants import bulk
from tenants.payment_setup import REMINDERS

MANY = 100  # invoices of one customer
SPAN = timedelta(days=60)
KINDS = (POSTED, *map(reminder, REMINDERS))


def write(bills, today):
    bulk.insert(MoneyNotice, ("invoice_id", "kind"), (
        (bill.invoice_id, kind) for bill in bills for kind in KINDS
        if (bill.account.invoices or 0) > MANY and bill.date > today - SPAN))
