"""“Copy settings from production” in the sandbox (T3), by staff and by ops (T4)."""

import pytest
from click.testing import CliRunner

from config.database import db
from setup.commands import portico
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile
from tests.setup.pages import messages, text
from tests.setup.test_company_profile import filled as profile_of
from tests.setup.test_portal_setup import PAGE, file, filled
from tests.tenants.test_picture import drawn

COPY = "/setup/sandbox/copy"


@pytest.fixture
def boss(cast, visit):
    return visit("acme-sandbox").at_setup(cast.sandbox_staff)


@pytest.fixture
def production(stan):
    stan.post(PAGE, filled("invoices.notes", tabs=["invoices"], primary_color="#8A1F4E",
                           logo=file(drawn("PNG"))))
    stan.post("/setup/company-profile", profile_of(city="Salem", time_zone="Europe/Berlin"))


def copied(cast):
    with cast.within(cast.sandbox):
        look = db.session.get(PortalSetup, cast.sandbox)
        profile = db.session.get(CompanyProfile, cast.sandbox)
        return (look.primary_color, look.tabs, look.hidden_fields, bool(look.logo_key),
                profile.city, profile.time_zone)


LIKE_PRODUCTION = ("#8A1F4E", ["invoices"], {"invoices": ["notes"]}, True, "Salem",
                   "Europe/Berlin")


def test_it_asks_first_and_says_what_is_overwritten(cast, boss, production):
    asked = text(boss.get(COPY))
    for words in ("It overwrites here:", "Branding", "Tabs on or off", "Company Profile",
                  "http://acme.localhost:8000", "stay as they are"):
        assert words in asked, words
    assert copied(cast)[0] == "#1F4E79"


def test_settings_become_those_of_production_with_the_pictures(cast, boss, production, visit):
    answer = boss.post(COPY)
    assert messages(boss, answer) == ["The settings have been copied from production."]
    assert copied(cast) == LIKE_PRODUCTION
    with cast.within(cast.sandbox):
        logo = db.session.get(PortalSetup, cast.sandbox).logo_key
    assert visit("acme-sandbox").get(f"/branding/{logo}").mimetype == "image/png"
    page = text(visit("acme-sandbox").get("/portal/login"))
    assert "Sandbox: a place to try things out." in page


def test_production_and_strangers_copy_from_nowhere(stan, visit, cast):
    other = visit("initech").at_setup(cast.initech_staff)
    for visitor in (stan, other):
        assert visitor.get(COPY).status_code == 404
        assert visitor.post(COPY).status_code == 404


def test_without_storage_nothing_changes(cast, boss, production, monkeypatch):
    monkeypatch.setitem(cast.app.config, "S3_ENDPOINT_URL", "http://127.0.0.1:9")
    assert "could not be copied" in messages(boss, boss.post(COPY))[0]
    assert copied(cast)[0] == "#1F4E79"


def test_ops_copy_too(cast, production, app_of):
    words = ["tenants", "sandbox", "copy", "acme"]
    done = CliRunner().invoke(portico, words, obj=app_of)
    assert done.exit_code == 0 and "copied to its sandbox" in done.output
    assert copied(cast) == LIKE_PRODUCTION
