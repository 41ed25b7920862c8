"""Past due since midnight in the tenant's zone, everywhere and at once (P1, D28)."""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from billing.ledger.invoice import Invoice
from config import clock
from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile
from tests.billing.documents.reading import Pages

EASTERN, LORD_HOWE, BERLIN = "America/New_York", "Australia/Lord_Howe", "Europe/Berlin"
LAST_DAYS = (
    (EASTERN, "2026-03-08"),  # 23 hours
    (EASTERN, "2026-11-01"),  # 25 hours
    (EASTERN, "2026-01-31"),  # a month ends
    (EASTERN, "2027-12-31"),  # a year ends, in UTC five hours before
    (EASTERN, "2028-02-28"),  # the leap day follows
    (LORD_HOWE, "2026-04-05"),  # half an hour more
    (LORD_HOWE, "2026-10-04"),  # half an hour less
    (LORD_HOWE, "2026-12-31"),  # a year ends, in UTC eleven hours after
    (BERLIN, "2026-03-29"),
    (BERLIN, "2028-02-29"),
    ("Africa/Cairo", "2026-04-23"),  # the next day begins at one o'clock
    ("Pacific/Kiritimati", "2026-06-30"),  # 14 hours ahead
)
PATHS = {
    "header": ("/portal/credits", "of it past due $90.00"),
    "list": ("/portal/invoices", 'class="pill pastdue"'),
    "filter by past due": ("/portal/invoices?status=Past+due", ">CW-1<"),
    "record page": ("/portal/invoices/CW-1", 'class="pill pastdue"'),
    "days of the record page": ("/portal/invoices/CW-1", "1 day past due"),
}
ONLY_BEFORE = {
    "filter by posted": ("/portal/invoices?status=Posted", ">CW-1<"),
    "due today": ("/portal/invoices/CW-1", "Due today"),
}


class Castor:
    """Castor Works with one bill, its payer Jane and acme's Stan, who all look at a moment."""

    def __init__(self, cast, visit):
        self.cast, self.visit = cast, visit

    def owes(self, zone, due):
        with self.cast.within():
            db.session.scalars(select(CompanyProfile)).one().time_zone = zone
            db.session.scalars(select(PortalSetup)).one().tabs = [
                "invoices", "credits", "statements"]
            db.session.add(Invoice(
                invoice_id="CW-1", customer_id="C-1003", invoice_date=due - timedelta(30),
                due_date=due, currency="USD", subtotal=9_000, invoice_tax=0,
                invoice_amount=9_000, paid_amount=0, status="Posted"))
            db.session.commit()
        site.forget()

    def look(self, moment):
        """Which places say that the bill is past due, and which that it is not."""
        with clock.frozen(moment):
            jane = self.visit("acme").at_portal(self.cast.jane)
            jane.post("/portal/company", {"customer_id": "C-1003"})
            found = {name for name, (path, text) in (PATHS | ONLY_BEFORE).items()
                     if text in jane.get(path).text}
            stan = self.visit("acme").at_setup(self.cast.stan)
            if "of it past due" in stan.get("/setup/customers/C-1003").text:
                found.add("setup")
            if "Past due" in Pages(jane.get("/portal/invoices/CW-1.pdf").data).pages[0]:
                found.add("PDF")
            return found | self.aged(jane)

    def aged(self, jane):
        answer = jane.post("/portal/statements",
                           {"template_name": "Open Item", "period": "this-month"})
        page = jane.get(answer.location).text
        return {name for name in ("Current", "1–30 days")
                if f'data-l="{name}">$90.00' in page}


@pytest.mark.parametrize(("zone", "last"), LAST_DAYS)
def test_past_due_begins_at_midnight_of_the_zone(cast, visit, zone, last):
    due = date.fromisoformat(last)
    castor = Castor(cast, visit)
    castor.owes(zone, due)
    midnight = datetime.combine(due + timedelta(1), time.min, ZoneInfo(zone))
    midnight = midnight.astimezone(timezone.utc)
    assert castor.look(midnight - timedelta(microseconds=1)) == {*ONLY_BEFORE, "Current"}
    assert castor.look(midnight) == {*PATHS, "setup", "PDF", "1–30 days"}


def test_a_day_of_the_zone_begins_once_and_ends_once():
    """Every half hour of a year: days follow each other, none is left out or comes twice."""
    for zone in (EASTERN, LORD_HOWE, "Africa/Cairo"):
        moment, days = datetime(2026, 1, 1, tzinfo=timezone.utc), []
        while moment.year < 2027:
            with clock.frozen(moment):
                today = clock.today(zone)
            if not days or days[-1] != today:
                days.append(today)
            moment += timedelta(minutes=30)
        assert days == [days[0] + timedelta(number) for number in range(len(days))], zone
