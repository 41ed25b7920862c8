"""The cast's bills: small, with every state that a page must show."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from billing.ledger.attachment import Attachment
from billing.ledger.autopay_charge import AutopayCharge
from billing.ledger.credit import Credit
from billing.ledger.expiry_notice import ExpiryNotice
from billing.ledger.header import Header
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.ledger.payment import Payment
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.statement import Statement
from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from billing.tables.export import Export
from billing.usage.usage import Usage
from billing.usage.usage_event import UsageEvent
from config import clock, pipeline, storage
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
    event("E-1", customer_id, hours=-1)
    subscription("SUB-1", customer_id, "Team", "Support")
    statement("ST-1", customer_id)
    attachment("INV-1", "terms.txt", b"the terms of Atlas Orion")
    method("PM-1", customer_id, "tm_visa", default=True)
    autopaid("INV-1", customer_id, "PM-1")
    db.session.add(Export(customer_id=customer_id, portal_user_id=user_id, table_key="usages"))


def of_neighbour(customer_id, mark, user_id):
    """One record of each kind, under ids that hold the neighbour's mark."""
    open_one = invoice(f"{mark}-INV", customer_id, 66_600, days=-10, notes=mark)
    payment(f"{mark}-PAY", customer_id, 600, {open_one: 600}, notes=mark)
    credit(f"{mark}-CR", customer_id, 700, reference_number=mark)
    usage(f"{mark}-U", customer_id, "66", description=mark)
    event(f"{mark}-E", customer_id, hours=-2, source=mark, properties={"of": mark})
    subscription(f"{mark}-SUB", customer_id, mark, contract_term=mark)
    statement(f"{mark}-ST", customer_id, created_by=mark)
    attachment(f"{mark}-INV", f"{mark}.txt", mark.encode())
    method(f"{mark}-PM", customer_id, f"tm_{mark}", account_holder_name=mark)
    autopaid(f"{mark}-INV", customer_id, f"{mark}-PM", reason=mark)
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


def event(event_id, customer_id, hours=0, **more):
    """Some hours after the start of the tenant's day that the cast came in."""
    start = datetime.combine(clock.today(ZONE), time(), ZoneInfo(ZONE))
    options = {"event_type": "api.call", "source": "gateway", "status": "Processed",
               "properties": {"region": "eu-west"}, **more}
    db.session.add(
        UsageEvent(event_id=event_id, customer_id=customer_id,
                   occurred_at=start + timedelta(hours=hours), **options)
    )


def subscription(subscription_id, customer_id, *plans, **more):
    """This calendar month, a line of ten seats at 12.50 for each plan."""
    first = clock.today(ZONE).replace(day=1)
    options = {"status": "Active", "currency": "USD", "service_start_date": first,
               "current_period_start_date": first,
               "current_period_end_date": first.replace(day=28), **more}
    db.session.add(
        Subscription(subscription_id=subscription_id, customer_id=customer_id, **options)
    )
    db.session.flush()
    for number, plan in enumerate(plans, 1):
        db.session.add(
            SubscriptionLine(subscription_id=subscription_id, subscription_line_id=f"L-{number}",
                             line_no=number, product_name="Office", plan_name=plan,
                             charge_name="Seats", quantity=Decimal("10"),
                             unit_of_measure="Seats", effective_price=Decimal("12.50"),
                             billing_period="Monthly")
        )


def attachment(invoice_id, name, body):
    key = f"{current_tenant_id()}/attachments/{invoice_id}/{name}"
    storage.put(key, body, "text/plain")
    db.session.add(
        Attachment(invoice_id=invoice_id, name=name, content_type="text/plain", size=len(body),
                   storage_key=key)
    )


def method(payment_method_id, customer_id, token, **more):
    options = {"gateway": "test", "type": "card", "brand": "Visa", "last4": "4242",
               "expiry": "2030-12", **more}
    db.session.add(
        PaymentMethod(payment_method_id=payment_method_id, customer_id=customer_id,
                      token=token, **options)
    )


def autopaid(invoice_id, customer_id, payment_method_id, **more):
    """What autopay once did, and told."""
    db.session.flush()
    charge = AutopayCharge(invoice_id=invoice_id, customer_id=customer_id,
                           charge_on=clock.today(ZONE), **more)
    notice = ExpiryNotice(payment_method_id=payment_method_id, customer_id=customer_id,
                          expiry="2020-01", days_ahead=30)
    db.session.add_all([charge, notice])
    db.session.flush()
    charge.end("paid")


def statement(statement_id, customer_id, **more):
    """Of ten weeks, made yesterday."""
    made = clock.today(ZONE) - timedelta(days=1)
    db.session.add(
        Statement(statement_id=statement_id, customer_id=customer_id, statement_date=made,
                  start_date=made - timedelta(weeks=10), end_date=made, currency="USD",
                  template_name="Transaction", **more)
    )


def header(customer_id, today):
    """The dashboard's figures of a customer without children, from what is committed."""
    tell = "select set_config('app.tenant_id', %s, true), set_config('app.family', '{}', true)"
    asked = "select * from portal_header(%s, %s)"
    found = pipeline.read((tell, (str(current_tenant_id()),)), (asked, (customer_id, today)))
    return Header.of(found[1][0], "USD")
