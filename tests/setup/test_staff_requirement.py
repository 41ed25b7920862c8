"""A second factor for all staff of a company: who has none sets it up before all else (S12)."""

import pytest
from sqlalchemy import select

from config.database import db
from tenants.audit_entry import AuditEntry
from tenants.portal_setup import PortalSetup
from tests.setup.pages import messages, text
from tests.setup.test_rights import at_setup_with
from tests.setup.test_totp import HERE, enrol, still  # noqa: F401

SWITCH = "/setup/staff/second-factor"
ON, OFF = f"{SWITCH}/required", f"{SWITCH}/optional"


def is_on(cast):
    with cast.within():
        return db.session.get(PortalSetup, cast.acme).staff_second_factor


def test_it_is_asked_first_and_then_counts_at_the_next_request(cast, stan, visit):
    vera = visit("acme").at_setup(cast.vera)
    assert 'aria-checked="false"' in text(stan.get("/setup/staff"))
    assert "2 people have none yet" in text(stan.get(ON)) and not is_on(cast)
    stan.post(ON)
    assert is_on(cast)
    for visitor in (stan, vera):
        for path in ("/setup", "/setup/customers", "/setup/profile", "/setup/profile/sessions"):
            assert visitor.get(path).location == HERE
    for path in ("/setup/customers/C-1004/invitation", OFF, "/setup/profile/password",
                 f"/setup/staff/{cast.vera}/deactivation"):
        assert stan.post(path).location == HERE
    assert is_on(cast)
    with cast.within(cast.initech):
        assert not db.session.get(PortalSetup, cast.initech).staff_second_factor


def test_who_has_set_it_up_goes_on(cast, stan, still):  # noqa: F811
    enrol(stan)
    told = messages(stan, stan.post(ON))
    assert told == ["Everybody who signs in here needs a second factor now."]
    page = text(stan.get("/setup/staff"))
    assert 'aria-checked="true"' in page and OFF in page
    assert "1 person has none yet" in text(stan.get(ON))


def test_the_page_that_is_left_leads_nowhere_else(cast, stan):
    stan.post(ON)
    page = text(stan.get(HERE))
    assert "Set it up to go on" in page
    for closed in ("/setup/customers", "/setup/roles", 'class="back"'):
        assert closed not in page
    enrol(stan)
    assert "/setup/customers" in text(stan.get(HERE))


def test_nobody_turns_theirs_off_while_it_is_required(cast, stan, still):  # noqa: F811
    phone, _ = enrol(stan)
    stan.post(ON)
    assert "Turn off" not in text(stan.get(HERE))
    answer = stan.post(f"{HERE}/off", {"password": cast.password, "code": phone.code(1)})
    assert messages(stan, answer) == ["A second factor is required here, so it stays on."]
    stan.post(OFF)
    answer = stan.post(f"{HERE}/off", {"password": cast.password, "code": phone.code(1)})
    assert answer.location == "/setup/profile"


def test_optional_again_opens_everything(cast, stan, visit, still):  # noqa: F811
    enrol(stan)
    stan.post(ON)
    vera = visit("acme").at_setup(cast.vera)
    assert vera.get("/setup/customers").location == HERE
    assert "keeps it and may turn it off" in text(stan.get(OFF))
    stan.post(OFF)
    assert vera.get("/setup/customers").status_code == 200


def test_who_lacks_it_looks_at_no_customers_portal_either(cast, stan, visit):
    vera = visit("acme").at_setup(cast.vera)
    vera.post("/setup/customers/C-1001/view-as")
    assert vera.get("/portal/invoices").status_code == 200
    stan.post(ON)
    assert vera.get("/portal/invoices").status_code == 302
    enrol(vera)
    assert vera.get("/portal/invoices").status_code == 200


def test_the_audit_log_says_who_switched_it(cast, stan, still):  # noqa: F811
    enrol(stan)
    stan.post(ON)
    stan.post(OFF)
    with cast.within():
        lines = db.session.scalars(select(AuditEntry).where(
            AuditEntry.record_kind == "portal_setup").order_by(AuditEntry.audit_entry_id)).all()
        told = [(line.actor, line.changes) for line in lines if line.verb == "change"]
    assert told == [("Stan Baker", {"staff_second_factor": [False, True]}),
                    ("Stan Baker", {"staff_second_factor": [True, False]})]


@pytest.mark.parametrize("action", ["List", "View", "Add", "Delete"])
def test_only_who_may_edit_switches_it(cast, visit, action):
    clerk = at_setup_with(cast, visit, [("Setup", action)])
    assert clerk.get(ON).status_code == 403
    assert clerk.post(ON).status_code == 403
    assert not is_on(cast)
    if action == "List":
        assert 'aria-checked="false"' in text(clerk.get("/setup/staff"))
        assert " disabled>" in text(clerk.get("/setup/staff"))
