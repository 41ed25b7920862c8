"""The cast's bills: small, with every state that a page must show."""

from datetime import timedelta
from decimal import Decimal

from billing.ledger.attachment import Attachment
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.ledger.payment import Payment
from billing.ledger.payment_method import PaymentMethod
from billing.tables.export import Export
from billing.usage.usage import Usage
from config import clock, storage
from config.database import db
from tenants.isolation import current_tenant_id

ZONE = "America/New_York"


def of_atlas(customer_id, user_id):
    """Owed: 300.00 past due, 200.00 to come; an open credit of 25.00; balance 475.00."""
    paid = invoice("INV-1", customer_id, 10_000, days=-60)
    late = invoice("INV-2", customer_id, 50_000, days=-40)
    invoice("INV-3", customer_id, 20_000, days=-1)
    invoice("INV-4", customer_id, 7_700, days=0, status="Draft")
    payment("PAY-1", customer_id, 30_000, {paid: 10_000, late: 20_000})
    payment("PAY-2", customer_id, 5_000, {}, status="Declined", failure_reason="Card declined")
    credit("CR-1", customer_id, 2_500)
    usage("U-1", customer_id, "120.5", invoice_id="INV-1")
    usage("U-2", customer_id, "0.000000145300000")
    attachment("INV-1", "terms.txt", b"the terms of Atlas Orion")
    method("PM-1", customer_id, "tm_visa", default=True)
    db.session.add(Export(customer_id=customer_id, portal_user_id=user_id, table_key="usages"))


def of_neighbour(customer_id, mark, user_id):
    """One record of each kind, under ids that hold the neighbour's mark."""
    open_one = invoice(f"{mark}-INV", customer_id, 66_600, days=-10, notes=mark)
    payment(f"{mark}-PAY", customer_id, 600, {open_one: 600}, notes=mark)
    credit(f"{mark}-CR", customer_id, 700, reference_number=mark)
    usage(f"{mark}-U", customer_id, "66", description=mark)
    attachment(f"{mark}-INV", f"{mark}.txt", mark.encode())
    method(f"{mark}-PM", customer_id, f"tm_{mark}", account_holder_name=mark)
    db.session.add(Export(customer_id=customer_id, portal_user_id=user_id, table_key="usages"))


def invoice(invoice_id, customer_id, amount, days, status="Posted", **more):
    day = clock.today(ZONE) + timedelta(days=days)
    record = Invoice(
        invoice_id=invoice_id, customer_id=customer_id, invoice_date=day, currency="USD",
        due_date=day + timedelta(days=30), subtotal=amount, invoice_tax=0, invoice_amount=amount,
        paid_amount=0, status=status, **more,
    )
    db.session.add(record)
    db.session.flush()
    db.session.add(
        InvoiceLine(invoice_id=invoice_id, invoice_line_no=1, product_name="Compute",
                    description=f"Compute hours {more.get('notes', '')}", quantity=Decimal("2"),
                    unit_price=Decimal(amount) / 200, amount=amount)
    )
    return record


def payment(payment_id, customer_id, amount, shares, status="Processed", **more):
    record = Payment(
        payment_id=payment_id, customer_id=customer_id, payment_date=clock.today(ZONE),
        currency="USD", payment_amount=amount, applied_amount=0, refunded_amount=0, status=status,
        payment_method="Visa •••• 4242", **more,
    )
    db.session.add(record)
    db.session.flush()
    for share, part in shares.items():
        record.apply(share, part)
    db.session.flush()


def credit(credit_id, customer_id, amount, **more):
    db.session.add(
        Credit(credit_id=credit_id, customer_id=customer_id, credit_date=clock.today(ZONE),
               currency="USD", credit_amount=amount, applied_amount=0, **more)
    )


def usage(usage_id, customer_id, quantity, **more):
    options = {"description": "Compute hours", **more}
    db.session.add(
        Usage(usage_id=usage_id, customer_id=customer_id, date=clock.today(ZONE), currency="USD",
              quantity=Decimal(quantity), unit_of_measure="Hours", **options)
    )


def attachment(invoice_id, name, body):
    key = f"{current_tenant_id()}/attachments/{invoice_id}/{name}"
    storage.put(key, body, "text/plain")
    db.session.add(
        Attachment(invoice_id=invoice_id, name=name, content_type="text/plain", size=len(body),
                   storage_key=key)
    )


def method(payment_method_id, customer_id, token, **more):
    db.session.add(
        PaymentMethod(payment_method_id=payment_method_id, customer_id=customer_id,
                      gateway="test", token=token, type="card", brand="Visa", last4="4242",
                      expiry="12/30", **more)
    )
