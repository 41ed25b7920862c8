"""The books of a demo company, written at once."""

import uuid
from datetime import datetime, time, timezone
from itertools import count

from billing.ledger.allocation import Allocation
from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.counter import Counter
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.ledger.payment import Payment
from billing.usage.usage import Usage
from setup.commands.sample import money
from tenants import bulk

INVOICE = ("invoice_id", "customer_id", "invoice_date", "due_date", "currency", "subtotal",
           "invoice_tax", "invoice_amount", "paid_amount", "status", "payment_terms", "notes")
LINE = ("invoice_id", "invoice_line_no", "product_name", "plan_name", "charge_name",
        "description", "start_date", "end_date", "quantity", "unit_of_measure", "unit_price",
        "taxable", "line_tax", "amount", "subscription_id")
USAGE = ("usage_id", "customer_id", "date", "quantity", "unit_of_measure", "description",
         "product_name", "cost", "currency", "invoice_id")
PAYMENT = ("payment_id", "customer_id", "payment_date", "currency", "payment_amount",
           "applied_amount", "refunded_amount", "status", "payment_type", "payment_method",
           "reference_number", "failure_reason", "notes")
CREDIT = ("credit_id", "customer_id", "credit_date", "currency", "credit_amount",
          "applied_amount", "status", "reference_number", "notes")
ATTEMPT = ("attempt_id", "customer_id", "payment_method_id", "payment_id", "currency", "amount",
           "state", "due_at")


def write(bills, sources, usages, methods):
    """All of it; `usages` are those that no bill holds, as (account, currency, row), `methods`
    ids of bank accounts by customer."""
    receipts = [each for each in sources if isinstance(each, money.Receipt)]
    credits = [each for each in sources if isinstance(each, money.Credit)]
    number(bills, receipts, credits)
    bulk.insert(Invoice, INVOICE, map(invoice, bills))
    bulk.insert(InvoiceLine, LINE, (row for bill in bills for row in lines(bill)))
    bulk.insert(Usage, USAGE, used(bills, usages))
    bulk.insert(Payment, PAYMENT, map(payment, receipts))
    bulk.insert(Credit, CREDIT, map(credit, credits))
    bulk.insert(Allocation, ("invoice_id", "payment_id", "credit_id", "amount", "created_date"),
                (row for source in sources for row in allocations(source)))
    bulk.insert(Counter, ("name", "value"), [("PT", 1000 + len(minted(receipts)))])
    for receipt in receipts:
        if receipt.waits_for:
            attempt(receipt, methods[receipt.account.customer_id])


def number(bills, receipts, credits):
    """Ids in the order of their days, as a company counts."""
    for records, name, prefix, start in (
        (bills, "invoice_id", "INV", 10_001), (credits, "credit_id", "CR", 501),
        (minted(receipts), "payment_id", "PT", 1001),
        ([r for r in receipts if r.kind == "External"], "payment_id", "RCPT", 3001),
    ):
        records = sorted(records, key=lambda record: record.date)
        for place, record in zip(count(start), records, strict=False):
            setattr(record, name, f"{prefix}-{place}")


def minted(receipts):
    """Those whose ids Portico gives itself (D20)."""
    return [receipt for receipt in receipts if receipt.kind == "Electronic"]


def invoice(bill):
    return (bill.invoice_id, bill.account.customer_id, bill.date, bill.due, bill.currency,
            bill.subtotal, bill.tax, bill.total, bill.paid, bill.status,
            bill.account.terms_name, bill.notes)


def lines(bill):
    for place, line in enumerate(bill.lines, 1):
        yield (bill.invoice_id, place, line.product, line.plan, line.charge,
               line.description, bill.start, bill.end, line.quantity, line.unit, line.price,
               bool(line.tax), line.tax, line.amount, line.subscription_id)


def used(bills, others):
    """Every usage, those that wait for their bill last."""
    told = ((bill.account, bill.currency, row, bill.invoice_id)
            for bill in bills for row in bill.usages)
    waiting = ((account, currency, row, None) for account, currency, row in others)
    places = count(100_001)
    for some in (told, waiting):
        for account, currency, row, invoice_id in some:
            day, quantity, unit, description, product, cost = row
            yield (f"U-{next(places)}", account.customer_id, day, quantity, unit, description,
                   product, cost, currency, invoice_id)


def payment(receipt):
    return (receipt.payment_id, receipt.account.customer_id, receipt.date, receipt.currency,
            receipt.amount, receipt.applied, receipt.refunded, receipt.status, receipt.kind,
            receipt.method, receipt.reference, receipt.reason, receipt.notes)


def credit(source):
    return (source.credit_id, source.account.customer_id, source.date, source.currency,
            source.amount, source.applied, source.status, source.reference, source.notes)


def allocations(source):
    payment_id = getattr(source, "payment_id", None)
    credit_id = getattr(source, "credit_id", None)
    return [
        (bill.invoice_id, payment_id, credit_id, amount, noon(max(source.date, bill.date)))
        for bill, amount in source.shares
    ]


def noon(day):
    """A moment that is of that day in every zone that the demo's companies have."""
    return datetime.combine(day, time(12), timezone.utc)


def attempt(receipt, method_id):
    """What the bank is still working on keeps its bills from being paid again (D26); nobody is
    asked about it, since no gateway knows of it."""
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"demo {receipt.account.customer_id} {receipt.date}")
    bulk.insert(PaymentAttempt, ATTEMPT, [
        (key, receipt.account.customer_id, method_id, receipt.payment_id, receipt.currency,
         receipt.amount, "processing", None)])
    bulk.insert(AttemptShare, ("attempt_id", "invoice_id", "amount"),
                ((key, bill.invoice_id, bill.balance) for bill in receipt.waits_for))
