from billing.ledger.payment import Payment
from config.database import db
from tests import ledger
from tests.portal.specimens.specimen import CUSTOMER, LONG_AGO, Specimen


def enter():
    """Processed long ago, so that it is not the one that the header tells of."""
    first = ledger.invoice("ZQ-PAID-1", CUSTOMER, 900_000, days=-3)
    second = ledger.invoice("ZQ-PAID-2", CUSTOMER, 900_000, days=-3)
    record = Payment(
        payment_id="ZQ-PAY", customer_id=CUSTOMER, payment_date=LONG_AGO, currency="USD",
        payment_amount=900_001, applied_amount=0, refunded_amount=200_003, status="Processed",
        payment_type="External", payment_method="ZQ method", reference_number="ZQ reference",
        failure_reason="ZQ reason", notes="ZQ note",
    )
    db.session.add(record)
    db.session.flush()
    record.apply(first, 300_001)
    record.apply(second, 100_011)
    ledger.payment("ZQ-MORE", CUSTOMER, 5_005, {first: 5_005})


PAYMENT = Specimen(
    tab="payments",
    record_id="ZQ-PAY",
    enter=enter,
    values={
        "payment_date": LONG_AGO, "payment_method": "ZQ method", "payment_type": "External",
        "reference_number": "ZQ reference", "payment_amount": 900_001, "applied_amount": 400_012,
        "unapplied_amount": 299_986, "refunded_amount": 200_003, "currency": "USD",
        "invoices": "ZQ-PAID-1", "status": "Processed", "failure_reason": "ZQ reason",
        "notes": "ZQ note", "pdf": "/portal/payments/ZQ-PAY/receipt.pdf",
    },
    tells={
        "payment_amount": ("$3,000.01", "$1,000.11"), "applied_amount": ("$3,000.01",),
        "invoices": ("ZQ-PAID-2",),
    },
    elsewhere={
        key: ("/portal/invoices/ZQ-PAID-1",)
        for key in ("payment_date", "payment_method", "payment_amount", "status")
    },
)
