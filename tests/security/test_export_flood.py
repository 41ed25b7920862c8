"""Impatience makes no work for everybody else: one export of a tab at a time (P12)."""

from sqlalchemy import select

from billing.tables.export import Export
from config.database import db
from tests.exports import asked


def of_invoices():
    return db.session.scalars(select(Export).where(Export.table_key == "invoices")).one()


def test_the_same_export_asked_for_again_is_the_one_under_way(jane, cast):
    assert len({asked(jane, "invoices") for _ in range(5)}) == 1
    with cast.within():
        assert of_invoices().state == "pending"


def test_another_tab_or_another_reader_has_its_own(jane, cast, visit):
    bruno = visit("acme").at_portal(cast.bruno)
    assert len({asked(jane, "invoices"), asked(jane, "payments"), asked(bruno, "invoices")}) == 3


def test_a_finished_one_is_made_anew(jane, cast):
    first = asked(jane, "invoices")
    with cast.within():
        of_invoices().complete("1/exports/x.xlsx", 1, 1)
        db.session.commit()
    assert asked(jane, "invoices") != first
