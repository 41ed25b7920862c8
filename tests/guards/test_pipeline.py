"""The safety checks of config.pipeline: statements of one implicit transaction, a pool of one."""

from contextlib import closing

import psycopg
import pytest

from billing.people.portal_user import PortalVisit
from billing.people.visitor import opening
from config import pipeline
from config.database import db
from config.line import Line
from tests.guards.identities import visit

READ = ("select tenant_id, invoice_id from invoice", ())
TABLES = ("invoice", "portal_visit", "customer")


@pytest.fixture
def one(pooled):
    return pooled(1)


@pytest.fixture
def secrets(cast):
    """A running visit at each of two tenants, by tenant id."""
    users = {cast.acme: cast.jane, cast.initech: cast.initech_user}
    return {each: visit(cast, each, PortalVisit, user) for each, user in users.items()}


def get(app, subdomain, secret, path="/portal/invoices"):
    return app.test_client(use_cookies=False).get(
        path, base_url=f"http://{subdomain}.localhost:8000", headers={"Cookie": f"portal={secret}"})


def assert_nothing_lingers(app, cast, secrets):
    """The only connection of either pool knows no tenant, gives no rows, serves the next page."""
    with app.app_context():
        for engine in (pipeline.at_once(), db.engine):
            with closing(engine.raw_connection()) as borrowed:
                assert_bare(borrowed.driver_connection)
    assert get(app, "acme", secrets[cast.acme]).status_code == 200


def assert_bare(connection):
    for name in ("app.tenant_id", "app.customer_id", "app.family"):
        left = connection.execute("select current_setting(%s, true)", (name,)).fetchone()
        assert left[0] in (None, "", "{}")
    connection.rollback()
    for table in TABLES:
        with pytest.raises(psycopg.Error):
            connection.execute(f"select * from {table}")
        connection.rollback()


def test_two_tenants_in_turn_see_their_own_400_times(one, cast, secrets):
    for _ in range(200):
        ours = get(one, "acme", secrets[cast.acme])
        theirs = get(one, "initech", secrets[cast.initech])
        assert (ours.status_code, theirs.status_code) == (200, 200)
        assert "INV-2" in ours.text and "CANARY" not in ours.text
        assert "CANARY-initech-INV" in theirs.text and "INV-2" not in theirs.text
    assert_nothing_lingers(one, cast, secrets)


def test_a_visit_means_nothing_on_another_tenants_host(one, cast, secrets):
    answer = get(one, "initech", secrets[cast.acme])
    assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/portal/login")
    assert get(one, "nosuch", secrets[cast.acme]).status_code == 404
    assert_nothing_lingers(one, cast, secrets)


def test_all_statements_are_one_transaction_of_the_opening(one, cast, secrets):
    xid = ("select pg_current_xact_id()::text as xid", ())
    with one.app_context():
        opened, first, rows, last = pipeline.read(
            opening(cast.acme, secrets[cast.acme]), xid, READ, xid)
    assert len(opened) == 1 and first == last
    assert {row["tenant_id"] for row in rows} == {cast.acme}
    assert_nothing_lingers(one, cast, secrets)


def test_without_a_visit_later_statements_find_nothing(one, cast, secrets):
    with one.app_context():
        assert pipeline.read(opening(cast.acme, "no such secret"), READ) == [[], []]
    assert_nothing_lingers(one, cast, secrets)


def test_without_an_opening_nothing_can_be_read(one, cast, secrets):
    with one.app_context(), pytest.raises(psycopg.Error):
        pipeline.read(READ)
    assert_nothing_lingers(one, cast, secrets)


BAD = {
    "an error of SQL": ("select 1 / (select 0)", ()),
    "a value that has no place in SQL": ("select %s", (object(),)),
    "a statement that is none": ("selekt", ()),
    "a killed backend": ("select pg_terminate_backend(pg_backend_pid())", ()),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_after_a_failure_nothing_lingers(one, cast, secrets, bad):
    with one.app_context(), pytest.raises(psycopg.Error):
        pipeline.read(opening(cast.acme, secrets[cast.acme]), bad, READ)
    assert_nothing_lingers(one, cast, secrets)


def test_after_an_error_between_sending_and_reading_nothing_lingers(one, cast, secrets):
    with one.app_context(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Line, "results", lambda line: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            pipeline.read(opening(cast.acme, secrets[cast.acme]), READ)
    assert_nothing_lingers(one, cast, secrets)


def test_an_error_after_the_fetch_leaves_nothing(one, cast, secrets):
    def fail():
        pipeline.read(opening(cast.acme, secrets[cast.acme]), READ)
        raise RuntimeError("after the fetch")

    one.add_url_rule("/fail", "fail", fail)
    assert get(one, "acme", secrets[cast.acme], "/fail").status_code == 500
    assert_nothing_lingers(one, cast, secrets)


def test_a_backend_killed_between_pages_costs_no_later_page(one, cast, secrets, migrated):
    assert get(one, "acme", secrets[cast.acme]).status_code == 200
    with one.app_context():
        ((backend,),) = pipeline.read(("select pg_backend_pid() as pid", ()))
    kill(migrated, backend["pid"])
    assert get(one, "acme", secrets[cast.acme]).status_code == 200
    assert_nothing_lingers(one, cast, secrets)


def kill(environment, pid):
    address = environment["DATABASE_URL"].replace("+psycopg", "", 1)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("select pg_terminate_backend(%s, 2000)", (pid,))


def test_the_end_of_a_read_ends_what_its_opening_said(one, cast, secrets):
    with one.app_context(), closing(pipeline.at_once().raw_connection()) as borrowed:
        line = pipeline.line_of(borrowed)
        assert line.read([opening(cast.acme, secrets[cast.acme]), READ])[1]
        with pytest.raises(psycopg.Error):
            line.read([READ])
    assert_nothing_lingers(one, cast, secrets)
