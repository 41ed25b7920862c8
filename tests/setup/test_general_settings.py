"""General Settings: the portal's switch (S2) and what ops are asked for (D10, T8)."""

from datetime import timedelta

from config.database import db
from tenants import site
from tenants.portal_setup import PortalSetup
from tenants.tenant import Tenant
from tests.setup.pages import due, messages, text

PAGE, OFF, ON = (f"/setup/general-settings{path}" for path in ("", "/closing", "/opening"))
ASK = "/setup/general-settings/requests/"


def enabled(cast):
    with cast.within():
        return db.session.get(PortalSetup, cast.acme).enabled


def allow(ops_app, cast, on):
    with ops_app.app_context():
        db.session.get(Tenant, cast.acme).portal_available = on
        db.session.commit()
    site.forget()


def test_the_page_has_the_switch_under_its_name(stan):
    page = text(stan.get(PAGE))
    assert "<h2 id=\"portal-settings\">Portal Settings</h2>" in page
    assert "Customer Billing Portal" in page and 'role="switch" aria-checked="true"' in page
    assert 'href="/setup/portal-setup"' in page and "http://acme.localhost:8000/portal" in page


def test_switching_off_says_how_many_lose_access(cast, stan, jane):
    asked = text(stan.get(OFF))
    assert "Switch the Customer Billing Portal off?" in asked
    assert "2 people lose access at their next click." in asked and enabled(cast)
    assert "portal is off" in messages(stan, stan.post(OFF))[0].lower()
    assert not enabled(cast)
    assert "Customer Portal is not enabled" in text(jane.get("/portal/invoices"), 404)
    assert "support@acme.example" in text(jane.get("/portal/login"), 404)
    assert messages(stan, stan.post(ON)) == ["The Customer Billing Portal is on."]
    assert "Atlas Orion" in text(jane.get("/portal/invoices"))


def test_portal_setup_is_reachable_only_while_it_is_on(stan):
    stan.post(OFF)
    assert 'href="/setup/portal-setup"' not in text(stan.get(PAGE))
    for ask, address in ((stan.get, "/setup/portal-setup"), (stan.post, "/setup/portal-setup"),
                         (stan.get, "/setup/portal-setup/preview")):
        assert messages(stan, ask(address)) == ["Switch on the Customer Billing Portal first."]


def test_what_ops_have_not_allowed_is_asked_for_once_a_day(cast, ops_app, stan, monkeypatch):
    allow(ops_app, cast, False)
    page = text(stan.get(PAGE))
    assert ">Request the Customer Portal for your organization</button>" in page
    assert "aria-checked" not in page
    stan.post(ON)
    assert messages(stan, stan.post(f"{ASK}portal")) == ["Your request has been sent."]
    assert due(cast) == [("ops_request", "ops@localhost")]
    assert "Request the Customer Portal" not in text(stan.get(PAGE))
    assert "within the last day" in messages(stan, stan.post(f"{ASK}portal"))[0]
    assert len(due(cast)) == 1
    monkeypatch.setattr("tenants.portal_setup.PATIENCE", timedelta(0))
    stan.post(f"{ASK}portal")
    assert len(due(cast)) == 2


def test_who_has_it_need_not_ask(cast, stan, visit):
    assert stan.post(f"{ASK}portal").status_code == 404
    assert stan.post(f"{ASK}sandbox").status_code == 404
    assert stan.post(f"{ASK}money").status_code == 404
    page = text(stan.get(PAGE))
    assert "http://acme-sandbox.localhost:8000/portal" in page and "Request the" not in page
    assert due(cast) == []


def test_a_company_without_a_sandbox_asks_for_one(cast, visit):
    boss = visit("initech").at_setup(cast.initech_staff)
    assert "Request the Sandbox for your organization" in text(boss.get(PAGE))
    assert messages(boss, boss.post(f"{ASK}sandbox")) == ["Your request has been sent."]


def test_who_may_only_look_changes_nothing(cast, visit):
    with cast.within():
        from tenants.role import Role

        role = db.session.query(Role).filter_by(name="Viewer").one()
        role.rights = {"Setup": ["List"]}
        db.session.commit()
    vera = visit("acme").at_setup(cast.vera)
    assert "disabled" in text(vera.get(PAGE))
    for address in (OFF, ON, f"{ASK}portal", f"{PAGE}/usage-events",
                    "/setup/portal-setup", "/setup/company-profile"):
        assert vera.post(address).status_code == 403
    assert enabled(cast)


def test_a_question_of_the_sandbox_itself(cast, visit):
    boss = visit("acme-sandbox").at_setup(cast.sandbox_staff)
    page = text(boss.get(PAGE))
    assert "Copy settings from production" in page and "Request the Sandbox" not in page
    assert boss.post(f"{ASK}sandbox").status_code == 404


def test_how_long_usage_events_are_kept_is_said_here(cast, stan):
    keep = f"{PAGE}/usage-events"
    asked = text(stan.get(f"{keep}?months=13"))
    assert "13 months ago are deleted" in asked and 'name="months" value="13"' in asked
    assert "are deleted" not in text(stan.get(f"{keep}?months="))
    assert "Choose how long" in text(stan.get(f"{keep}?months=14"))
    assert messages(stan, stan.post(keep, {"months": "13"})) == [
        "Usage events are kept for 13 months."]
    assert '<option value="13" selected>13 months</option>' in text(stan.get(PAGE))
    for wrong in ("14", "-1", "x"):
        assert messages(stan, stan.post(keep, {"months": wrong})) == [
            "Choose how long usage events are kept."]
    with cast.within() as site:
        assert site.usage_event_months == 13
    assert messages(stan, stan.post(keep, {"months": ""})) == ["Usage events are kept for ever."]
