"""Alerts of usage limits (P15): at 50, 80 and 100 percent, once each in a period, to who set it."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, select

from billing.people.contact import Contact
from billing.tables.tabs import TABS
from billing.usage import roll_up
from billing.usage.usage import Usage
from billing.usage.usage_event import UsageEvent
from billing.usage.usage_limit import UsageAlert, UsageLimit
from config import clock
from config.database import db
from mailers import usage_alert
from mailers.mail import Mail
from mailers.withdrawn import Withdrawn
from tests.autopay import at
from workers import usage_sums

MAY = date(2031, 5, 10)


@pytest.fixture(autouse=True)
def on(cast):
    """Every tab is on, and nothing was used yet."""
    cast.show(*TABS)
    with cast.within():
        db.session.execute(delete(Usage))
        db.session.execute(delete(UsageEvent))
        roll_up.fold()


def limit(cast, quantity, kind="usage", name="GB", period="month"):
    with cast.within(), clock.travelled(at(MAY, 8)):
        jane = SimpleNamespace(portal_user_id=cast.jane, customer_id="C-1001")
        UsageLimit.put(jane, kind, name, period, Decimal(quantity))
        db.session.commit()


def use(cast, key, amount, day=MAY, **more):
    with cast.within():
        options = {"customer_id": "C-1001", "unit_of_measure": "GB", **more}
        db.session.add(Usage(usage_id=f"X-{key}", date=day, currency="USD",
                             quantity=Decimal(amount), **options))
        db.session.commit()


def told(cast, ops_app, day=MAY):
    """(first day, percent) of what was written on the day, looked at twice."""
    with clock.travelled(at(day, 9)), ops_app.app_context():
        usage_sums.keep()
        usage_sums.keep()
    with cast.within():
        mails = db.session.scalars(select(Mail).where(Mail.template == "usage_alert")).all()
        found = [(each.subject_ids["starts_on"], each.subject_ids["percent"]) for each in mails]
        db.session.execute(delete(Mail))
        db.session.commit()
        return sorted(found)


def test_each_step_is_told_once(cast, ops_app):
    limit(cast, "100")
    steps = []
    for number, amount in enumerate(["49.999", "0.001", "20", "10", "19.99", "0.01", "500"]):
        use(cast, number, amount)
        steps.append([percent for _day, percent in told(cast, ops_app)])
    assert steps == [[], [50], [], [80], [], [100], []]


def test_who_jumps_over_steps_is_told_the_highest(cast, ops_app):
    limit(cast, "10")
    use(cast, 1, "12")
    assert told(cast, ops_app) == [("2031-05-01", 100)]


def test_each_period_begins_anew_and_is_told_late_if_usage_comes_late(cast, ops_app):
    limit(cast, "10")
    use(cast, 1, "6")
    assert told(cast, ops_app) == [("2031-05-01", 50)]
    use(cast, 2, "5", date(2031, 6, 1))
    use(cast, 3, "2.5", date(2031, 5, 31))
    assert told(cast, ops_app, date(2031, 6, 2)) == [("2031-05-01", 80), ("2031-06-01", 50)]
    use(cast, 4, "9", date(2031, 5, 31))
    assert told(cast, ops_app, date(2031, 6, 4)) == []


def test_what_was_before_the_limit_is_not_told(cast, ops_app):
    use(cast, 1, "100", date(2031, 4, 30))
    use(cast, 2, "100", MAY - timedelta(days=1))
    limit(cast, "10", period="day")
    assert told(cast, ops_app) == []


def test_a_limit_that_is_set_anew_tells_anew(cast, ops_app):
    limit(cast, "10")
    use(cast, 1, "12")
    assert len(told(cast, ops_app)) == 1
    limit(cast, "20")
    assert told(cast, ops_app) == [("2031-05-01", 50)]
    with cast.within():
        assert [each.quantity for each in db.session.scalars(select(UsageLimit))] == [20]


@pytest.mark.parametrize("name, found", [("a", 50), ("", 80)])
def test_events_of_a_type_or_of_all(cast, ops_app, name, found):
    limit(cast, "5", "event", name)
    with cast.within():
        db.session.add_all([
            UsageEvent(event_id=f"E-{number}", customer_id="C-1001", event_type=kind,
                       occurred_at=at(MAY, 3)) for number, kind in enumerate("aaab")])
        db.session.commit()
    assert told(cast, ops_app) == [("2031-05-01", found)]


def test_others_usage_counts_for_nobody_else(cast, ops_app):
    limit(cast, "10")
    use(cast, 1, "12", customer_id="C-1002")
    use(cast, 2, "12", unit_of_measure="Hours")
    assert told(cast, ops_app) == []


def test_nobody_is_told_what_they_may_not_see(cast):
    limit(cast, "10")
    with cast.within():
        found = db.session.scalars(select(UsageLimit)).one()
        mail = usage_alert.write(found, MAY, 80)
        assert usage_alert.context(mail)["usage"]["allowed"] == "10"
        key = mail.mail_id
        db.session.commit()
    cast.hide("usages", "quantity")
    with cast.within(), pytest.raises(Withdrawn):
        usage_alert.context(db.session.get(Mail, (cast.acme, key)))
    cast.hide("usages")
    with cast.within():
        db.session.execute(db.update(Contact).where(Contact.portal_user_id == cast.jane)
                           .values(access="Disabled"))
        with pytest.raises(Withdrawn):
            usage_alert.context(db.session.get(Mail, (cast.acme, key)))


def test_of_two_schedulers_one_tells(cast):
    limit(cast, "10")
    with cast.within():
        found = db.session.scalars(select(UsageLimit)).one()
        assert UsageAlert.take(found, MAY, 80) and not UsageAlert.take(found, MAY, 80)
        assert not UsageAlert.take(found, MAY, 50) and UsageAlert.take(found, MAY, 100)
