"""Many rows at once: exact values, shared dates, known keys, and no way round isolation."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import ProgrammingError

from billing.people.customer import Customer
from billing.usage.usage import Usage
from config import clock
from config.database import db
from tenants import bulk
from tenants.isolation import SET_TENANT, NoTenant

COLUMNS = ["usage_id", "customer_id", "date", "quantity", "currency", "cost", "custom_fields"]


def rows(count, first=0):
    day, exact = date(2026, 2, 3), Decimal("0.000000145300000")
    for number in range(first, first + count):
        yield f"B-{number}", "C-1001", day, exact, "USD", None, '{"a": [1]}'


def test_every_value_arrives_exact(cast):
    with cast.within():
        assert bulk.insert(Usage, COLUMNS, rows(1)) == 1
        usage = db.session.scalar(select(Usage).where(Usage.usage_id == "B-0"))
        assert str(usage.quantity) == "1.45300000E-7"
        assert (usage.cost, usage.date, usage.custom_fields) == (None, date(2026, 2, 3), {"a": [1]})
        assert abs(usage.created_date - clock.now()).total_seconds() < 60


def test_batches_of_any_number(cast, monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 7)
    with cast.within():
        before = count(Usage)
        assert bulk.insert(Usage, COLUMNS, rows(0)) == 0
        assert bulk.insert(Usage, COLUMNS, rows(20)) == 20
        assert count(Usage) == before + 20


def test_a_known_key_is_an_error_unless_asked_to_skip(cast):
    with cast.within():
        bulk.insert(Usage, COLUMNS, rows(3))
        assert bulk.insert(Usage, COLUMNS, rows(5), skip_known=True) == 2
        with pytest.raises(Exception, match="pk_usage"):
            bulk.insert(Usage, COLUMNS, rows(1))


def test_rows_are_the_tenant_s_alone(cast):
    with cast.within():
        bulk.insert(Usage, COLUMNS, rows(3))
        db.session.commit()
    with cast.within(cast.initech):
        assert db.session.scalar(select(Usage).where(Usage.usage_id == "B-0")) is None


def test_a_neighbour_s_table_cannot_be_written(cast):
    with cast.within():
        db.session.execute(SET_TENANT, {"tenant": str(cast.initech)})
        with pytest.raises(ProgrammingError, match="row-level security"):
            bulk.insert(Usage, COLUMNS, rows(1))


def test_without_a_tenant_nothing_is_written(app):
    with app.app_context(), pytest.raises(NoTenant):
        bulk.insert(Customer, ["customer_id"], [["C-1"]])


def count(record):
    return db.session.scalar(select(func.count()).select_from(record))
