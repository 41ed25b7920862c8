"""What customers look at is noted, once each, and nobody waits for the log (S13)."""

import pytest
from sqlalchemy import select, text

from billing.ledger.attachment import Attachment
from billing.tables.tabs import TABS
from config.database import db
from tenants import site
from tenants.audit_entry import AuditEntry
from tenants.portal_setup import PortalSetup


@pytest.fixture
def open_tabs(cast):
    with cast.within():
        db.session.execute(db.update(PortalSetup).values(tabs=list(TABS)))
        db.session.commit()
        file = db.session.scalar(
            select(Attachment.attachment_id).where(Attachment.invoice_id == "INV-1"))
    site.forget()
    return {"file": file}


def told(cast):
    """(verb, kind, id, customer) of each look, in their order."""
    with cast.within():
        query = select(AuditEntry.verb, AuditEntry.record_kind, AuditEntry.record_id,
                       AuditEntry.customer_id).where(AuditEntry.actor_kind == "portal user")
        return [tuple(row) for row in db.session.execute(query.order_by(
            AuditEntry.audit_entry_id))]


LOOKS = [
    ("/portal/invoices/INV-1", ("view", "invoice", "INV-1", "C-1001")),
    ("/portal/invoices/INV-1.pdf", ("pdf", "invoice", "INV-1", "C-1001")),
    ("/portal/payments/PAY-1/receipt.pdf", ("pdf", "payment", "PAY-1", "C-1001")),
    ("/portal/credits/CR-1.pdf", ("pdf", "credit", "CR-1", "C-1001")),
    ("/portal/statements/ST-1.pdf", ("pdf", "statement", "ST-1", "C-1001")),
    ("/portal/invoices.zip", ("export fetched", "invoice", "", "C-1001")),
    ("/portal/invoices/INV-1/attachments/{file}", ("download", "attachment", "{file}", "C-1001")),
]


@pytest.mark.parametrize("path, line", LOOKS, ids=[path for path, _ in LOOKS])
def test_each_look_is_noted_once(cast, jane, open_tabs, path, line):
    assert jane.get(path.format(**open_tabs)).status_code in (200, 302)
    assert told(cast) == [tuple(part.format(**open_tabs) for part in line)]


@pytest.mark.parametrize("path", [path for path, _ in LOOKS])
@pytest.mark.parametrize("headers", [
    {"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"},
    {"Range": "bytes=1000-2000"}, "HEAD",
], ids=str)
def test_what_is_no_look_is_not_noted(cast, jane, open_tabs, path, headers):
    if headers == "HEAD":
        jane.head(path.format(**open_tabs))
    else:
        jane.get(path.format(**open_tabs), headers=headers)
    assert told(cast) == []


@pytest.mark.parametrize("path", [
    "/portal/invoices/CANARY-B-INV", "/portal/invoices/INV-4.pdf",
    "/portal/payments/PAY-2/receipt.pdf", "/portal/invoices/INV-1/attachments/987654",
])
def test_what_was_not_shown_was_not_looked_at(cast, jane, open_tabs, path):
    assert jane.get(path).status_code == 404
    assert told(cast) == []


def test_the_beginning_of_a_file_is_a_look(cast, jane, open_tabs):
    jane.get("/portal/invoices/INV-1.pdf", headers={"Range": "bytes=0-"})
    assert [line[0] for line in told(cast)] == ["pdf"]


def test_nobody_waits_for_the_log(cast, jane):
    """The line is written when the answer has gone."""
    answer = jane.get("/portal/invoices/INV-1", buffered=False)
    assert answer.status_code == 200 and told(cast) == []
    answer.get_data()
    answer.close()
    assert len(told(cast)) == 1


@pytest.fixture
def no_log(owner):
    """The log takes nothing, for as long as the test lasts."""
    with owner.begin() as line:
        line.execute(text("revoke insert on audit_entry from portico_app"))
    yield
    with owner.begin() as line:
        line.execute(text("grant insert on audit_entry to portico_app"))


def test_trouble_with_the_log_spoils_no_answer(cast, jane, no_log):
    assert "INV-1" in jane.get("/portal/invoices/INV-1").text
    assert told(cast) == []


@pytest.mark.parametrize("path", [
    "/portal", "/portal/invoices", "/portal/payments", "/portal/invoices?sort=-total"])
def test_lists_are_no_looks(cast, jane, path):
    jane.get(path)
    assert told(cast) == []


def test_a_childs_invoice_is_noted_as_the_childs(cast, jane, open_tabs):
    from billing.people.customer import Customer

    with cast.within():
        db.session.execute(db.update(Customer).where(Customer.customer_id == "C-1002").values(
            parent_customer="C-1001", portal_enabled=True))
        db.session.commit()
    assert jane.get("/portal/invoices/CANARY-B-INV.pdf").status_code == 200
    assert told(cast) == [("pdf", "invoice", "CANARY-B-INV", "C-1002")]
