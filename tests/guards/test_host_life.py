"""A tenant's address over its life, and links that never come from a request (T1, T4)."""

import re
from urllib.parse import urlsplit

import pytest

from app import create_app
from billing.people.portal_link import PortalLink
from config import clock, forgery
from config.database import db
from mailers.mail import Mail
from tenants import site
from tenants.tenant import Tenant
from tests.guards.hosts import NAMES, OURS, get
from workers.mails import deliver

SEED = {"Cookie": "seed=the-visitor's-seed"}


@pytest.fixture
def ops(cast, migrated):
    """Changes a tenant as ops do."""
    app = create_app(migrated, "DATABASE_OPS_URL")

    def change(tenant_id, verb, *values):
        with app.app_context():
            getattr(db.session.get(Tenant, tenant_id), verb)(*values)
            db.session.commit()
        site.forget()

    return change


@pytest.mark.parametrize("verb", ["suspend", "disable"])
def test_a_tenant_out_of_service_is_as_unknown(cast, app, ops, verb, stan):
    ops(cast.acme, verb)
    for path in ("/", "/portal/login", "/setup/customers", "/api/v1/customers"):
        page = stan.get(path, headers={"Authorization": "Bearer acme-key"})
        assert page.status_code == 404 and not NAMES.search(page.text)
    ops(cast.acme, "resume")
    assert stan.get("/setup/customers").status_code == 200


def test_an_old_address_leads_on_for_thirty_days(cast, app, ops):
    ops(cast.acme, "rename", "apex")
    assert "Acme Cloud" in get(app, "apex.localhost:8000").text
    for days in (0, 29.9):
        with clock.travelled(days=days):
            site.forget()
            old = get(app, OURS[0], "/portal/login?next=/portal/credits")
            assert (old.status_code, old.location) == (
                302, "http://apex.localhost:8000/portal/login?next=/portal/credits")
    with clock.travelled(days=30.1):
        site.forget()
        assert get(app, OURS[0]).status_code == 404


def forgot(app, host):
    """Ask for a new password of Jane's, with the form's own token for that host."""
    headers = {"Host": host, **SEED}
    with app.test_request_context(headers=headers):
        data = {"email": "jane@atlas.example", "csrf_token": forgery.token()}
    return app.test_client(use_cookies=False).post(
        "/portal/forgot", data=data, headers={**headers, "X-Forwarded-Host": "evil.example"})


@pytest.mark.parametrize("host", ["evil.example", "a.acme.localhost:8000", "nosuch.localhost:8000"])
def test_a_foreign_host_mails_nothing(cast, app, host):
    assert forgot(app, host).status_code == 404
    with cast.within():
        assert db.session.scalars(db.select(Mail)).all() == []


@pytest.mark.parametrize("host", OURS)
def test_mailed_links_are_of_the_stored_address(cast, app, mailbox, host):
    assert forgot(app, host).status_code == 200
    with cast.within():
        mail_id = db.session.scalars(db.select(Mail.mail_id)).one()
    with app.app_context():
        deliver(cast.acme, str(mail_id))
    letter = mailbox.wait()[0].get_body(("plain",)).get_content()
    links = re.findall(r"https?://\S+", letter)
    assert links and {urlsplit(each).netloc for each in links} == {"acme.localhost:8000"}
    with cast.within():
        assert PortalLink.find(links[0].rpartition("/")[2], "reset").usable
