from datetime import timedelta

from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from config import clock
from config.database import db
from tests import cast, ledger
from tests.portal.specimens.specimen import CUSTOMER, LONG_AGO, Specimen


def due():
    """So that it is neither late nor due on a day of the cast's."""
    return clock.today(ledger.ZONE) + timedelta(days=17)


def enter():
    record = invoice("ZQ-INV", CUSTOMER, 710_011, 21_322)
    db.session.add_all(InvoiceLine(**line) for line in LINES)
    ledger.payment("ZQ-PART", CUSTOMER, 300_000, {record: 111_111})
    ledger.credit("ZQ-OFF", CUSTOMER, 4_004)
    ledger.attachment("ZQ-INV", "ZQ-attachment.txt", b"terms")
    cast.customer("C-1009", "ZQ Child Works", "CT-90", "Kit Hill", parent_customer=CUSTOMER,
                  portal_enabled=True)
    invoice("ZQ-CHILD", "C-1009", 60_006, 0)


def invoice(invoice_id, customer_id, subtotal, tax):
    record = Invoice(
        invoice_id=invoice_id, customer_id=customer_id, invoice_date=LONG_AGO, due_date=due(),
        currency="USD", subtotal=subtotal, invoice_tax=tax, invoice_amount=subtotal + tax,
        paid_amount=0, status="Posted", payment_terms="ZQ terms", notes="ZQ note",
    )
    db.session.add(record)
    db.session.flush()
    return record


LINES = tuple(
    {"invoice_id": "ZQ-INV", "invoice_line_no": number, "product_name": "Line", "amount": amount,
     "line_tax": tax, "taxable": True}
    for number, amount, tax in ((1, 410_007, 11_321), (2, 300_004, 10_001))
)
INVOICE = Specimen(
    tab="invoices",
    record_id="ZQ-INV",
    enter=enter,
    values={
        "customer_name": "ZQ Child Works", "invoice_date": LONG_AGO, "due_date": due,
        "subtotal": 710_011, "invoice_tax": 21_322, "invoice_amount": 731_333,
        "paid_amount": 111_111, "balance": 620_222, "currency": "USD",
        "status": "Partially Paid", "payment_terms": "ZQ terms", "notes": "ZQ note",
        "attachments": "ZQ-attachment.txt", "pdf": "/portal/invoices/ZQ-INV.pdf",
    },
    tells={
        "due_date": ("in 17 days",), "status": ("in 17 days",), "balance": ("Pay $6,202.22",),
        "invoice_amount": ("$4,100.07", "$3,000.04", "$113.21"), "invoice_tax": ("$113.21",),
        "attachments": ("/attachments/",),
    },
    others={"customer_name": "ZQ-CHILD"},
    elsewhere={
        "due_date": ("/portal/payments/new", "/portal/payments/ZQ-PART"),
        "invoice_date": ("/portal/payments/new", "/portal/payments/ZQ-PART"),
        "invoice_amount": ("/portal/payments/new", "/portal/payments/ZQ-PART"),
        "balance": ("/portal/payments/ZQ-PART",),
        "notes": ("/portal/payments/new",),
    },
)
