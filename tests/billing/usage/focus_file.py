"""FOCUS files to test with: a small one with every oddity, and rows made to order."""

import csv
from pathlib import Path

from hypothesis import HealthCheck, settings
from sqlalchemy import select

from config.database import db
from tenants.current import as_tenant
from tenants.tenant import Tenant

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on busy machines
SMALL = Path(__file__).parents[2] / "data" / "focus_small.csv"
NIMBUS, EMEA, STRATUS = "nimbushostinginc", "nimbushostingemeasarl", "stratus"

ROW = {
    "BilledCost": "0.25",
    "BillingCurrency": "USD",
    "BillingPeriodStart": "2024-09-01 00:00:00",
    "ChargeCategory": "Usage",
    "ChargeDescription": "Machine hours",
    "ChargePeriodStart": "2024-09-12 10:00:00",
    "ConsumedQuantity": "2.500",
    "ConsumedUnit": "Hours",
    "InvoiceIssuerName": "Stratus",
    "PricingQuantity": "3",
    "PricingUnit": "Started hours",
    "ResourceId": "NULL",
    "ServiceName": "Machines",
    "SubAccountId": "4711",
    "SubAccountName": "Quiet Fjord",
    "Tags": "NULL",
}


def row(**changes):
    return ROW | changes


def write(path, *rows):
    """A FOCUS file of the rows, each a mapping of all columns or a line as it stands."""
    with open(path, "w", newline="", encoding="utf-8", errors="surrogateescape") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for each in rows:
            file.write(each) if isinstance(each, str) else writer.writerow(each)
    return path


def within(subdomain):
    """A unit of work of the tenant under a subdomain."""
    return as_tenant(db.session.scalar(select(Tenant.tenant_id).where(
        Tenant.subdomain == subdomain)))
