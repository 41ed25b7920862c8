"""Pay Now links and invoice mails in the hands of staff (D12, M12)."""

import re

from sqlalchemy import select

from config.database import db
from mailers.mail import Mail
from tenants.audit_entry import AuditEntry
from tests.setup.pages import due, messages, text
from workers import money_notices

HERE = "/setup/customers/C-1001/invoices/INV-2"


def link(stan):
    return re.search(r'href="http://[^/]+(/portal/pay-now/[^"]+)"', text(stan.get(HERE)))[1]


def test_staff_revoke_the_link_and_the_page_shows_the_next_one(cast, stan, visit):
    first = link(stan)
    assert visit("acme").get(first).status_code == 200
    assert "Revoke Pay Now link" in text(stan.get(f"{HERE}/pay-now/revocation"))
    assert "no longer work" in messages(stan, stan.post(f"{HERE}/pay-now/revocation"))[0]
    assert visit("acme").get(first).status_code == 410
    assert visit("acme").get(link(stan)).status_code == 200
    with cast.within():
        found = select(AuditEntry).filter_by(actor="Stan Baker", verb="change")
        line = db.session.scalars(found).one()
        assert (line.record_id, line.changes) == ("INV-2", {"pay_now_version": [1, 2]})


def test_a_template_that_is_tried_gives_no_link_away(cast, stan):
    words = {"subject": "S", "html": "<p>{{ pay_now_url }}", "text": "{{ pay_now_url }}",
             "enabled": "on", "stamp": "0.0", "record": "INV-2"}
    page = text(stan.post("/setup/templates/invoice/en/preview", words))
    assert "/portal/pay-now/INV-2024-0917." in page and "/portal/pay-now/INV-2." not in page


def test_a_draft_has_no_link(stan):
    draft = HERE.replace("INV-2", "INV-4")
    assert "/portal/pay-now/" not in text(stan.get(draft))
    assert messages(stan, stan.post(f"{draft}/pay-now/revocation")) == [
        "Invoice 'INV-4' is a draft or reversed, so it has no Pay Now link."]


def test_what_staff_mail_is_not_mailed_again_by_itself(cast, stan):
    here = HERE.replace("INV-2", "INV-3")
    assert "Mail invoice" in text(stan.get(here))
    stan.post(f"{here}/mail")
    assert "Send again" in text(stan.get(here))
    with cast.app.app_context():
        money_notices.invoices()
    assert [each for each in due(cast) if each[0] == "invoice"] == [
        ("invoice", "jane@atlas.example")]
    with cast.within():
        assert db.session.scalars(select(Mail)).one().subject_ids == {"invoice_id": "INV-3"}
