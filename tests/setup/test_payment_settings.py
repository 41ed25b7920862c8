"""Setup > Payment Settings: what customers may do when they pay (M2, M3, M5, M12, M13)."""

import re

import pytest

from config.database import db
from tenants.payment_setup import PaymentSetup
from tests.setup.pages import messages, text

PAGE = "/setup/payment-settings"


def filled(**changes):
    return {"edition": "1", "cards": "y", "retries": "1, 3, 7", "reminders_before": "3",
            "reminders_after": "3, 10", "bank_instructions": "", **changes}


def stored(cast, *names):
    with cast.within():
        record = db.session.get(PaymentSetup, cast.acme)
        return tuple(getattr(record, name) for name in names)


def test_the_page_shows_what_stands(stan):
    page = text(stan.get(PAGE))
    assert 'value="1, 3, 7"' in page and 'value="3, 10"' in page
    for name, on in (("cards", True), ("part_payments", False)):
        tick, = re.findall(f'<input[^>]* name="{name}"[^>]*>', page)
        assert ("checked" in tick) is on


def test_what_is_saved_is_kept(cast, stan):
    answer = stan.post(PAGE, filled(
        part_payments="y", retries="5,2 2", reminders_before="7, 1", reminders_after="",
        bank_instructions=" IBAN DE00\r\nBIC X "))
    assert messages(stan, answer) == ["The payment settings have been saved."]
    assert stored(cast, "cards", "bank_accounts", "part_payments", "credits") == (
        True, False, True, False)
    assert stored(cast, "autopay_retries", "reminders", "bank_instructions", "edition") == (
        [2, 5], [-7, -1], "IBAN DE00\nBIC X", 2)
    assert "IBAN DE00" in text(stan.get("/setup/audit-log.csv"))


def test_no_retries_and_no_reminders(cast, stan):
    stan.post(PAGE, filled(retries="", reminders_before="", reminders_after=" "))
    assert stored(cast, "autopay_retries", "reminders") == ([], [])


@pytest.mark.parametrize(("days", "told"), [
    ("soon", "Enter numbers of days"), ("-1", "Enter numbers of days"),
    ("0", "from 1 to 90"), ("91", "from 1 to 90"), ("1,2,3,4,5,6,7", "up to 6"),
])
def test_days_that_are_none_are_told(cast, stan, days, told):
    page = text(stan.post(PAGE, filled(retries=days, part_payments="y")), 422)
    assert told in page and f'value="{days}"' in page
    assert stored(cast, "autopay_retries", "part_payments") == ([1, 3, 7], False)


def test_a_newer_saving_is_told_and_not_lost(cast, stan):
    stan.post(PAGE, filled(part_payments="y"))
    assert "Stan Baker saved this page on" in text(stan.post(PAGE, filled()), 409)
    assert stored(cast, "part_payments") == (True,)
