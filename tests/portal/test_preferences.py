"""“Preferences”: a user's own language and time zone (P19, D28)."""

import html
import re
from datetime import datetime, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from flask_babel import force_locale, gettext

from billing.people.portal_user import PortalUser
from billing.tables.export import Export
from config import clock, languages, zones
from config.database import db
from mailers import delivery, password_changed
from tenants import site
from tenants.profile import CompanyProfile
from tests import ledger

HERE = "/portal/account/preferences"
NOON = datetime(2026, 7, 1, 12, 0, tzinfo=timezone.utc)
LATE = datetime(2026, 7, 2, 2, 0, tzinfo=timezone.utc)
BERLIN, EASTERN = "2:00:00\u202fPM CEST", "8:00:00\u202fAM EDT"
SESSIONS = "/portal/account/sessions"


@pytest.fixture(autouse=True)
def spoken(monkeypatch):
    """The languages that Portico is to speak, however many catalogues there are by now."""
    monkeypatch.setattr(languages, "LANGUAGES", ("en", "es", "fr", "de"))


def options(page, name):
    """{value: label} of a select, in its order, and the value that is chosen."""
    select = re.search(rf'<select[^>]*name="{name}".*?</select>', page.text, re.S).group()
    found = re.findall(r'<option([^>]*) value="([^"]*)">([^<]*)<', select)
    labels = {value: html.unescape(label) for _, value, label in found}
    return labels, [value for said, value, _ in found if "selected" in said]


def choose(visitor, language="", time_zone=""):
    return visitor.post(HERE, {"language": language, "time_zone": time_zone})


def language_of(page):
    return re.search(r'<html lang="([^"]*)"', page.text).group(1)


def test_languages_are_offered_under_their_own_names(jane):
    labels, chosen = options(jane.get(HERE), "language")
    assert labels == {"": "As my browser says", "en": "English", "es": "Español",
                      "fr": "Français", "de": "Deutsch"}
    assert chosen == [""]


def test_zones_are_offered_by_part_of_the_world(jane):
    page = jane.get(HERE)
    labels, chosen = options(page, "time_zone")
    assert labels[""] == "As Acme Cloud has it (US Eastern)" and chosen == [""]
    assert set(labels) - {""} <= available_timezones() and len(labels) > 400
    assert labels["Europe/Berlin"] == "Berlin" and labels["America/New_York"] == "New York"
    assert '<optgroup label="Europe">' in page.text


@pytest.mark.parametrize("language", ["en", "es", "fr", "de"])
def test_cities_are_named_in_every_language(language):
    offered = zones.offered(language)
    assert all(city and "_" not in city and "/" not in city for _, _, city in offered)
    assert all(ZoneInfo(name) for _, name, _ in offered)


def test_the_language_takes_effect_at_once_and_stays(jane, visit, cast):
    assert choose(jane, "de").status_code == 302
    page = jane.get(HERE)
    assert language_of(page) == "de" and options(page, "language")[1] == ["de"]
    elsewhere = visit("acme").at_portal(cast.jane)
    told = elsewhere.get("/portal/invoices", headers={"Accept-Language": "fr"})
    assert language_of(told) == "de"


def test_without_a_choice_the_browser_decides_then_the_company(cast, jane):
    german = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}
    assert language_of(jane.get("/portal/invoices", headers=german)) == "de"
    with cast.within():
        db.session.scalars(db.select(CompanyProfile)).one().language = "fr"
        db.session.commit()
    site.forget()
    assert language_of(jane.get("/portal/invoices")) == "fr"
    unknown = {"Accept-Language": "ja"}
    assert language_of(jane.get("/portal/invoices", headers=unknown)) == "fr"
    choose(jane, "es")
    choose(jane, "")
    assert language_of(jane.get("/portal/invoices", headers=german)) == "de"


def test_a_time_of_day_is_told_in_the_users_zone_with_its_name(cast, visit):
    with clock.frozen(NOON):
        jane = visit("acme").at_portal(cast.jane)
        assert EASTERN in jane.get(SESSIONS).text
        choose(jane, "en", "Europe/Berlin")
        assert BERLIN in jane.get(SESSIONS).text and EASTERN not in jane.get(SESSIONS).text
        choose(jane, "en", "Asia/Dubai")
        assert "4:00:00\u202fPM UTC+04" in jane.get(SESSIONS).text
        choose(jane, "en", "")
        assert EASTERN in jane.get(SESSIONS).text


def test_dates_stay_the_companys_whatever_zone_a_user_has(cast, visit):
    """10 p.m. in New York is tomorrow in Berlin, but what is due today is not late yet."""
    with clock.frozen(LATE):
        with cast.within():
            ledger.invoice("INV-9", "C-1001", 5_000, days=-30)
            db.session.commit()
        jane = visit("acme").at_portal(cast.jane)
        before = rows(jane)
        choose(jane, "en", "Europe/Berlin")
        assert rows(jane) == before
    assert "Jul 1, 2026" in before and "All dates are in US Eastern." in before
    assert "Past due" not in before[before.index("INV-9"):].partition("<tr")[0]


def rows(visitor):
    page = visitor.get("/portal/invoices").text
    return page[page.index("<tbody"):page.index("</table>")] + page[page.index("<footer"):]


def test_mails_are_in_the_readers_language_and_zone(cast, jane):
    choose(jane, "de", "Europe/Berlin")
    with clock.frozen(NOON), cast.within():
        mail = password_changed.write(db.session.get(PortalUser, (cast.acme, cast.jane)))
        assert "01.07.2026, 14:00:00 MESZ" in sent(mail)
    choose(jane)
    with clock.frozen(NOON), cast.within():
        mail = password_changed.write(db.session.get(PortalUser, (cast.acme, cast.jane)))
        assert f"Jul 1, 2026, {EASTERN}" in sent(mail)


def sent(mail):
    return delivery.written(mail).get_body(("plain",)).get_content()


def test_exports_are_in_the_users_language(cast, jane):
    choose(jane, "fr")
    jane.post("/portal/exports?table=invoices")
    with cast.within():
        wanted = db.select(Export.language).where(Export.table_key == "invoices")
        assert db.session.scalars(wanted).all() == ["fr"]


@pytest.mark.parametrize(("language", "time_zone", "field"), [
    ("xx", "", "language"), ("", "Mars/Olympus", "time_zone"), ("", "../etc/passwd", "time_zone"),
])
def test_what_was_not_offered_is_refused_at_its_field(cast, jane, language, time_zone, field):
    answer = choose(jane, language, time_zone)
    assert answer.status_code == 422 and f'id="{field}-error"' in answer.text
    assert f'aria-describedby="{field}-error {field}-hint"' in answer.text
    with cast.within():
        login = db.session.get(PortalUser, (cast.acme, cast.jane))
        assert (login.language, login.time_zone) == (None, None)


def test_a_language_that_is_no_longer_spoken_reads_in_english(cast, jane):
    with cast.within():
        db.session.get(PortalUser, (cast.acme, cast.jane)).language = "it"
        db.session.commit()
    assert language_of(jane.get("/portal/invoices")) == "en"


def test_the_news_is_in_the_language_just_chosen(jane):
    choose(jane, "es")
    page = jane.get(HERE)
    with jane.app.test_request_context(), force_locale("es"):
        assert html.escape(gettext("Your preferences have been saved.")) in page.text
