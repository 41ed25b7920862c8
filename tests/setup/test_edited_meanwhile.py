"""Two of staff edit the same record: who saved second is told who, when and what (A9)."""

from datetime import datetime, timezone

import pytest

from config import clock
from config.database import db
from tenants.role import Role
from tests.cast import staff
from tests.setup.pages import contact, customer, messages, text
from tests.setup.test_customers_edit import stamp

DORA, TOM = "/setup/customers/C-1004", "/setup/customers/C-1001/contacts/CT-9"
NOON = datetime(2030, 5, 7, 16, 5, tzinfo=timezone.utc)  # 12:05 in US Eastern
SAID = ("Olga Weber saved this page on May 7, 2030, 12:05:00\u202fPM EDT, after you had opened it."
        " What you entered is below and not saved yet.")


@pytest.fixture
def olga(cast, visit):
    """Another administrator."""
    with cast.within():
        role = db.session.scalar(db.select(Role).where(Role.name == "Administrator"))
        key = staff("olga@acme.example", "Olga Weber", role)
        db.session.commit()
    return visit("acme").at_setup(key)


def account(visitor, **more):
    page = text(visitor.get(f"{DORA}/edit"))
    return {"stamp": stamp(page), "name": "Delta Holding", "status": "Active", "currency": "USD",
            "billing_contact_id": "CT-4", "mail_wanted": "y", "edit_auto_pay": "y",
            "credit_enabled": "y", "ach_enabled": "y", **more}


def person(visitor, **more):
    page = text(visitor.get(f"{TOM}/edit"))
    return {"stamp": stamp(page), "display_name": "Tom Reed", "email": "tom@atlas.example",
            "first_name": "Tom", "last_name": "Reed", "portal_role": "Payer",
            "portal_allowed": "y", **more}


def test_an_account_saved_twice(cast, stan, olga):
    with clock.frozen(NOON):
        stan.at_setup(cast.stan), olga.at_setup(olga_id(cast))
        mine = account(stan, name="Mine", payment_terms="30 days", mail_wanted="")
        messages(olga, olga.post(f"{DORA}/edit", account(
            olga, name="Theirs", billing_contact_id="", status="Inactive")))
        page = text(stan.post(f"{DORA}/edit", mine), 422)
    assert SAID in page and 'value="Mine"' in page and 'value="30 days"' in page
    for both in ("Stands now: Theirs. Yours: Mine", "Stands now: –. Yours: 30 days",
                 "Stands now: None. Yours: Dora Hill", "Stands now: Inactive. Yours: Active",
                 "Stands now: Yes. Yours: No"):
        assert both in page, both
    with cast.within():
        assert customer("C-1004").name == "Theirs"
    again = stan.post(f"{DORA}/edit", {**mine, "stamp": stamp(page)})
    assert messages(stan, again) == ["Customer 'Mine' has been saved."]


def olga_id(cast):
    with cast.within():
        return db.session.scalar(db.text("select max(staff_id) from staff"))


def test_a_contact_saved_twice(cast, stan, olga):
    with clock.frozen(NOON):
        stan.at_setup(cast.stan), olga.at_setup(olga_id(cast))
        mine = person(stan, phone="+1 555")
        messages(olga, olga.post(f"{TOM}/edit", person(olga, phone="+49 30", portal_role="Viewer")))
        page = text(stan.post(f"{TOM}/edit", mine), 422)
    assert SAID in page and 'value="+1 555"' in page
    assert "Stands now: +49 30. Yours: +1 555" in page
    assert "Stands now: Viewer. Yours: Payer" in page
    with cast.within():
        assert contact("CT-9").phone == "+49 30"


def test_another_contact_became_the_billing_contact_meanwhile(cast, stan, olga):
    with clock.frozen(NOON):
        stan.at_setup(cast.stan), olga.at_setup(olga_id(cast))
        mine = person(stan, billing="y")
        messages(olga, olga.post(f"{TOM}/edit", person(olga, billing="y")))
        page = text(stan.post(f"{TOM}/edit", {**mine, "billing": ""}), 422)
    assert SAID in page and "Stands now: Yes. Yours: No" in page


def test_nobody_is_named_where_nobody_is_known(cast, stan):
    mine = account(stan, name="Mine")
    with cast.within():
        customer("C-1004").name = "Theirs"
        db.session.commit()
    page = text(stan.post(f"{DORA}/edit", mine), 422)
    assert "Somebody else has saved this meanwhile." in page
