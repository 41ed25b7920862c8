"""Who lacks a right neither sees the entry nor can call the address (S10, S11)."""

import pytest
from flask import url_for

from config.database import db
from tenants.role import ACTIONS, ACTIVITIES, Role
from tests import cast as people
from tests.setup.pages import due, state, text

PORTAL, CUSTOMERS = "Manage Portal Users", "Customers"
DORA = "/setup/customers/C-1004"
LISTING = {(PORTAL, "List"), (CUSTOMERS, "List")}
VIEWING = {(PORTAL, "View"), (CUSTOMERS, "View")}
ENABLING = {(PORTAL, "Add"), (PORTAL, "Edit")}
DISABLING = {(PORTAL, "Delete")}
DECIDING = {(CUSTOMERS, "Edit")}
ALL = LISTING | VIEWING | ENABLING | DISABLING | DECIDING

MATRIX = [
    ("GET", "/setup/customers", LISTING),
    ("GET", DORA, VIEWING),
    ("GET", f"{DORA}/invitation", ENABLING),
    ("POST", f"{DORA}/invitation", ENABLING),
    ("GET", f"{DORA}/grant", ENABLING),
    ("POST", f"{DORA}/grant", ENABLING),
    ("GET", f"{DORA}/contacts/CT-4/invitation", ENABLING),
    ("POST", f"{DORA}/contacts/CT-4/invitation", ENABLING),
    ("POST", f"{DORA}/contacts/CT-4/resend", ENABLING),
    ("GET", f"{DORA}/contacts/CT-4/grant", ENABLING),
    ("POST", f"{DORA}/contacts/CT-4/grant", ENABLING),
    ("GET", f"{DORA}/contacts/CT-4/enable", ENABLING),
    ("POST", f"{DORA}/contacts/CT-4/enable", ENABLING),
    ("GET", f"{DORA}/contacts/CT-4/disable", DISABLING),
    ("POST", f"{DORA}/contacts/CT-4/disable", DISABLING),
    ("GET", "/setup/portal-access/enable?customer_id=C-1004", ENABLING),
    ("POST", "/setup/portal-access/enable", ENABLING),
    ("GET", "/setup/portal-access/disable?customer_id=C-1004", DISABLING),
    ("POST", "/setup/portal-access/disable", DISABLING),
    ("GET", "/setup/requests", {(CUSTOMERS, "List")}),
    ("GET", "/setup/requests/RQ-1", {(CUSTOMERS, "View")}),
    ("POST", "/setup/requests/RQ-1/accept", DECIDING),
    ("POST", "/setup/requests/RQ-1/decline", DECIDING),
]
FOR_ANYONE = {"setup.login", "setup.sign_in", "setup.new_password", "setup.set_password"}
FOR_STAFF = {"setup.start", "setup.sign_out"}


def at_setup_with(cast, visit, rights):
    """A visitor whose role holds these and nothing else."""
    with cast.within():
        role = Role(name="tried", rights={})
        for activity, action in rights:
            role.rights.setdefault(activity, []).append(action)
        person = people.staff("tried@acme.example", "Tried Role", role)
        db.session.commit()
    return visit("acme").at_setup(person)


def call(visitor, method, path):
    if method == "GET":
        return visitor.get(path).status_code
    return visitor.post(path, {"customer_id": "C-1004"}).status_code


def test_nobody_signed_in_is_led_to_the_login(cast, visit):
    for method, path, _ in MATRIX:
        visitor = visit("acme")
        if method == "GET":
            answer = visitor.get(path)
        else:
            answer = visitor.post(path, {"customer_id": "C-1004"})
        assert answer.status_code == 302
        assert answer.location.startswith("/setup/login")
    assert state(cast, "CT-4") == ("Not invited", False)


@pytest.mark.parametrize("right", sorted(ALL))
def test_one_right_opens_its_pages_and_no_other(cast, visit, right):
    visitor = at_setup_with(cast, visit, [right])
    for method, path, opens in MATRIX:
        status = call(visitor, method, path)
        assert (status != 403) == (right in opens), (method, path, status)


def test_all_other_rights_open_nothing_here(cast, visit):
    others = {(activity, action) for activity in ACTIVITIES for action in ACTIONS} - ALL
    visitor = at_setup_with(cast, visit, others)
    assert {call(visitor, method, path) for method, path, _ in MATRIX} == {403}
    assert visitor.get("/setup").status_code == 403
    assert state(cast, "CT-4") == ("Not invited", False)
    assert due(cast) == []


def test_who_may_only_look_sees_no_entry(cast, visit):
    vera = visit("acme").at_setup(cast.vera)
    for page in (text(vera.get("/setup/customers")), text(vera.get(DORA))):
        for entry in ("Send Portal Invite", "Grant Portal Access", "Disable Portal Access",
                      "Enable Portal Access", 'type="checkbox"', "/invitation"):
            assert entry not in page


def test_who_may_only_enable_is_not_offered_to_disable(cast, visit):
    rights = LISTING | VIEWING | ENABLING
    visitor = at_setup_with(cast, visit, rights)
    page = text(visitor.get("/setup/customers"))
    assert "Enable Portal Access" in page and "Disable Portal Access" not in page
    assert "Disable Portal Access" not in text(visitor.get("/setup/customers/C-1001"))


def test_a_role_that_changes_counts_at_the_next_request(cast, stan):
    assert stan.get("/setup/customers").status_code == 200
    with cast.within():
        db.session.query(Role).filter(Role.name == "Administrator").update({"rights": {}})
        db.session.commit()
    assert stan.get("/setup/customers").status_code == 403


def test_every_page_is_in_the_matrix(app, cast):
    tried = set()
    with app.test_request_context(base_url="http://acme.localhost:8000"):
        adapter = app.create_url_adapter(None) or app.url_map.bind("acme.localhost:8000")
        for method, path, _ in MATRIX:
            tried.add(adapter.match(path.split("?")[0], method=method)[0])
        assert url_for("setup.start") == "/setup"
    pages = {rule.endpoint for rule in app.url_map.iter_rules()
             if rule.endpoint.startswith("setup.")}
    assert pages == tried | FOR_ANYONE | FOR_STAFF


def test_a_page_without_a_right_opens_to_nobody(app, cast, stan, monkeypatch):
    monkeypatch.delattr(app.view_functions["setup.customers"], "rights")
    assert stan.get("/setup/customers").status_code == 403
