"""Usage events of the demo: what some customers' machines told over the last weeks."""

import json
from datetime import timedelta
from random import Random

from billing.usage.usage_event import UsageEvent
from tenants import bulk

COLUMNS = ("event_id", "customer_id", "event_type", "occurred_at", "source", "status",
           "ingested_on", "properties")
EVENTS = {"C-1001": 3000, "C-1002": 120, "C-1003": 600, "C-1004": 60, "C-1015": 240}
SPAN = timedelta(days=45)
REGIONS = ("us-east-1", "us-west-2", "eu-central-1", "ap-northeast-1")


def write(accounts, now):
    bulk.insert(UsageEvent, COLUMNS, (
        row for account in accounts for row in happened(account.customer_id, now)
    ))


def happened(customer_id, now):
    """The newest are not processed yet, and a few are refused."""
    luck, wanted = Random(f"events {customer_id}"), EVENTS.get(customer_id, 0)
    for number in range(wanted):
        kind, source, told = KINDS[luck.randrange(len(KINDS))]
        back = SPAN * (number + luck.random()) / wanted
        at = (now - back).replace(microsecond=luck.randrange(1000) * 1000)
        status = "Received" if number < 5 else "Rejected" if luck.random() < 0.01 else "Processed"
        properties = {"region": luck.choice(REGIONS)} | told(luck)
        if status == "Rejected":
            properties["rejected_because"] = "The meter knows no such resource."
        yield (f"EV-{customer_id[2:]}-{wanted - number:05d}", customer_id, kind, at, source,
               status, min(at + timedelta(seconds=1 + luck.random() * 90), now),
               json.dumps(properties))


def stopped(luck):
    return {"instance": f"i-{luck.randrange(16 ** 8):08x}", "vcpus": luck.choice((2, 4, 8, 16)),
            "hours": round(luck.random() * 24, 3), "reserved": luck.random() < 0.3}


def stored(luck):
    return {"bucket": luck.choice(("reports", "archive", "media")),
            "request": {"method": luck.choice(("PUT", "GET")), "bytes": luck.randrange(10 ** 8),
                        "cached": luck.random() < 0.5}}


def sent(luck):
    return {"gigabytes": round(luck.random() * 4, 9), "to": luck.choice(("internet", "region"))}


def invoked(luck):
    return {"function": luck.choice(("resize", "import", "notify")),
            "milliseconds": luck.randrange(5, 4000), "memory_mb": luck.choice((128, 512, 1024)),
            "tags": luck.sample(("batch", "nightly", "hourly", "eu", "retry"), 2)}


KINDS = (
    ("compute.stopped", "hypervisor", stopped), ("storage.request", "gateway", stored),
    ("network.egress", "router", sent), ("function.invoked", "runtime", invoked),
    ("function.invoked", "runtime", invoked),
)
