from sqlalchemy import select, text

from billing.ledger.invoice import Invoice
from config.database import db


def test_the_cast_owes_what_it_says(cast):
    with cast.within():
        balances = dict(db.session.execute(select(Invoice.invoice_id, Invoice.balance)).all())
    assert balances["INV-1"] == 0
    assert balances["INV-2"] == 30_000
    assert "CANARY-initech-INV" not in balances


def test_services_are_ready(app):
    answer = app.test_client().get("/readyz")
    assert answer.json == {"database": "up", "redis": "up", "storage": "up"}


def test_app_role_cannot_bypass_isolation(app):
    with app.app_context(), db.engine.connect() as connection:
        row = connection.execute(
            text("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        ).one()
    assert tuple(row) == (False, False)
