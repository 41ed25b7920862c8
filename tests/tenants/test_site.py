"""What pages know of a tenant: kept for a second, forgotten on a change (T1)."""

from dataclasses import FrozenInstanceError

import pytest

from config.database import db
from tenants import site
from tenants.current import as_tenant
from tenants.isolation import NoTenant
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile
from tests.statements import counted, known_tenant


def test_a_site_is_found_by_its_label_alone(cast, app):
    with app.app_context():
        assert site.find("acme").tenant_id == cast.acme
        assert site.find("acme-sandbox").sandbox and not site.find("acme").sandbox
        for label in ("", "nosuch", "ACME", "acme ", "acm_", "%", "1"):
            assert site.find(label) is None


def test_it_tells_the_tenants_settings_and_addresses(cast, app):
    with app.app_context():
        found = site.find("initech")
    assert (found.name, found.time_zone) == ("Initech CANARY", "Europe/Berlin")
    with app.app_context():
        assert found.base_url == "http://initech.localhost:8000"
    assert found.accent_url == "/branding/accent-1f4e79.css"
    assert found.logo_url is None and found.terms_url is None
    assert found.portal_open
    with pytest.raises(FrozenInstanceError):
        found.tenant_id = cast.acme


def test_a_page_costs_no_statement_for_its_tenant(cast, app, monkeypatch):
    with app.app_context(), known_tenant(monkeypatch):
        site.find("acme")
        assert counted(lambda: site.find("acme")) == 0
        site.find("nosuch")
        assert counted(lambda: site.find("nosuch")) == 0


def test_a_change_shows_after_a_second_elsewhere_and_at_once_where_it_is_forgotten(
    cast, app, monkeypatch
):
    with app.app_context(), known_tenant(monkeypatch):
        assert site.find("acme").support_email == "support@acme.example"
        with cast.within():
            db.session.get(CompanyProfile, cast.acme).support_email = "new@acme.example"
            db.session.commit()
        assert site.find("acme").support_email == "support@acme.example"
        later = site.time.monotonic() + site.KEPT_SECONDS + 0.1
        monkeypatch.setattr(site.time, "monotonic", lambda: later)
        assert site.find("acme").support_email == "new@acme.example"


def test_terms_show_only_when_the_company_wants_them(cast, app):
    with cast.within():
        profile = db.session.get(CompanyProfile, cast.acme)
        profile.terms_address = "https://acme.example/terms"
        db.session.commit()
        assert site.of(cast.acme).terms_url is None
        profile.show_terms = True
        db.session.commit()
        assert site.of(cast.acme).terms_url == "https://acme.example/terms"


def test_a_portal_is_open_when_both_switches_are(cast, app):
    with cast.within():
        db.session.get(PortalSetup, cast.acme).enabled = False
        db.session.commit()
    with app.app_context():
        assert not site.of(cast.acme).portal_open


def test_unknown_labels_do_not_fill_the_memory(cast, app):
    with app.app_context():
        for number in range(10_050):
            site._kept[f"junk{number}"] = (0, None)
        site.find("acme")
    assert len(site._kept) < 100


def test_work_for_a_tenant_that_is_gone_is_refused(cast, app):
    with app.app_context():
        with pytest.raises(NoTenant):
            site.of(987)
        with pytest.raises(NoTenant), as_tenant(987):
            pass
