"""Who lacks a right neither sees the entry nor can call the address (S10, S11)."""

from config.database import db
from tenants.role import Role
from tests import cast as people
from tests.setup.pages import text

PORTAL, CUSTOMERS = "Manage Portal Users", "Customers"
DORA = "/setup/customers/C-1004"
LISTING = {(PORTAL, "List"), (CUSTOMERS, "List")}
VIEWING = {(PORTAL, "View"), (CUSTOMERS, "View")}
ENABLING = {(PORTAL, "Add"), (PORTAL, "Edit")}


def at_setup_with(cast, visit, rights, name="Tried Role"):
    """A visitor whose role holds these and nothing else."""
    with cast.within():
        role = Role(name=name, rights={})
        for activity, action in rights:
            role.rights.setdefault(activity, []).append(action)
        address = f"{name.lower().replace(' ', '-')}@acme.example"
        person = people.staff(address, name, role)
        db.session.commit()
    return visit("acme").at_setup(person)


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


def test_a_page_without_a_right_opens_to_nobody(app, cast, stan, monkeypatch):
    monkeypatch.delattr(app.view_functions["setup.customers"], "rights")
    assert stan.get("/setup/customers").status_code == 403
