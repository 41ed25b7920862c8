"""The pool never carries a tenant over, whatever ends a unit of work (A3).

A mutant that sets the tenant for the session, as a plain SET would, must fail the same check.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from billing.ledger.invoice import Invoice
from billing.people.portal_user import PortalVisit
from config.database import db
from tenants import isolation
from tenants.current import as_tenant
from tests.guards.identities import visit

THREADS, POOL = 6, 3
PLAIN_SET = text("select set_config('app.tenant_id', :tenant, false)")
invoice = Invoice.__table__


class Traffic:
    """Units of work of two tenants in turn; `wrong` is told of every row that is not theirs."""

    def __init__(self, app, cast):
        users = {cast.acme: cast.jane, cast.initech: cast.initech_user}
        self.app, self.wrong = app, []
        self.secrets = {each: visit(cast, each, PortalVisit, user) for each, user in users.items()}
        self.hosts = {cast.acme: "acme", cast.initech: "initech"}
        self.keys = {cast.acme: "acme-key", cast.initech: "CANARY-initech-key"}
        self.kinds = (self.page, self.program, self.job, self.commit, self.failure, self.forgetful)

    def run(self, units):
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(self.work, range(THREADS), repeat(units // THREADS)))
        return self.wrong

    def work(self, seed, units):
        dice = random.Random(seed)
        for _ in range(units):
            kind, tenant_id = dice.choice(self.kinds), dice.choice(list(self.hosts))
            found = kind(tenant_id)
            if found != {tenant_id}:
                self.wrong.append((kind.__name__, tenant_id, found))

    def get(self, tenant_id, path, headers):
        base = f"http://{self.hosts[tenant_id]}.localhost:8000"
        client = self.app.test_client(use_cookies=False)
        return self.owners(client.get(path, base_url=base, headers=headers).text)

    def owners(self, page):
        """The tenants whose invoices a page shows."""
        marks = {"INV-2": "acme", "CANARY-initech-INV": "initech"}
        shown = {host for mark, host in marks.items() if mark in page}
        return {tenant_id for tenant_id, host in self.hosts.items() if host in shown}

    def page(self, tenant_id):
        cookie = {"Cookie": f"portal={self.secrets[tenant_id]}"}
        return self.get(tenant_id, "/portal/invoices", cookie)

    def program(self, tenant_id):
        key = {"Authorization": f"Bearer {self.keys[tenant_id]}"}
        return self.get(tenant_id, "/api/v1/invoices", key)

    def job(self, tenant_id):
        with self.app.app_context(), as_tenant(tenant_id):
            return rows()

    def commit(self, tenant_id):
        """Each transaction of a unit is the tenant's, after a commit as before."""
        with self.app.app_context(), as_tenant(tenant_id):
            before = rows()
            db.session.commit()
            after = rows()
            db.session.commit()
            return before | after

    def failure(self, tenant_id):
        """An error in the middle, of Python or of SQL."""
        try:
            with self.app.app_context(), as_tenant(tenant_id):
                found = rows()
                db.session.execute(text("select 1 / (select 0)"))
        except DBAPIError:
            return found

    def forgetful(self, tenant_id):
        """A path that sets no tenant is answered by an error, so by nobody's rows."""
        try:
            with self.app.app_context():
                return rows() | {"answered"}
        except DBAPIError:
            return {tenant_id}


def rows():
    return set(db.session.scalars(select(invoice.c.tenant_id)))


@pytest.mark.parametrize(
    "units", [600, pytest.param(50_000, marks=[pytest.mark.full, pytest.mark.timeout(3600)])],
    ids=["quick", "full"])
def test_no_row_goes_to_the_wrong_tenant(pooled, cast, units):
    assert Traffic(pooled(POOL), cast).run(units) == []


def test_a_plain_set_would_be_noticed(pooled, cast, monkeypatch):
    monkeypatch.setattr(isolation, "SET_TENANT", PLAIN_SET)
    assert any(kind == "forgetful" for kind, *_ in Traffic(pooled(POOL), cast).run(600))
