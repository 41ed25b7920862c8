"""Customers' ids from their names: readable, valid (D20), and never one for two names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.usage.focus.account import account
from tests.billing.usage.focus_file import CALM

NAMES = st.text(min_size=1, max_size=80) | st.from_regex(r"[AaŁ0-9 ._-]{1,9}", fullmatch=True)


def test_plain_names_stay_readable():
    assert account("Orion Zenith").customer_id == "Orion-Zenith"
    assert account("Orion Zenith").email == "billing@orion-zenith.example"


@pytest.mark.parametrize(
    "name, start",
    [
        ("orion zenith", "orion-zenith."),
        ("Orion  Zenith", "orion-zenith."),
        ("Orion-Zenith", "orion-zenith."),
        ("Łódź Maszyny", "odz-maszyny."),
        ("株式会社みなと", "account."),
        ("PT Samudra", "pt-samudra."),
        ("Orion " * 20, "orion-orion-orion-orion-orion."),
    ],
)
def test_other_names_carry_a_hash(name, start):
    assert re.fullmatch(re.escape(start) + "[0-9a-f]{12}", account(name).customer_id)


@CALM
@given(NAMES)
def test_every_id_is_one_that_a_company_may_give(name):
    made = account(name)
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,53}", made.customer_id, re.ASCII)
    assert not made.customer_id.startswith(("PT-", "PM-", "ST-"))
    assert re.fullmatch(r"[a-z0-9._-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+example", made.email)


@CALM
@given(NAMES, NAMES)
def test_two_names_share_neither_id_nor_address(one, other):
    same = one == other
    assert (account(one).customer_id == account(other).customer_id) == same
    assert (account(one).email == account(other).email) == same
