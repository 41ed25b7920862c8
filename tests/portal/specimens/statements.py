from datetime import timedelta

from billing.ledger.statement import Statement
from config.database import db
from tests.portal.specimens.specimen import CUSTOMER, LONG_AGO, Specimen

FIRST, LAST = LONG_AGO - timedelta(days=40), LONG_AGO - timedelta(days=10)


def enter():
    db.session.add(
        Statement(
            statement_id="ZQ-ST", customer_id=CUSTOMER, statement_date=LONG_AGO, start_date=FIRST,
            end_date=LAST, template_name="Balance Forward", currency="USD",
        )
    )


STATEMENT = Specimen(
    tab="statements",
    record_id="ZQ-ST",
    enter=enter,
    values={
        "statement_date": LONG_AGO, "start_date": FIRST, "end_date": LAST,
        "template_name": "Balance Forward", "currency": "USD",
        "pdf": "/portal/statements/ZQ-ST.pdf",
    },
)
