"""Of many exports asked for at the same moment no more are made than one after the other (P12)."""

from threading import Thread

from sqlalchemy import select, update

from billing.tables.export import MOST_AT_ONCE, Export
from config.database import db


def rush(visitors, address):
    threads = [Thread(target=visitor.post, args=[address.format(number)])
               for number, visitor in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def pending(cast):
    with cast.within():
        mine = select(Export.export_id).where(Export.portal_user_id == cast.jane)
        return db.session.scalars(mine.where(Export.state == "pending")).all()


def test_asked_for_at_once(cast, visit):
    with cast.within():
        db.session.execute(update(Export).values(state="failed"))
        db.session.commit()
    visitors = [visit("acme").at_portal(cast.jane) for _ in range(8)]
    rush(visitors, "/portal/exports?table=invoices&balance.min={}")
    assert len(pending(cast)) == MOST_AT_ONCE


def test_the_same_asked_for_at_once_is_one(cast, visit):
    visitors = [visit("acme").at_portal(cast.jane) for _ in range(8)]
    before = len(pending(cast))
    rush(visitors, "/portal/exports?table=credits")
    assert len(pending(cast)) == before + 1


def test_tried_again_all_together(cast, jane):
    with cast.within():
        for table_key in ("invoices", "payments", "credits", "usages", "statements"):
            db.session.add(Export(customer_id="C-1001", portal_user_id=cast.jane,
                                  table_key=table_key, state="failed"))
        db.session.execute(update(Export).values(state="failed"))
        db.session.commit()
        mine = select(Export.export_id).where(Export.portal_user_id == cast.jane)
        every = db.session.scalars(mine).all()
    for export_id in every:
        jane.post(f"/portal/exports/{export_id}/retry")
    assert len(pending(cast)) == MOST_AT_ONCE
