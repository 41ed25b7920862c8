"""One English word that stands for several things is told as what it means each time."""

import pytest
from flask import g
from flask_babel import gettext as _
from markupsafe import Markup

from billing.ledger.credit import Credit
from billing.people import request_words
from billing.tables.credits import WORDS
from billing.tables.invoices import STATUSES
from config.database import db
from config.languages import P_, vocabulary

KNOWN = {"credit\x04Applied": {"es": "Aplicada", "fr": "Imputé", "de": "Verrechnet"},
         "credit\x04Reversed": {"es": "Anulada", "fr": "Annulé", "de": "Storniert"},
         "credit\x04Open": {"es": "Disponible", "fr": "Ouvert", "de": "Offen"},
         "request\x04Declined": {"es": "Rechazada", "fr": "Refusée", "de": "Abgelehnt"},
         "Applied": {"es": "Aplicado", "fr": "Imputé", "de": "Verrechnet"},
         "Reversed": {"es": "Anulada", "fr": "Annulée", "de": "Storniert"},
         "Declined": {"es": "Rechazado", "fr": "Refusé", "de": "Abgelehnt"}}


@pytest.mark.parametrize("message", KNOWN)
def test_each_language_has_its_word(app, message):
    for language, word in {**KNOWN[message], "en": message.rpartition("\x04")[2]}.items():
        with app.test_request_context():
            g.locale = language
            assert (_(message), vocabulary(language)(message)) == (word, Markup(word))


def test_a_meaning_that_no_catalogue_knows_is_not_shown(app):
    for language in ("en", "fr"):
        assert vocabulary(language)(P_("nothing", "Unheard of")) == "Unheard of"


def test_credits_and_requests_are_told_apart_from_invoices_and_payments():
    assert WORDS["Reversed"] == P_("credit", "Reversed")
    assert "Reversed" in [choice.label for choice in STATUSES]
    assert request_words.LOOKS["Declined"][0] == P_("request", "Declined")


@pytest.mark.parametrize(
    "language, word", [("fr", "Annulé"), ("es", "Anulada"), ("en", "Reversed")])
def test_a_credits_page_list_filter_and_paper_say_it(cast, visit, language, word):
    with cast.within():
        db.session.get_one(Credit, (cast.acme, "CR-1")).status = "Reversed"
        db.session.commit()
    jane = visit("acme").at_portal(cast.jane)
    head = {"Accept-Language": language}
    for address in ("/portal/credits/CR-1", "/portal/credits?status=Reversed",
                    "/portal/filter/credits?status=Open",
                    "/portal/exports/new?table=credits&status=Reversed"):
        page = jane.get(address, headers=head)
        assert page.status_code == 200 and word in page.text, address
        assert "\x04" not in page.text and "Annulée" not in page.text
