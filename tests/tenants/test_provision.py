"""A new tenant (T4), its sandbox (T3), and what the subdomain rule refuses (T2)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from config import clock
from config.database import db
from tenants.current import as_tenant
from tenants.provision import SubdomainTaken, provision
from tenants.role import Role
from tenants.staff import Staff
from tenants.subdomain import SubdomainRefused
from tenants.tenant import Host, Tenant

ANN = "ann@globex.example"


@pytest.fixture
def ops(app, ops_app):
    """A unit of work of ops, as a command has it."""
    with ops_app.app_context():
        yield


@pytest.fixture
def globex(ops):
    return provision("globex", "Globex", admin_email=ANN, admin_name="Ann Lee")


def test_a_tenant_can_be_visited_at_once(globex, visit):
    assert visit("globex").get("/healthz").status_code == 200
    assert visit("globex").get("/branding/accent-1f4e79.css").status_code == 200


def test_the_administrator_may_do_everything_but_has_no_password_yet(globex):
    tenant, staff = globex
    assert (staff.email, staff.name, staff.password_hash) == (ANN, "Ann Lee", None)
    with as_tenant(tenant.tenant_id):
        known = Staff.named(ANN)
        assert known.role.rights == Role.administrator().rights


def test_settings_reach_profile_and_portal(ops):
    options = {"time_zone": "Europe/Berlin", "primary_color": "#0A7B56", "city": "Bonn"}
    tenant, _ = provision("globex", "Globex", admin_email=ANN, **options)
    with as_tenant(tenant.tenant_id) as site:
        assert (site.time_zone, site.primary_color, site.city) == tuple(options.values())


def test_an_unknown_setting_stores_nothing(ops):
    with pytest.raises(ValueError, match="colour"):
        provision("globex", "Globex", admin_email=ANN, colour="#0A7B56")
    assert tenants() == 0


def test_a_bad_address_stores_nothing(ops):
    with pytest.raises(ValueError):
        provision("globex", "Globex", admin_email="ann at globex")
    assert tenants() == 0


def test_addresses_are_kept_in_lower_case(ops):
    _, staff = provision("globex", "Globex", admin_email=" Ann@Globex.example ")
    assert staff.email == ANN


@pytest.mark.parametrize(
    "label, rule",
    [
        ("", "Enter"),
        ("Globex", "lower case"),
        ("glo bex", "special"),
        ("glo-bex", "special"),
        ("globex-sandbox", "sandbox"),
        ("g" * 56, "55"),
        ("api", "reserved"),
    ],
)
def test_a_refused_name_says_which_rule_it_breaks(ops, label, rule):
    with pytest.raises(SubdomainRefused, match=rule):
        provision(label, "Globex", admin_email=ANN)


def test_a_name_is_taken_once(globex):
    with pytest.raises(SubdomainTaken, match="globex"):
        provision("globex", "Another", admin_email=ANN)
    assert tenants() == 1


def test_a_former_name_is_free_only_when_it_leads_on_no_more(globex):
    db.session.get(Tenant, globex[0].tenant_id).rename("hooli")
    db.session.commit()
    with pytest.raises(SubdomainTaken, match="leads on"):
        provision("globex", "Another", admin_email=ANN)
    with clock.travelled(days=31):
        provision("globex", "Another", admin_email=ANN)
        assert db.session.scalar(select(Host.until)) < clock.now() - timedelta(hours=1)


def test_a_sandbox_is_a_tenant_of_its_own(globex):
    sandbox, staff = provision("globex-sandbox", "Globex", admin_email=ANN, production=globex[0])
    assert sandbox.sandbox and sandbox.production_id == globex[0].tenant_id
    with as_tenant(sandbox.tenant_id):
        assert db.session.scalars(select(Staff.staff_id)).all() == [staff.staff_id]


@pytest.mark.parametrize("label", ["globex", "hooli-sandbox", "sandbox"])
def test_a_sandbox_is_named_after_its_company(globex, label):
    with pytest.raises(SubdomainRefused, match="globex-sandbox"):
        provision(label, "Globex", admin_email=ANN, production=globex[0])


def test_the_role_of_the_web_server_cannot_provision(app):
    with app.app_context(), pytest.raises(Exception, match="permission denied"):
        provision("globex", "Globex", admin_email=ANN)


def tenants():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Tenant))
