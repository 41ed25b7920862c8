from sqlalchemy import select

from billing.tables import export_file
from billing.tables.export import Export
from config.database import db


def asked(cast, jane, key="usages"):
    """The id of an export that Jane asked for."""
    answer = jane.post(f"/portal/exports?table={key}")
    assert answer.status_code == 302
    return answer.location.rpartition("/")[2]


def made(cast, export_id):
    with cast.within():
        export_file.build(db.session.scalar(select(Export).where(Export.export_id == export_id)))
        db.session.commit()


def test_the_page_follows_the_export_and_hands_out_the_file(cast, jane):
    export_id = asked(cast, jane)
    assert "http-equiv" in jane.get(f"/portal/exports/{export_id}").text
    assert jane.get(f"/portal/exports/{export_id}/file").status_code == 404
    made(cast, export_id)
    assert "/file" in jane.get(f"/portal/exports/{export_id}").text
    address = jane.get(f"/portal/exports/{export_id}/file").location
    assert "X-Amz-Signature" in address and "X-Amz-Expires=300" in address


def test_another_user_finds_nothing(cast, jane, visit):
    export_id = asked(cast, jane)
    made(cast, export_id)
    bruno = visit("acme").at_portal(cast.bruno)
    assert bruno.get(f"/portal/exports/{export_id}").status_code == 404
    assert bruno.get(f"/portal/exports/{export_id}/file").status_code == 404


def test_a_mailed_link_asks_for_sign_in_first(cast, jane, visit):
    export_id = asked(cast, jane)
    answer = visit("acme").get(f"/portal/exports/{export_id}")
    assert "/portal/login?next=" in answer.location


def test_unknown_tables_are_refused(jane):
    assert jane.post("/portal/exports?table=staff").status_code == 404
