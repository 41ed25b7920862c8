"""Which texts hold a card's number; numbers are those that gateways publish for tests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.card_numbers import holds_one

CARDS = ("4242424242424242", "5555555555554444", "2223003122003222", "378282246310005",
         "30569309025904", "6011111111111117", "3566002020360505", "6200000000000005")
AROUND = st.text(alphabet="abc ,;:/()\n", max_size=6)


@settings(max_examples=30)
@given(st.sampled_from(CARDS), st.sampled_from(["", " ", "-", ".", "  "]), AROUND, AROUND)
def test_a_card_is_seen_in_any_groups_and_company(card, between, before, after):
    groups = between.join(card[place:place + 4] for place in range(0, len(card), 4))
    assert holds_one(f"{before}{groups}{after}")


@pytest.mark.parametrize("text", [
    "12.28 4242 4242 4242 4242", "4242 4242 4242 4242 12 28 123", "４２４２ ４２４２ ４２４２ ４２４２",
    "card 4242\u00a04242\u00a04242\u00a04242",
], ids=["date before", "date after", "wide", "no-break"])
def test_a_card_among_other_digits_is_seen(text):
    assert holds_one(text)


@pytest.mark.parametrize("text", [
    "4242424242424241", "1234567890123452", "DE89 3704 0044 0532 0130 00", "+49 1512 3456 7890 12",
    "2026-11-22 09:45:00 UTC", "40000000-0000-4000-8000-000000000002", "9411111111111111",
    "424242424242424242420", "", f"{'ab' * 20}4242424242424242{'cd' * 4}",
], ids=["luhn", "issuer", "iban", "phone", "moment", "uuid", "token", "long", "empty", "mark"])
def test_what_is_no_card_passes(text):
    assert not holds_one(text)
