"""Mails and files of workers: what is put into them is in the reader's language too (P19)."""

import io

import openpyxl
import pytest

from billing.people.portal_user import PortalUser
from billing.tables import export_file
from billing.tables.export import Export
from billing.tables.tabs import TABS
from config import shelf
from config.database import db
from mailers import delivery, envelope
from mailers.reader import write_for
from tenants import site
from tenants.profile import CompanyProfile
from tests.languages import pseudo
from tests.languages.visible import untranslated
from tests.mailers.test_letters import WRITTEN

SAID_BY_PEOPLE = {"command", "asked_by", "note", "reason"}


@pytest.fixture
def german(cast):
    """Jane has chosen German, and acme speaks it with whoever chose nothing."""
    with cast.within():
        db.session.get(PortalUser, (cast.acme, cast.jane)).language = pseudo.LANGUAGE
        db.session.scalars(db.select(CompanyProfile)).one().language = pseudo.LANGUAGE
        db.session.commit()
    site.forget()
    with pseudo.spoken(cast.app):
        yield cast


def texts(value, name=""):
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in texts(item, key)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item, name)]
    return [str(value)] if value and name not in SAID_BY_PEOPLE else []


@pytest.mark.parametrize("template", WRITTEN)
def test_what_a_mail_tells_is_in_the_readers_language(german, template):
    with german.within():
        mail = WRITTEN[template][0]()
        write_for(mail.recipient)
        told = texts(delivery.LETTERS[template].context(mail)) + [str(envelope.sender())]
    assert [(text, words) for text in told if (words := untranslated(text))] == []


@pytest.mark.parametrize("table", TABS)
def test_a_file_is_in_the_language_of_who_asked_for_it(german, table):
    with german.within():
        export = Export(customer_id="C-1001", portal_user_id=german.jane, table_key=table,
                        language=pseudo.LANGUAGE)
        db.session.add(export)
        db.session.commit()
        export_file.build(export)
        book = openpyxl.load_workbook(io.BytesIO(shelf.read(export.storage_key)))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    told = [*book.sheetnames, *(value for value in cells if isinstance(value, str))]
    assert len(told) > 5
    assert [(text, words) for text in told if (words := untranslated(text))] == []
