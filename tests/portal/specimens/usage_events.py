from datetime import datetime, timezone

from billing.usage.usage_event import UsageEvent
from config.database import db
from tests.portal.specimens.specimen import CUSTOMER, Specimen

OCCURRED = datetime(1987, 5, 17, 9, 8, 7, 654321, tzinfo=timezone.utc)
INGESTED = datetime(1987, 6, 18, 10, 11, 12, tzinfo=timezone.utc)


def enter():
    db.session.add(
        UsageEvent(event_id="ZQ-E", customer_id=CUSTOMER, occurred_at=OCCURRED,
                   ingested_on=INGESTED, event_type="zq.type", source="ZQ source",
                   status="Rejected", properties={"zqname": "ZQ-value"})
    )


USAGE_EVENT = Specimen(
    tab="usage_events",
    record_id="ZQ-E",
    enter=enter,
    values={
        "customer_name": "Atlas Orion", "occurred_at": OCCURRED, "event_type": "zq.type",
        "status": "Rejected", "source": "ZQ source", "ingested_on": INGESTED,
        "properties": "ZQ-value",
    },
    tells={"properties": ("zqname",)},
)
