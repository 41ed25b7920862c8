"""How long the audit log is kept (S13): lines for ten years, where somebody sat for one."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from config import clock
from config.database import db
from tenants import audit
from tenants.audit_entry import AuditEntry
from workers import purge

DAY = timedelta(days=1)


def aged(cast, days, tenant=None):
    """A line of so many days ago, from an address."""
    with cast.within(tenant):
        audit.note("view", "invoice", f"OLD-{days}")
        line = db.session.scalars(select(AuditEntry).order_by(
            AuditEntry.audit_entry_id.desc()).limit(1)).one()
        copy = {column.key: getattr(line, column.key) for column in AuditEntry.__table__.c}
        db.session.rollback()
        del copy["audit_entry_id"]
        db.session.execute(AuditEntry.__table__.insert().values(
            {**copy, "happened_at": clock.now() - days * DAY, "address": "192.0.2.7",
             "user_agent": "Firefox"}))
        db.session.commit()


def kept(cast, tenant=None):
    with cast.within(tenant):
        found = db.session.scalars(select(AuditEntry).where(AuditEntry.record_id.like("OLD-%")))
        return {line.record_id: (line.address, line.user_agent) for line in found}


def test_a_line_stays_ten_years_and_its_address_one(cast, ops, monkeypatch):
    monkeypatch.setattr(purge, "PIECE", 2)
    for days in (1, 360, 370, 1000, 3600, 3700, 4000, 5000):
        aged(cast, days)
    aged(cast, 5000, cast.initech)
    with ops.app_context():
        purge.audit_log()
    seen, blank = ("192.0.2.7", "Firefox"), ("", "")
    assert kept(cast) == {"OLD-1": seen, "OLD-360": seen, "OLD-370": blank, "OLD-1000": blank,
                          "OLD-3600": blank}
    assert kept(cast, cast.initech) == {}


def test_nobody_makes_the_log_age_sooner(cast):
    """The database goes by its own clock, and ages one company's log at a time."""
    aged(cast, 300)
    aged(cast, 5000, cast.initech)
    with clock.travelled(days=20 * 365), cast.within():
        db.session.scalar(text("select age_audit_log(1000)"))
        db.session.commit()
    assert kept(cast) == {"OLD-300": ("192.0.2.7", "Firefox")}
    assert list(kept(cast, cast.initech)) == ["OLD-5000"]


@pytest.mark.parametrize("function", ["struck('{}', '{}')", "erased_pair('[]')"])
def test_the_parts_of_a_redaction_are_nobodys_tools(cast, function):
    with cast.within(), pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text(f"select {function}"))
