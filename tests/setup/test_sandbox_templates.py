"""“Copy settings from production” takes the mail templates too, to be taken back (T3, S7)."""

import re

import pytest
from click.testing import CliRunner
from sqlalchemy import text as sql

from config.database import db
from mailers.own_template import OwnTemplate
from mailers.sending import Sending
from setup.commands import portico
from tests.setup.pages import text
from tests.setup.test_mail_templates import LIST, RECEIPT, RESET, save
from tests.setup.test_sandbox_copy import COPY, boss  # noqa: F401

GERMAN = f"{LIST}/invoice/de"
KEYS = ("api_key", "staff", "customer", "contact", "gateway_account", "payment_method", "role")


@pytest.fixture
def production(stan):
    save(stan, subject="Ours {{ payment.payment_id }}", reply_to="bills@acme.example",
         bcc="books@acme.example")
    save(stan, GERMAN, subject="Rechnung")


def worded(cast, template, language="en"):
    with cast.within(cast.sandbox):
        return [(each.number, each.origin, each.subject, each.saved_by)
                for each in OwnTemplate.versions(template, language)]


def sent(cast, template):
    with cast.within(cast.sandbox):
        found = Sending.of(template)
        return found.enabled, found.reply_to, found.copies


def rows(cast, owner, tables):
    with owner.begin() as connection:
        connection.execute(sql(f"set app.tenant_id = {cast.sandbox}"))
        known = connection.scalars(sql("select table_name from information_schema.tables"))
        known = set(known)
        return {table: connection.execute(sql(f"select * from {table} order by 2")).all()
                for table in tables if table in known}


def test_the_page_names_the_templates_that_change(boss, production):  # noqa: F811
    asked = text(boss.get(COPY))
    assert "Mail templates: subject, bodies, reply-to address, BCC" in asked
    assert "<li>Payment Receipt (English)</li>" in asked
    assert "<li>Invoice (Deutsch)</li>" in asked and "<li>Reset Password" not in asked
    boss.post(COPY)
    again = text(boss.get(COPY))
    assert "At present they say the same." in again and "Payment Receipt" not in again


def test_words_come_as_a_version_more(cast, boss, production):  # noqa: F811
    save(boss, subject="Tried out")
    boss.post(COPY)
    copied, before = worded(cast, "payment_receipt")
    assert copied == (2, "copied", "Ours {{ payment.payment_id }}", "CANARY-sandbox staff")
    assert before[:3] == (1, "written", "Tried out")
    assert worded(cast, "invoice", "de")[0][:3] == (1, "copied", "Rechnung")
    assert sent(cast, "payment_receipt") == (True, "bills@acme.example", ["books@acme.example"])
    page = text(boss.get(f"{RECEIPT}/versions"))
    assert "Copied from production" in page


def test_they_can_be_taken_back(cast, boss, production):  # noqa: F811
    save(boss, subject="Tried out")
    boss.post(COPY)
    after = re.search('name="after" value="([^"]+)"', text(boss.get(f"{RECEIPT}/versions/1")))[1]
    boss.post(f"{RECEIPT}/versions/1/restore", {"after": after})
    assert worded(cast, "payment_receipt")[0][1:3] == ("restored", "Tried out")


def test_what_production_leaves_to_portico_is_left_here_too(cast, boss, production):  # noqa: F811
    save(boss, RESET, subject="Another", reply_to="sand@acme.example")
    boss.post(COPY)
    assert [each[1] for each in worded(cast, "reset_password")] == ["reset", "written"]
    assert sent(cast, "reset_password") == (True, "", [])


def test_a_copy_of_the_same_changes_nothing(cast, boss, production):  # noqa: F811
    boss.post(COPY)
    boss.post(COPY)
    assert len(worded(cast, "payment_receipt")) == 1


def test_keys_staff_and_customers_stay_their_own(cast, boss, production, owner):  # noqa: F811
    before = rows(cast, owner, KEYS)
    assert {"api_key", "staff", "customer", "contact"} <= before.keys() and before["staff"]
    boss.post(COPY)
    assert rows(cast, owner, KEYS) == before


def test_production_stays_as_it_is(cast, boss, production):  # noqa: F811
    save(boss, subject="Tried out")
    boss.post(COPY)
    with cast.within():
        assert [each.number for each in OwnTemplate.versions("payment_receipt", "en")] == [1]
        assert db.session.scalar(db.select(Sending.number)) == 1


def test_ops_copy_templates_too(cast, production, app_of):
    words = ["tenants", "sandbox", "copy", "acme"]
    done = CliRunner().invoke(portico, words, obj=app_of)
    assert done.exit_code == 0, done.output
    assert worded(cast, "payment_receipt")[0][1:] == (
        "copied", "Ours {{ payment.payment_id }}", "ops")
