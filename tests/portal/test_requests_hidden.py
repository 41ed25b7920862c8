"""What the tenant unticked of subscriptions is not told by requests either (D29)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from billing.people.change_request import ChangeRequest
from billing.tables.tabs import TABS
from config import clock, formats
from config.database import db
from mailers import requested
from mailers.mail import Mail
from tenants import site
from tenants.portal_setup import PortalSetup

SUB = "/portal/subscriptions/SUB-1"
PREVIEW = f"{SUB}/change/preview?quantity.L-1=12"


@pytest.fixture
def hide(cast):
    """Untick fields of subscriptions."""
    last = clock.today("America/New_York") + timedelta(days=5)
    with cast.within():
        db.session.get(Subscription, (cast.acme, "SUB-1")).current_period_end_date = last
        first = db.session.get(SubscriptionLine, (cast.acme, "SUB-1", "L-1"))
        first.product_name, first.charge_name = "Orbit", "Chairs"
        db.session.commit()

    def untick(*fields):
        with cast.within():
            setup = db.session.scalars(select(PortalSetup)).one()
            setup.tabs, setup.allow_subscription_requests = list(TABS), True
            setup.hidden_fields = {"subscriptions": list(fields)}
            db.session.commit()
        site.forget()

    untick()
    return untick


TOLD = {
    "effective_price": ("$12.50", "$150.00"),
    "amount": ("$125.00", "$150.00"),
    "unit_of_measure": ("12 Seats",),
    "billing_period": ("Monthly",),
    "product_name": ("Orbit",),
    "plan_name": ("Team",),
    "charge_name": ("Chairs",),
}


@pytest.mark.parametrize("field", TOLD)
def test_neither_form_nor_preview_tells_a_hidden_field(jane, hide, field):
    assert all(words in jane.get(PREVIEW).text for words in TOLD[field])
    hide(field)
    for path in (f"{SUB}/change", PREVIEW):
        answer = jane.get(path)
        assert answer.status_code == 200
        assert not [words for words in TOLD[field] if words in answer.text]


@pytest.mark.parametrize("field", ["current_period_end_date", "next_invoice_date"])
def test_no_page_tells_a_hidden_period(jane, hide, field):
    last = clock.today("America/New_York") + timedelta(days=5)
    next_one = formats.day(last + timedelta(days=1))
    jane.post(f"{SUB}/change", {"quantity.L-1": "12"})
    assert next_one in jane.get(PREVIEW).text and str(last) in jane.get(f"{SUB}/cancellation").text
    hide("current_period_end_date", "next_invoice_date")
    for path in (PREVIEW, SUB, f"{SUB}/cancellation"):
        page = jane.get(path).text
        assert next_one not in page and str(last) not in page and formats.day(last) not in page
    hide(field)
    assert next_one not in jane.get(PREVIEW).text


def test_hidden_quantities_are_neither_changed_nor_told(cast, jane, hide):
    jane.post(f"{SUB}/change", {"quantity.L-1": "12"})
    hide("quantity")
    for path in (f"{SUB}/change", PREVIEW):
        assert jane.get(path).location == SUB
    page = jane.get(SUB).text
    assert "RQ-1001" in page and "Orbit" not in page.partition("<h2>Requests")[2]


def test_a_hidden_cancellation_date_cannot_be_asked_for(jane, hide):
    hide("cancellation_date")
    assert jane.get(f"{SUB}/cancellation").location == SUB
    assert f"{SUB}/cancellation" not in jane.get(SUB).text


def test_no_mail_to_the_user_tells_a_hidden_field(cast, jane, hide):
    jane.post(f"{SUB}/change", {"quantity.L-1": "12"})
    hide("product_name")
    with cast.within():
        request = db.session.scalars(select(ChangeRequest)).one()
        staff = type("Staff", (), {"staff_id": cast.stan, "name": "Stan Baker"})
        request.accept(staff, request.stamp)
        mail = Mail.write("request_accepted", "jane@atlas.example", request_id="RQ-1001")
        db.session.commit()
        told = requested.answer(mail, "Accepted")["request"]["changes"]
        assert told == [{"field": "Team · Chairs", "before": "10", "after": "12"}]
