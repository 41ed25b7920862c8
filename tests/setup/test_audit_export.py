"""The audit log as a file: at once where it is short, by a worker where it is long (S13)."""

import csv
import io
import re
import tracemalloc
from datetime import datetime

import openpyxl
import pytest
from sqlalchemy import select

from billing.people import audit_file, audit_log
from billing.people.audit_export import AuditExport
from config import clock, shelf
from config.database import db
from tenants import audit
from tenants.audit_entry import AuditEntry
from workers import audit_exports

FILTER = {"kind": "invoice", "q": "X-"}


def text(answer, status=200):
    assert answer.status_code == status
    return answer.get_data(as_text=True)


@pytest.fixture
def lines(cast):
    """Seven lines of invoices, the last of which a spreadsheet might take for a formula."""
    with cast.within():
        for n in range(6):
            audit.note("view", "invoice", f"X-{n}")
        audit.note("view", "invoice", "=HYPERLINK(X-evil)", url="https://evil.example/?X-")
        db.session.commit()


@pytest.fixture
def short_patience(monkeypatch):
    """A reader may wait for five lines."""
    monkeypatch.setattr(audit_log, "AT_ONCE", 5)


def sheet(body):
    return list(openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True))


def asked(stan, kind="xlsx"):
    answer = stan.post("/setup/audit-log/exports", {**FILTER, "format": kind})
    assert answer.status_code == 302
    return answer.location


def build(cast, address):
    with cast.app.app_context():
        audit_exports.build(cast.acme, address.rpartition("/")[2])


def export(cast, address):
    with cast.within():
        return db.session.scalars(select(AuditExport).where(
            AuditExport.audit_export_id == address.rpartition("/")[2])).one()


def test_excel_holds_what_the_filter_shows_as_text(stan, lines):
    answer = stan.get("/setup/audit-log.xlsx?kind=invoice&q=X-")
    assert "audit-log-" in answer.headers["Content-Disposition"]
    head, *body = sheet(answer.data)
    assert head[0] == "Time (UTC)" and len(body) == 7
    assert isinstance(body[0][0], datetime) and body[0][0] >= body[-1][0]
    assert body[0][6] == "=HYPERLINK(X-evil)"
    cells = openpyxl.load_workbook(io.BytesIO(answer.data)).active["G2":"G2"][0]
    assert cells[0].data_type == "s" and cells[0].hyperlink is None


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_one_is_asked_for(stan, lines, short_patience, kind):
    answer = stan.get(f"/setup/audit-log.{kind}?kind=invoice&q=X-")
    assert answer.location == f"/setup/audit-log/exports/{kind}?kind=invoice&q=X-"
    page = text(stan.get(answer.location))
    assert "more than 5 lines" in page and 'name="q" value="X-"' in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_worker_makes_it_whole(stan, cast, lines, short_patience, kind):
    address = asked(stan, kind)
    assert "Your file is next in line." in text(stan.get(address))
    assert stan.get(f"{address}/file").status_code == 404
    build(cast, address)
    assert "7 rows" in text(stan.get(address))
    assert stan.get(f"{address}/file").status_code == 302
    key = export(cast, address).storage_key
    with cast.within():
        body = shelf.read(key)
    rows = sheet(body) if kind == "xlsx" else list(csv.reader(io.StringIO(body.decode())))
    assert len(rows) == 8 and [row[6] for row in rows[2:]] == [f"X-{n}" for n in range(5, -1, -1)]


def test_asking_and_fetching_are_noted(stan, cast, lines):
    address = asked(stan)
    build(cast, address)
    stan.get(f"{address}/file")
    with cast.within():
        told = db.session.execute(select(AuditEntry.verb, AuditEntry.actor).filter_by(
            record_kind="audit_entry").order_by(AuditEntry.audit_entry_id)).all()
    assert told == [("export asked", "Stan Baker"), ("export fetched", "Stan Baker")]


def test_it_is_whose_asked_for_it(stan, cast, lines, visit):
    address = asked(stan)
    build(cast, address)
    with cast.within():
        export_id = address.rpartition("/")[2]
        db.session.execute(db.update(AuditExport).where(
            AuditExport.audit_export_id == export_id).values(staff_id=cast.vera))
        db.session.commit()
    for path in (address, f"{address}/file"):
        assert stan.get(path).status_code == 404


def test_the_page_lists_ones_own_files(stan, cast, lines):
    address = asked(stan)
    assert address in text(stan.get("/setup/audit-log"))
    with clock.travelled(days=8):
        stan.at_setup(cast.stan)
        assert address not in text(stan.get("/setup/audit-log"))


def test_after_a_week_there_is_no_file(stan, cast, lines):
    address = asked(stan)
    build(cast, address)
    with clock.travelled(days=8):
        stan.at_setup(cast.stan)
        assert "The week of this file is over." in text(stan.get(address))
        assert stan.get(f"{address}/file").status_code == 404


def test_a_third_one_waits_its_turn(stan, cast):
    asked(stan), asked(stan)
    answer = stan.post("/setup/audit-log/exports", {"format": "csv"})
    assert "Two of your files are being made." in text(stan.get(answer.location))
    with cast.within():
        assert len(db.session.scalars(select(AuditExport)).all()) == 2


@pytest.mark.parametrize("sent", [{"format": "exe"}, {}, {"format": "csv", "from": "yesterday"}])
def test_what_is_no_wish_makes_no_file(stan, sent):
    assert stan.post("/setup/audit-log/exports", sent).status_code == 404


def test_trouble_is_told_after_the_third_try(stan, cast, monkeypatch):
    address = asked(stan)
    monkeypatch.setitem(cast.app.config, "S3_ENDPOINT_URL", "http://127.0.0.1:1")
    for hours in range(3):
        with clock.travelled(hours=hours):
            build(cast, address)
    assert export(cast, address).state == "failed"
    assert "could not be made" in text(stan.get(address))


def test_memory_holds_one_batch(cast, monkeypatch, tmp_path):
    """Ten times as many lines take no more of it."""
    monkeypatch.setattr(audit_log, "BATCH", 50)
    peaks = []
    for count in (200, 2000):
        with cast.within():
            db.session.execute(AuditEntry.__table__.insert(), [
                audit.entry("view", "invoice", f"M-{n}", facts={"of": "x" * 500})
                for n in range(count)])
            db.session.commit()
        with cast.within():
            tracemalloc.start()
            audit_file.write(tmp_path / "log", "csv", audit_log.Wish({"q": "M-"}).all(10**6))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
    assert re.search("M-1999", (tmp_path / "log").read_text())
