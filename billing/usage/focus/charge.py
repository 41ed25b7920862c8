"""One row of a FOCUS file: what was used, by whom, at what exact cost."""

import hashlib
import json
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from billing.imports.refused import Refused
from billing.usage.focus import field
from billing.usage.focus.account import Account, account

CATEGORIES = ("Usage", "Purchase", "Tax", "Credit", "Adjustment")
FACTS = {
    "issuer": "InvoiceIssuerName",
    "sub_account_id": "SubAccountId",
    "service_category": "ServiceCategory",
    "region": "RegionId",
    "resource_id": "ResourceId",
    "sku_price_id": "SkuPriceId",
}


@dataclass(frozen=True)
class Charge:
    """Becomes one usage; `month` is the billing period as “2024-09”, `facts` JSON text."""

    usage_id: str
    issuer: str
    account: Account
    date: date
    month: str
    category: str
    quantity: Decimal
    unit: str
    description: str
    product: str
    cost: Decimal
    currency: str
    facts: str


def charge(row):
    """The charge that a row, a mapping of column to text, stands for; raises Refused."""
    row = field.present(row)
    field.storable("".join(row.values()))
    field.needed(row, "BilledCost")
    quantity, unit = amount(row)
    month = f"{field.moment(row, 'BillingPeriodStart'):%Y-%m}"
    return Charge(
        usage_id=identity(row), issuer=issuer(row), account=whose(row),
        date=field.moment(row, "ChargePeriodStart").date(), month=month,
        category=category(row), quantity=quantity, unit=unit,
        description=field.text(row, "ChargeDescription", "ServiceName"),
        product=field.text(row, "ServiceName", "ServiceCategory"),
        cost=field.decimal(row, "BilledCost"), currency=currency(row), facts=facts(row, month),
    )


def identity(row):
    """The same row has the same id, whatever the order of columns or how a missing value is
    written, so that a file read twice changes nothing."""
    digest = hashlib.sha256(json.dumps(sorted(row.items())).encode()).digest()
    return "FU-" + b32encode(digest[:15])[:20].decode()


def issuer(row):
    return field.text(row, "InvoiceIssuerName", "ProviderName", "PublisherName")


def whose(row):
    """A charge of no sub-account is the billing account's own; raises Refused without either."""
    names = ("SubAccountName", "SubAccountId", "BillingAccountName", "BillingAccountId")
    name = field.text(row, *names)
    if not name:
        raise Refused("SubAccountName, SubAccountId and the billing account are missing")
    return account(name)


def category(row):
    value = field.needed(row, "ChargeCategory")
    if value not in CATEGORIES:
        raise Refused(f"ChargeCategory is unknown: {field.short(value)}")
    return value


def amount(row):
    """What was consumed, else what was priced: credits and purchases consume nothing."""
    consumed = field.decimal(row, "ConsumedQuantity")
    if consumed is not None:
        return consumed, field.text(row, "ConsumedUnit")
    return field.decimal(row, "PricingQuantity") or Decimal(0), field.text(row, "PricingUnit")


def currency(row):
    code = field.needed(row, "BillingCurrency")
    if not re.fullmatch(r"[A-Z]{3}", code, re.ASCII):
        raise Refused(f"BillingCurrency is not a currency code: {field.short(code)}")
    return code


def facts(row, month):
    """What else is known, for the usage's custom fields; raises Refused when it cannot be kept."""
    known = {"billing_period": month, "charge_category": field.text(row, "ChargeCategory")}
    known |= {name: row[column] for name, column in FACTS.items() if column in row}
    if "Tags" in row:
        known["tags"] = read_tags(row["Tags"])
    return field.storable(json.dumps(known, ensure_ascii=False))


def read_tags(text):
    """The tags by name; as they stand when they are not names and texts in JSON."""
    try:
        tags = json.loads(text)
    except (ValueError, RecursionError):
        return text
    plain = isinstance(tags, dict) and all(isinstance(value, str) for value in tags.values())
    return tags if plain else text
