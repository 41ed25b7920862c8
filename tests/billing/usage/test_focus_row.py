"""One row of a FOCUS file as a charge: what is exact, what stands in for what, what is refused."""

import json
from datetime import date
from decimal import Decimal

import pytest

from billing.imports.refused import Refused
from billing.usage.focus.charge import charge
from tests.billing.usage.focus_file import row


def test_a_charge_keeps_what_the_row_says():
    taken = charge(row())
    assert (taken.account.name, taken.date) == ("Quiet Fjord", date(2024, 9, 12))
    assert (taken.product, taken.description) == ("Machines", "Machine hours")
    assert (str(taken.quantity), taken.unit, taken.cost) == ("2.500", "Hours", Decimal("0.25"))
    assert (taken.month, taken.category, taken.currency) == ("2024-09", "Usage", "USD")


@pytest.mark.parametrize(
    "written", ["0.000000145300000", "-2.61370000000", "1.5E-7", "+4", "123456789012345678901.5"]
)
def test_decimals_are_exact(written):
    taken = charge(row(BilledCost=written, ConsumedQuantity=written))
    assert (taken.cost, taken.quantity) == (Decimal(written), Decimal(written))


@pytest.mark.parametrize(
    "written, day",
    [
        ("2024-09-30 23:59:59", date(2024, 9, 30)),
        ("2024-09-30T23:59:59Z", date(2024, 9, 30)),
        ("2024-09-30T23:30:00-02:00", date(2024, 10, 1)),
        ("2024-09-30", date(2024, 9, 30)),
    ],
)
def test_the_day_is_the_file_s_utc_day(written, day):
    assert charge(row(ChargePeriodStart=written)).date == day


@pytest.mark.parametrize("missing", ["", "NULL", "  "])
def test_who_is_named_by_what_there_is(missing):
    def name(**changes):
        return charge(row(SubAccountName=missing, **changes)).account.name

    assert name() == "4711"
    assert name(SubAccountId=missing, BillingAccountName="Harbor") == "Harbor"
    assert name(SubAccountId=missing, BillingAccountName=missing, BillingAccountId="55") == "55"
    with pytest.raises(Refused, match="SubAccountName"):
        name(SubAccountId=missing)


def test_what_was_priced_stands_in_for_what_was_consumed():
    taken = charge(row(ConsumedQuantity="NULL", ConsumedUnit="NULL"))
    assert (taken.quantity, taken.unit) == (3, "Started hours")
    assert charge(row(ConsumedQuantity="0.0", ConsumedUnit="GB")).unit == "GB"
    assert charge(row(ConsumedQuantity="NULL", PricingQuantity="NULL")).quantity == 0


def test_further_facts_are_kept_as_custom_fields():
    facts = json.loads(charge(row(Tags='{"env": "prod", " env": "dev"}', RegionId="n-1")).facts)
    assert facts["tags"] == {"env": "prod", " env": "dev"}
    assert (facts["region"], facts["sub_account_id"]) == ("n-1", "4711")
    assert "resource_id" not in facts


@pytest.mark.parametrize("tags", ["{oops", "[" * 5000, '{"a": NaN}', '{"a": 1e999}', "[1]"])
def test_tags_that_are_no_names_and_texts_stay_as_they_stand(tags):
    assert json.loads(charge(row(Tags=tags)).facts)["tags"] == tags


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"BilledCost": "NULL"}, "BilledCost is missing"),
        ({"BilledCost": "1,5"}, "BilledCost is not a number: “1,5”"),
        ({"BilledCost": "NaN"}, "not a number"),
        ({"BilledCost": "1E+999999"}, "not a number"),
        ({"BilledCost": "9" * 60}, "not a number: “9999999999999999999999999999999999999999…”"),
        ({"ConsumedQuantity": "two"}, "ConsumedQuantity is not a number"),
        ({"ChargePeriodStart": ""}, "ChargePeriodStart is missing"),
        ({"ChargePeriodStart": "12.09.2024"}, "ChargePeriodStart is not a time"),
        ({"ChargePeriodStart": "0001-01-01T00:00:00+05:00"}, "not a time"),
        ({"BillingPeriodStart": "NULL"}, "BillingPeriodStart is missing"),
        ({"BillingCurrency": "Dollar"}, "BillingCurrency is not a currency code: “Dollar”"),
        ({"ChargeCategory": "Gift"}, "ChargeCategory is unknown: “Gift”"),
        ({"SubAccountName": "a\0b"}, "NUL"),
        ({"SubAccountName": "caf\udce9"}, "UTF-8"),
        ({"Tags": '{"a": "\\u0000"}'}, "NUL"),
        ({"Tags": '{"a": "\\ud800"}'}, "UTF-8"),
    ],
)
def test_a_refused_row_says_why(changes, reason):
    with pytest.raises(Refused) as refused:
        charge(row(**changes))
    assert reason in str(refused.value)


def test_the_same_row_is_the_same_usage_however_it_is_written():
    assert charge(row()).usage_id == charge(dict(reversed(row(Tags="").items()))).usage_id
    assert charge(row()).usage_id == charge(row(NewColumn="NULL")).usage_id
    assert charge(row()).usage_id != charge(row(Tags="x")).usage_id
    assert charge(row(RegionId="x")).usage_id != charge(row(ResourceId="x")).usage_id
