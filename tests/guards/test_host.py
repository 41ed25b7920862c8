"""The tenant is found from the request's host alone (T1, C4)."""

import pytest

from app import create_app
from tests.guards.hosts import NAMES, NOBODYS, OURS, get


@pytest.mark.parametrize("host", OURS)
def test_case_and_port_do_not_matter(town, host):
    page = get(town.app, host)
    assert page.status_code == 200 and "Acme Cloud" in page.text


@pytest.mark.parametrize("host", NOBODYS)
@pytest.mark.parametrize("path", ["/", "/portal/login", "/setup/login", "/api/v1/customers"])
def test_any_other_host_is_nobodys(town, host, path):
    page = get(town.app, host, path)
    assert page.status_code == 404
    assert not NAMES.search(page.text)


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded"])
def test_no_other_header_names_the_tenant(town, name):
    value = "host=initech.localhost" if name == "Forwarded" else "initech.localhost:8000"
    page = get(town.app, OURS[0], **{name: value})
    assert "Acme Cloud" in page.text and "Initech" not in page.text
    assert get(town.app, NOBODYS[0], **{name: value}).status_code == 404


def test_proxies_are_trusted_for_the_address_never_for_the_host(town, migrated):
    app = create_app({**migrated, "TRUSTED_PROXIES": "1"})
    page = get(app, OURS[0], **{"X-Forwarded-Host": "initech.localhost:8000",
                                "X-Forwarded-For": "203.0.113.7"})
    assert "Acme Cloud" in page.text and "Initech" not in page.text


def test_a_sandbox_is_another_tenant(town):
    page = get(town.app, "acme-sandbox.localhost:8000")
    assert "/branding/" in page.text and "CANARY-sandbox@example.com" in page.text
    assert "CANARY" not in get(town.app, OURS[0]).text


def test_health_is_told_on_any_host_and_metrics_to_who_has_the_token(town, migrated):
    app = create_app({**migrated, "METRICS_TOKEN": "let me see"})
    for host in (OURS[0], *NOBODYS[:3]):
        assert get(app, host, "/healthz").json == {"status": "up"}
        assert get(app, host, "/readyz").status_code == 200
        for sent in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "let me se\xe9"}):
            assert get(app, host, "/metrics", **sent).status_code == 404
        told = get(app, host, "/metrics", Authorization="Bearer let me see")
        assert told.status_code == 200 and not NAMES.search(told.text)


def test_metrics_without_a_token_set_are_nobodys(town):
    for sent in ("", "Bearer ", "Bearer None"):
        assert get(town.app, OURS[0], "/metrics", Authorization=sent).status_code == 404


def test_the_mail_host_exists_only_where_mails_are_kept(town, migrated):
    assert get(town.app, "mail.localhost:8000", "/messages.json").status_code == 200
    without = {name: value for name, value in migrated.items() if name != "MAIL_STORE"}
    production = create_app(without)
    for path in ("/", "/messages.json", "/portal/login"):
        assert get(production, "mail.localhost:8000", path).status_code == 404
