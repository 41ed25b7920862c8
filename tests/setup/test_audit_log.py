"""The audit log's page, its filters, its file, and what lands in it from both doors (S13)."""

import csv
import io
import re

import pytest
from sqlalchemy import select, update

from billing.people import audit_words as words
from billing.people import wished
from billing.people.customer import Customer
from config.database import db
from tenants import actor, audit
from tenants.audit_entry import AuditEntry
from tenants.role import Role
from tests.cast import PASSWORD
from tests.statements import counted, known_tenant


def text(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def told(cast, **wanted):
    with cast.within():
        return db.session.scalars(select(AuditEntry).filter_by(**wanted)).all()


@pytest.fixture
def renamed(cast):
    with cast.within():
        found = db.session.scalars(select(Customer).where(Customer.customer_id == "C-1002")).one()
        found.name = "=HYPERLINK(evil)"
        db.session.commit()


def test_the_newest_stands_first(stan, renamed):
    page = text(stan.get("/setup/audit-log"))
    first = page.split("<tbody>")[1].split("</tr>")[0]
    assert "Changed" in first and "C-1002" in first and "Portico" in first


def test_no_neighbours_line_is_listed(stan):
    assert "Nothing found" in text(stan.get("/setup/audit-log?q=CANARY-initech"))


@pytest.mark.parametrize("query, found", [
    ("customer=C-1002&q=hyperlink", 1), ("customer=C-1001&q=hyperlink", 0),
    ("verb=change&q=hyperlink", 1), ("verb=create&q=hyperlink", 0),
    ("kind=customer&record=C-1002&q=hyperlink", 1), ("kind=role&record=C-1002", 0),
    ("q=hyperlink", 1), ("q=hyper%25", 0), ("person=nobody-of-this-name", 0),
    ("q=hyperlink&from=2020-01-01", 1), ("q=hyperlink&to=2020-01-01", 0),
])
def test_filters(stan, renamed, query, found):
    assert text(stan.get(f"/setup/audit-log?{query}")).count("/setup/audit-log/") == found


def test_jobs_and_commands_are_named_in_the_readers_language(stan, cast):
    with cast.within():
        for name in (*words.JOBS, "portico tenants rename"):
            with actor.working(name):
                audit.note("view", "invoice", name)
        db.session.commit()
    page = stan.get("/setup/audit-log", headers={"Accept-Language": "de"}).text
    who = re.findall(r"<small>([^<]+)</small>", page)
    assert "Befehl: portico tenants rename" in who and "Automatische Zahlung" in who
    assert not set(words.JOBS) & set(re.findall(r"<bdi>Portico</bdi><small>([^<]+)</small>", page))


def test_a_day_that_is_none_is_told(stan):
    answer = stan.get("/setup/audit-log?from=yesterday")
    assert answer.status_code == 422 and "Please enter a day" in answer.get_data(as_text=True)


@pytest.mark.parametrize("cursor", ["x", "eyJ", "WyJtIiwiMjAyNi0wMS0wMVQwMDowMDowMCIsIngiLDBd"])
def test_a_cursor_that_is_none(stan, cursor):
    assert stan.get(f"/setup/audit-log?before={cursor}").status_code == 404


def test_pages_hold_every_line_once(stan, cast):
    with cast.within():
        for n in range(2 * wished.PAGE + 7):
            audit.note("view", "invoice", f"P-{n:03}")
        db.session.commit()
    seen, address = [], "/setup/audit-log?q=P-"
    while address:
        page = text(stan.get(address))
        seen += re.findall(r"<bdi>(P-\d+)</bdi>", page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older and "/setup/audit-log" + older[1].replace("&amp;", "&")
    assert seen == sorted(seen, reverse=True) and len(seen) == 2 * wished.PAGE + 7


def test_a_page_takes_as_many_statements_for_many_lines(stan, cast, monkeypatch):
    counts = []
    with known_tenant(monkeypatch):
        text(stan.get("/setup/audit-log"))
        for more in (1, 60):
            with cast.within():
                for n in range(more):
                    audit.note("view", "invoice", f"Q-{n}")
                db.session.commit()
            counts.append(counted(lambda: text(stan.get("/setup/audit-log"))))
    assert counts[0] == counts[1] <= 4


def test_one_line_tells_before_and_after(stan, renamed, cast):
    line = told(cast, verb="change", record_id="C-1002")[-1]
    page = text(stan.get(f"/setup/audit-log/{line.audit_entry_id}"))
    assert "What changed" in page and "<bdi>=HYPERLINK(evil)</bdi>" in page
    assert f"<bdi>{line.changes['name'][0]}</bdi>" in page


def test_the_file_holds_what_the_filter_shows_and_no_formula(stan, renamed, cast):
    answer = stan.get("/setup/audit-log.csv?customer=C-1002&q=hyperlink")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert len(rows) == 2 and rows[1][6] == "C-1002"
    assert told(cast, verb="export fetched", record_kind="audit_entry")[0].actor == "Stan Baker"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_cell_is_never_a_formula(cell):
    from billing.people.audit_file import harmless

    assert harmless(cell) == f"'{cell}" and harmless("a=1") == "a=1"


def test_a_filter_of_no_day_has_no_file(stan):
    assert stan.get("/setup/audit-log.csv?from=x").status_code == 404


def test_staff_without_the_right_see_neither_entry_nor_page(cast, visit):
    with cast.within():
        db.session.execute(update(Role).values(rights={"Customers": ["List", "View"]}))
        db.session.commit()
    vera = visit("acme").at_setup(cast.vera)
    assert "Audit Log" not in text(vera.get("/setup/customers"))
    for path in ("/setup/audit-log", "/setup/audit-log.csv", "/setup/audit-log/1"):
        assert vera.get(path).status_code == 403


def test_who_may_only_list_reads_no_details(cast, visit):
    with cast.within():
        db.session.execute(update(Role).values(rights={"Setup": ["List"]}))
        db.session.commit()
    vera = visit("acme").at_setup(cast.vera)
    page = text(vera.get("/setup/audit-log"))
    assert "/setup/audit-log/" not in page and ".csv" not in page
    assert vera.get("/setup/audit-log.csv").status_code == 403


def test_portal_users_come_and_go(cast, visit):
    jane = visit("acme")
    sent = {"email": "jane@atlas.example", "password": "wrong"}
    jane.post("/portal/login", sent)
    jane.post("/portal/login", {**sent, "password": PASSWORD})
    jane.post("/portal/sign-out")
    failed, = told(cast, verb="sign in failed")
    assert failed.facts["email"] == "jane@atlas.example" and failed.actor_kind == "visitor"
    assert "wrong" not in str(failed.facts) and failed.address == "127.0.0.1"
    came, = told(cast, verb="sign in")
    assert (came.actor_kind, came.actor) == ("portal user", "jane@atlas.example")
    assert told(cast, verb="sign out")[0].actor_id == str(cast.jane)


def test_what_is_typed_for_an_address_is_kept_only_if_it_is_one(cast, visit):
    visit("acme").post("/portal/login", {"email": "my-secret-password", "password": "x"})
    failed, = told(cast, verb="sign in failed")
    assert "email" not in failed.facts


def test_a_customers_look_at_an_invoice_is_noted(cast, jane):
    jane.get("/portal/invoices")
    jane.head("/portal/invoices/INV-1")
    assert not told(cast, verb="view")
    jane.get("/portal/invoices/INV-1")
    jane.get("/portal/invoices/INV-1.pdf")
    jane.get("/portal/invoices/CANARY-B-INV")
    assert [(line.record_id, line.customer_id, line.actor) for line in told(cast, verb="view")] == [
        ("INV-1", "C-1001", "jane@atlas.example")]
    assert [line.record_id for line in told(cast, verb="pdf")] == ["INV-1"]


def test_all_invoices_at_once_are_noted_as_one(cast, jane):
    jane.get("/portal/invoices.zip")
    line, = told(cast, verb="export fetched")
    assert (line.record_kind, line.customer_id) == ("invoice", "C-1001") and line.facts["count"]


def test_staff_who_change_access_are_named(stan, cast):
    stan.post("/setup/customers/C-1001/contacts/CT-1/disable", environ_base={
        "REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": "Firefox/140"})
    line, = told(cast, verb="change", record_kind="contact", record_id="CT-1")
    assert (line.actor_kind, line.actor) == ("staff", "Stan Baker")
    assert line.changes["access"] == ["Enabled", "Disabled"]
    assert (line.address, line.user_agent) == ("192.0.2.7", "Firefox/140")
