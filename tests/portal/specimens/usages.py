from decimal import Decimal

from billing.usage.usage import Usage
from config.database import db
from tests import ledger
from tests.portal.specimens.specimen import CUSTOMER, LONG_AGO, Specimen


def enter():
    ledger.invoice("ZQ-BILL", CUSTOMER, 900_000, days=-3)
    db.session.add(
        Usage(usage_id="ZQ-U", customer_id=CUSTOMER, subscription_id="ZQ-SUB", charge_id="ZQ-CH",
              date=LONG_AGO, quantity=Decimal("4711.0815"), unit_of_measure="ZQ units",
              description="ZQ description", product_name="ZQ product", cost=Decimal("815.0047111"),
              currency="USD", invoice_id="ZQ-BILL", custom_fields={"region": "ZQ-region"})
    )


USAGE = Specimen(
    tab="usages",
    record_id="ZQ-U",
    enter=enter,
    values={
        "product_name": "ZQ product", "description": "ZQ description", "date": LONG_AGO,
        "quantity": Decimal("4711.0815"), "unit_of_measure": "ZQ units",
        "cost": Decimal("815.0047111"), "currency": "USD", "invoiced": "Yes",
        "invoice_id": "ZQ-BILL", "subscription_id": "ZQ-SUB", "charge_id": "ZQ-CH",
        "custom_fields": "ZQ-region",
    },
    tells={"invoice_id": ("/portal/invoices/ZQ-BILL",)},
)
