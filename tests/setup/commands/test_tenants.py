"""Ops' commands for tenants: what they do, and how they end on bad input (T2 to T4)."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from config import clock
from config.database import db
from mailers.mail import Mail
from setup.commands import portico
from tenants import site
from tenants.staff import Staff
from tenants.staff_link import StaffLink
from tenants.tenant import Tenant

GLOBEX = ("create", "globex", "--name", "Globex Corp", "--admin", "Hank@globex.example")


@pytest.fixture
def ops(app_of, cast):
    """Run `portico tenants …`; the exit code and everything that was printed."""

    def run(*words):
        result = CliRunner().invoke(portico, ["tenants", *words], obj=app_of)
        site.forget()
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return run


def refused(ops, *words):
    code, output = ops(*words)
    assert code != 0
    return output


def tenant_id(cast, subdomain):
    with cast.app.app_context():
        return db.session.scalar(select(Tenant.tenant_id).where(Tenant.subdomain == subdomain))


def test_create_makes_a_company_that_answers(cast, ops, visit):
    code, output = ops(*GLOBEX, "--time-zone", "Europe/Berlin")
    assert code == 0
    assert "http://globex.localhost:8000" in output and "Hank@globex.example" in output
    page = visit("globex").get("/setup/login")
    assert page.status_code == 200 and "Globex Corp" in page.get_data(as_text=True)
    with cast.within(tenant_id(cast, "globex")) as there:
        assert there.time_zone == "Europe/Berlin"


def test_create_mails_the_first_administrator(cast, ops, visit):
    ops(*GLOBEX)
    with cast.within(tenant_id(cast, "globex")):
        staff = Staff.named("hank@globex.example")
        assert staff.role.name == "Administrator" and staff.password_hash is None
        mail = db.session.scalar(select(Mail))
        assert (mail.template, mail.recipient) == ("staff_invitation", "hank@globex.example")
        secret = db.session.scalar(select(StaffLink)).mint()
        db.session.commit()
    hank = visit("globex")
    hank.post(f"/setup/password/{secret}", {"password": "seven purple trombones"})
    form = {"email": "hank@globex.example", "password": "seven purple trombones"}
    assert hank.post("/setup/login", form).status_code == 302
    assert hank.get("/setup/customers").status_code == 200


@pytest.mark.parametrize(
    ("label", "rule"),
    [("Globex", "Use lower case letters only."),
     ("glo-bex", "Use letters a to z and digits only, no special characters."),
     ("g" * 56, "Use at most 55 characters."),
     ("www", "“www” is reserved."),
     ("globex-sandbox", "A name that ends in “-sandbox” belongs to a sandbox."),
     ("acme", "“acme” is taken.")],
)
def test_a_bad_subdomain_names_the_rule_it_breaks(cast, ops, label, rule):
    output = refused(ops, "create", label, *GLOBEX[2:])
    assert "The subdomain cannot be used." in output and rule in output
    with cast.app.app_context():
        assert len(db.session.scalars(select(Tenant)).all()) == 3


def test_other_bad_input_is_said(ops):
    assert "@-sign" in refused(ops, *GLOBEX[:-1], "hank")
    assert "no time zone “Mars/Base”" in refused(ops, *GLOBEX, "--time-zone", "Mars/Base")
    assert "--admin" in refused(ops, *GLOBEX[:4])
    for words in (("show",), ("suspend",), ("resume",), ("sandbox", "enable"),
                  ("sandbox", "disable"), ("sandbox", "copy")):
        assert "There is no tenant “nosuch”." in refused(ops, *words, "nosuch")
    assert "There is no tenant “nosuch”." in refused(ops, "rename", "nosuch", "other")
    assert "No such command" in refused(ops, "destroy", "acme")


def test_every_command_has_help(ops):
    for words in ((), ("create",), ("list",), ("show",), ("suspend",), ("resume",), ("rename",),
                  ("invite",), ("sandbox",), ("sandbox", "enable"), ("sandbox", "disable"),
                  ("portal", "enable"), ("portal", "disable")):
        code, output = ops(*words, "--help")
        assert code == 0 and "Usage:" in output and len(output.splitlines()) > 4


def test_list_and_show(ops):
    listed = ops("list")[1].splitlines()
    assert [row.split()[0] for row in listed] == ["acme", "acme-sandbox", "initech"]
    shown = ops("show", "acme")[1]
    for part in ("Acme Cloud", "active", "http://acme.localhost:8000/setup", "America/New_York",
                 "Stan Baker <stan@acme.example>, Administrator"):
        assert part in shown
    assert "CANARY" not in shown
    assert "Sandbox of:        acme" in ops("show", "acme-sandbox")[1]


def test_suspend_and_resume(ops, visit, stan):
    assert ops("suspend", "acme")[0] == 0
    for path in ("/setup/login", "/portal/login", "/setup/customers"):
        assert stan.get(path).status_code == 404
    assert visit("initech").get("/setup/login").status_code == 200
    assert ops("resume", "acme")[0] == 0
    assert stan.get("/setup/customers").status_code == 200


def test_without_the_portal_customers_are_told_and_staff_get_in(ops, visit, stan):
    assert "is off" in ops("portal", "disable", "acme")[1]
    page = visit("acme").get("/portal/login").get_data(as_text=True)
    assert "Customer Portal is not enabled" in page and "support@acme.example" in page
    assert stan.get("/setup/customers").status_code == 200
    assert "is available" in ops("portal", "enable", "acme")[1]
    assert "not enabled" not in visit("acme").get("/portal/login").get_data(as_text=True)


def test_rename_moves_the_company_and_its_sandbox(ops, visit):
    code, output = ops("rename", "acme", "apex")
    assert code == 0 and "acme leads on to apex for 30 days." in output
    assert visit("apex").get("/setup/login").status_code == 200
    assert visit("apex-sandbox").get("/setup/login").status_code == 200
    answer = visit("acme").get("/setup/login?next=/setup/customers")
    expected = "http://apex.localhost:8000/setup/login?next=/setup/customers"
    assert (answer.status_code, answer.location) == (302, expected)
    assert "acme until" in ops("show", "apex")[1]
    with clock.travelled(days=31):
        site.forget()
        assert visit("acme").get("/setup/login").status_code == 404


def test_a_name_that_is_not_free_is_refused(ops):
    assert "“initech” is taken." in refused(ops, "rename", "acme", "initech")
    assert "named “acme” already" in refused(ops, "rename", "acme", "acme")
    assert "lower case" in refused(ops, "rename", "acme", "Apex")
    assert "is a sandbox" in refused(ops, "rename", "acme-sandbox", "other")
    assert ops("rename", "acme", "apex")[0] == 0
    assert "still leads on" in refused(ops, "rename", "initech", "acme")
    assert "still leads on" in refused(ops, "create", "acme", *GLOBEX[2:])
    assert ops("rename", "apex", "acme")[0] == 0


def test_a_sandbox_is_made_when_it_is_switched_on(cast, ops, visit):
    assert visit("initech-sandbox").get("/setup/login").status_code == 404
    code, output = ops("sandbox", "enable", "initech")
    assert code == 0 and "initech-sandbox" in output
    page = visit("initech-sandbox").get("/setup/login").get_data(as_text=True)
    assert "Sandbox:" in page
    with cast.within(tenant_id(cast, "initech-sandbox")) as there:
        assert there.time_zone == "Europe/Berlin"
        mail = db.session.scalar(select(Mail))
        assert mail.recipient == "staff@canary-initech.example"


def test_a_sandbox_is_switched_off_and_on_with_its_data(cast, ops, visit):
    assert ops("sandbox", "disable", "acme")[0] == 0
    assert visit("acme-sandbox").get("/setup/login").status_code == 404
    assert visit("acme").get("/setup/login").status_code == 200
    assert "tenants sandbox enable" in refused(ops, "resume", "acme-sandbox")
    assert ops("sandbox", "enable", "acme")[0] == 0
    boss = visit("acme-sandbox").at_setup(cast.sandbox_staff)
    assert "CANARY-sandbox customer" in boss.get("/setup/customers").get_data(as_text=True)


def test_a_sandbox_has_no_sandbox(ops):
    assert "name its company, acme." in refused(ops, "sandbox", "enable", "acme-sandbox")
    assert "“initech” has no sandbox." in refused(ops, "sandbox", "disable", "initech")


def test_an_invitation_is_sent_anew_and_the_older_dies(cast, ops):
    ops(*GLOBEX)
    globex = tenant_id(cast, "globex")
    with cast.within(globex):
        secret = db.session.scalar(select(StaffLink)).mint()
        db.session.commit()
    assert ops("invite", "globex", "hank@globex.example")[0] == 0
    with cast.within(globex):
        assert not StaffLink.find(secret, "invitation").usable
        assert len(db.session.scalars(select(Mail)).all()) == 2
    assert "no staff member “x@y.example”" in refused(ops, "invite", "globex", "x@y.example")
