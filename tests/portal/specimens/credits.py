from billing.ledger.credit import Credit
from config.database import db
from tests import ledger
from tests.portal.specimens.specimen import CUSTOMER, LONG_AGO, Specimen


def enter():
    first = ledger.invoice("ZQ-OFF-1", CUSTOMER, 900_000, days=-3)
    second = ledger.invoice("ZQ-OFF-2", CUSTOMER, 900_000, days=-3)
    record = Credit(
        credit_id="ZQ-CR", customer_id=CUSTOMER, credit_date=LONG_AGO, currency="USD",
        credit_amount=700_001, applied_amount=0, reference_number="ZQ reference", notes="ZQ note",
    )
    db.session.add(record)
    db.session.flush()
    record.apply(first, 300_001)
    record.apply(second, 100_011)
    ledger.payment("ZQ-MORE", CUSTOMER, 5_005, {first: 5_005})


CREDIT = Specimen(
    tab="credits",
    record_id="ZQ-CR",
    enter=enter,
    values={
        "credit_date": LONG_AGO, "credit_amount": 700_001, "applied_amount": 400_012,
        "unapplied_amount": 299_989, "currency": "USD", "reference_number": "ZQ reference",
        "status": "Open", "invoices": "ZQ-OFF-1", "notes": "ZQ note",
        "pdf": "/portal/credits/ZQ-CR.pdf",
    },
    tells={
        "credit_amount": ("$3,000.01", "$1,000.11"), "applied_amount": ("$3,000.01",),
        "invoices": ("ZQ-OFF-2",),
    },
    elsewhere={
        key: ("/portal/invoices/ZQ-OFF-1",) for key in ("credit_date", "credit_amount", "notes")
    },
)
