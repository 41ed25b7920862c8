"""Each ring of isolation holds alone: context, ORM, database (architecture, A2)."""

from contextlib import contextmanager
from dataclasses import replace
from itertools import product

import psycopg
import pytest
from sqlalchemy import delete, event, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from config.database import db
from tenants import isolation
from tenants.current import as_tenant
from tenants.isolation import NoTenant, TenantSwitched
from tests.guards.table import TABLE
from tests.guards.test_isolation_matrix import READS, read_all, tell, told

pytestmark = pytest.mark.timeout(300)
HOOKS = {"do_orm_execute": isolation.filter_by_tenant, "before_flush": isolation.refuse_foreign}
INVOICES = [route for route in TABLE if route.safe and "/invoices" in route.rule]
invoice = Invoice.__table__


@contextmanager
def without(hooks):
    """The ORM's ring switched off; the database still learns of the tenant."""
    for name, hook in hooks.items():
        event.remove(Session, name, hook)
    try:
        yield
    finally:
        for name, hook in hooks.items():
            event.listen(Session, name, hook)


@contextmanager
def without_policies(owner):
    """The database's ring switched off on the tables that invoices are read from."""
    switch(owner, "disable")
    try:
        yield
    finally:
        switch(owner, "enable")


def switch(owner, word):
    with owner.begin() as connection:
        for table in ("invoice", "customer"):
            connection.execute(text(f"alter table {table} {word} row level security"))


@pytest.mark.parametrize("neighbours", [("initech",), pytest.param(None, marks=pytest.mark.full)],
                         ids=["initech", "everybody"])
def test_without_the_orms_ring_the_database_leaks_nothing(walk, neighbours):
    """The rings are between companies: one stands for all in the quick run."""
    walk.comparing = False
    with without(HOOKS):
        read_all(walk, neighbours)
    assert not walk.faults, told(walk.faults)
    tell(walk, "reads without the ORM's ring")


def test_without_both_rings_the_walk_finds_the_leak(walk, town):
    """So that a guard that had stopped looking would be noticed."""
    walk.comparing = False
    with without(HOOKS), without_policies(town.owner):
        for route in INVOICES:
            walk.abroad(route, "program", "initech")
    assert any("canary-initech" in fault for fault in walk.faults)


def test_a_page_that_forgets_the_customer_is_found(walk, monkeypatch):
    def unscoped(self, record, key):
        return db.first_or_404(select(record).where(record.__mapper__.primary_key[1] == key))

    monkeypatch.setattr(Customer, "find_of_family", unscoped)
    for route, neighbour in product(INVOICES, ("bruno", "initech")):
        if route.slots:
            walk.abroad(route, "jane", neighbour)
    assert any("bruno: the answer holds “canary”" in fault for fault in walk.faults)
    assert not any("initech" in fault for fault in walk.faults)


def test_the_guard_reads_every_page(walk):
    assert len(READS) > 40 and set(walk.identities) >= {"jane", "stan", "program", "anonymous"}


ORM = {
    "select": lambda: db.session.scalars(select(Invoice)).all(),
    "get": lambda: db.session.get(Invoice, (1, "INV-1")),
    "update": lambda: db.session.execute(update(Invoice).values(notes="x")),
    "delete": lambda: db.session.execute(delete(Invoice)),
    "column": lambda: db.session.execute(select(Invoice.notes)).all(),
    "join": lambda: db.session.execute(select(Customer).join(Invoice, Invoice.customer_id
                                                             == Customer.customer_id)).all(),
    "add": lambda: (db.session.add(Customer(customer_id="X", name="X", currency="USD")),
                    db.session.flush()),
}
BENEATH = {
    "count": lambda: db.session.scalar(select(db.func.count()).select_from(Invoice)),
    "Core select": lambda: db.session.execute(select(invoice)).all(),
    "Core update": lambda: db.session.execute(update(invoice).values(notes="x")),
    "Core delete": lambda: db.session.execute(delete(invoice)),
    "Core insert": lambda: db.session.execute(
        insert(Customer.__table__).values(tenant_id=1, customer_id="X", name="X", currency="USD")),
    "text": lambda: db.session.execute(text("select * from invoice")).all(),
    "connection": lambda: db.session.connection().exec_driver_sql("select * from invoice").all(),
}


@pytest.mark.parametrize("ask", ORM.values(), ids=ORM)
def test_the_orm_refuses_to_ask_for_nobody(town, ask):
    with town.app.app_context(), pytest.raises(NoTenant):
        ask()


@pytest.mark.parametrize("used", [False, True], ids=["fresh", "used"])
@pytest.mark.parametrize("ask", BENEATH.values(), ids=BENEATH)
def test_the_database_refuses_to_answer_nobody(town, ask, used):
    """A connection that served a tenant before answers nobody just as little."""
    with town.app.app_context():
        db.engine.dispose()
        if used:
            with as_tenant(town.cast.acme):
                db.session.execute(select(Invoice)).all()
        with pytest.raises(DBAPIError):
            ask()


def test_a_bare_driver_is_refused_too(town, migrated):
    address = migrated["DATABASE_URL"].replace("+psycopg", "", 1)
    with psycopg.connect(address) as connection, pytest.raises(psycopg.Error):
        connection.execute("select * from invoice")


@pytest.mark.parametrize("rings", [{}, HOOKS], ids=["all rings", "the database alone"])
def test_nobody_writes_into_another_tenant(town, rings):
    stranger = {"tenant_id": town.cast.initech, "customer_id": "X", "name": "X", "currency": "USD"}
    with without(rings), town.cast.within(), pytest.raises((TenantSwitched, DBAPIError)):
        db.session.add(Customer(**stranger))
        db.session.flush()
    with town.cast.within(), pytest.raises(DBAPIError, match="row-level security"):
        db.session.execute(insert(Customer.__table__).values(**stranger))
    with town.cast.within(), pytest.raises(DBAPIError, match="row-level security"):
        db.session.execute(update(invoice).values(tenant_id=town.cast.initech))


def test_nothing_of_a_neighbour_is_changed_beneath_the_orm(town, everything):
    before = everything()
    theirs = invoice.c.tenant_id == town.cast.initech
    with town.cast.within():
        for statement in (update(invoice).where(theirs).values(notes="x"),
                          delete(invoice).where(theirs)):
            assert db.session.execute(statement).rowcount == 0
        db.session.commit()
    assert everything() == before


def test_a_record_cannot_belong_to_a_neighbours_customer(town):
    """C-7001 exists, in other tenants: a foreign key of one column would find it."""
    with town.cast.within(), pytest.raises(IntegrityError, match="fk_invoice"):
        db.session.execute(update(invoice).values(customer_id="C-7001"))


def test_an_id_that_a_neighbour_has_is_free(town):
    with town.cast.within():
        db.session.add(Customer(customer_id="C-7001", name="Ours", currency="USD"))
        db.session.flush()
        db.session.rollback()


def test_a_unit_of_work_keeps_its_tenant(town):
    with town.cast.within() as site, pytest.raises(TenantSwitched):
        assert site.subdomain == "acme"
        isolation.enter(replace(site, tenant_id=3))


def test_a_tenant_within_a_tenant_has_a_session_of_its_own(town):
    with town.cast.within():
        ours = db.session.get(Customer, (town.cast.acme, "C-1001"))
        with as_tenant(town.cast.initech):
            theirs = db.session.scalars(select(Customer).order_by(Customer.customer_id)).first()
            assert theirs.name == "CANARY-initech customer"
        assert ours.name == "Atlas Orion"
        assert db.session.scalar(text("select current_setting('app.tenant_id')")) == "1"
