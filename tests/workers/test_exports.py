"""What a long export does to itself and to others (W1, P12)."""

import pytest
from sqlalchemy import select, update

from billing.tables import export_rows
from billing.tables.export import Export, Overtaken
from config.database import db
from tests.exports import made, rows
from workers import exports


def atlas():
    return db.session.scalars(select(Export).where(Export.customer_id == "C-1001")).one()


def test_the_page_knows_how_many_rows_there_are_before_the_first_is_written(cast, monkeypatch):
    seen = []
    monkeypatch.setattr(export_rows, "REPORTED", 0)
    monkeypatch.setattr(Export, "report", lambda export, done: seen.append(
        (export.rows_total, done)))
    with cast.app.app_context():
        exports.build(cast.acme, str(key(cast)))
    assert seen == [(2, 0), (2, 2)]


def key(cast):
    with cast.within():
        return atlas().export_id


def test_who_was_overtaken_neither_ends_nor_fails_the_export(cast, monkeypatch):
    def overtake(export):
        db.session.execute(update(Export).values(tries=Export.tries + 1))
        db.session.commit()
        export.turn = 1
        export.complete("1/exports/late.xlsx", 1, 1)

    monkeypatch.setattr(exports.export_file, "build", overtake)
    with cast.app.app_context():
        exports.build(cast.acme, str(key(cast)))
    with cast.within():
        assert (atlas().state, atlas().storage_key, atlas().tries) == ("pending", None, 2)
        assert atlas().lease_until is not None


def test_a_report_of_an_export_that_is_over_is_refused(cast):
    with cast.within():
        export = atlas()
        export.begin(5)
        export.state = "failed"
        db.session.commit()
        with pytest.raises(Overtaken):
            export.report(3)


def test_a_store_that_refuses_leaves_no_half_file(cast, monkeypatch):
    monkeypatch.setitem(cast.app.config, "S3_SECRET_ACCESS_KEY", "not the one")
    with cast.app.app_context():
        exports.build(cast.acme, str(key(cast)))
    with cast.within():
        assert (atlas().state, atlas().storage_key) == ("pending", None)
        assert atlas().due_at is not None


def test_a_file_arrives_whole(cast):
    assert len(rows(made(cast, key(cast)))) == 3
