from datetime import timedelta
from decimal import Decimal

from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from config.database import db
from tests.portal.specimens.specimen import CUSTOMER, LONG_AGO, Specimen

END = LONG_AGO + timedelta(days=40)


def enter():
    db.session.add(
        Subscription(
            subscription_id="ZQ-S", customer_id=CUSTOMER, status="Active", currency="USD",
            service_start_date=LONG_AGO, billing_start_date=LONG_AGO + timedelta(days=10),
            current_period_start_date=LONG_AGO + timedelta(days=20),
            current_period_end_date=END, cancellation_date=END + timedelta(days=20),
            contract_term="ZQ term", renewal_term="ZQ renewal", auto_renew=True,
        )
    )
    db.session.flush()
    db.session.add(
        SubscriptionLine(
            subscription_id="ZQ-S", subscription_line_id="L-1", line_no=1,
            product_name="ZQ product", plan_name="ZQ plan", charge_name="ZQ charge",
            charge_id="ZQ-CH", pricing_model="ZQ model", quantity=Decimal("47.11"),
            unit_of_measure="ZQ units", list_price=Decimal("8.15"),
            effective_price=Decimal("7.00013"), billing_period="ZQ monthly",
        )
    )


SUBSCRIPTION = Specimen(
    tab="subscriptions",
    record_id="ZQ-S",
    enter=enter,
    values={
        "product_name": "ZQ product", "plan_name": "ZQ plan", "charge_name": "ZQ charge",
        "charge_id": "ZQ-CH", "pricing_model": "ZQ model", "quantity": Decimal("47.11"),
        "unit_of_measure": "ZQ units", "list_price": Decimal("8.15"),
        "effective_price": Decimal("7.00013"), "billing_period": "ZQ monthly",
        "amount": Decimal("329.7761243"), "currency": "USD",
        "current_period_start_date": LONG_AGO + timedelta(days=20),
        "current_period_end_date": END, "status": "Active",
        "next_invoice_date": END + timedelta(days=1), "service_start_date": LONG_AGO,
        "billing_start_date": LONG_AGO + timedelta(days=10), "contract_term": "ZQ term",
        "renewal_term": "ZQ renewal", "auto_renew": "Yes",
        "cancellation_date": END + timedelta(days=20),
    },
)
