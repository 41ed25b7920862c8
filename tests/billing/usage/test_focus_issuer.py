"""Which tenant an issuer is, and under which subdomain it is made (T2)."""

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from billing.imports.refused import Refused
from billing.usage.focus import issuer
from billing.usage.focus.issuer import Issuers, labels
from config.database import db
from tenants.staff import Staff
from tenants.subdomain import SubdomainRefused
from tenants.tenant import Tenant
from tests.billing.usage.focus_file import CALM, within


def subdomain(tenant_id):
    return db.session.scalar(select(Tenant.subdomain).where(Tenant.tenant_id == tenant_id))


@CALM
@given(st.text(min_size=1, max_size=90))
def test_subdomains_follow_the_rule(name):
    assert all(re.fullmatch("[a-z0-9]{1,55}", label) for label in islice(labels(name), 12))


@pytest.mark.parametrize(
    "name, made",
    [
        ("Amazon Web Services, Inc.", "amazonwebservicesinc"),
        ("Café Réseau", "cafereseau"),
        ("API", "api2"),
        ("x" * 80, "x" * 55),
    ],
)
def test_a_tenant_is_made_once(ops, name, made):
    first, again = Issuers({}), Issuers({})
    assert subdomain(first.tenant_id(name)) == made
    assert first.tenant_id(name) == again.tenant_id(name)


def test_two_issuers_never_share_a_tenant(ops):
    issuers = Issuers({})
    made = [subdomain(issuers.tenant_id(name)) for name in ("Acme", "ACME!", "株式会社")]
    assert made[:2] == ["acme", "acme2"] and re.fullmatch("issuer[0-9a-f]{8}", made[2])


def test_two_imports_at_once_make_one_tenant(ops, monkeypatch):
    first = Issuers({}).tenant_id("Stratus")
    known, asked = issuer.tenant_named, []

    def late(label):
        """The other import has made it between our question and our insert."""
        asked.append(label)
        return known(label) if len(asked) > 1 else None

    monkeypatch.setattr(issuer, "tenant_named", late)
    assert Issuers({}).tenant_id("Stratus") == first
    assert asked == ["stratus", "stratus"]


def test_a_tenant_of_another_name_is_left_alone(cast, ops):
    assert subdomain(Issuers({}).tenant_id("Initech")) == "initech2"


def test_a_mapping_names_the_tenant(cast, ops):
    issuers = Issuers({"Initech": "initech", "Stratus": "clouds"})
    assert issuers.tenant_id("Initech") == cast.initech
    assert subdomain(issuers.tenant_id("Stratus")) == "clouds"


def test_a_mapping_to_what_is_no_subdomain_is_refused_at_once(ops):
    with pytest.raises(SubdomainRefused, match="'Clouds', mapped to 'Stratus': Use lower case"):
        Issuers({"Stratus": "Clouds"})


def test_the_administrator_is_who_was_asked_for(ops):
    Issuers({}, "ann@stratus.example").tenant_id("Stratus")
    Issuers({}).tenant_id("Nimbus")
    addresses = []
    for label in ("stratus", "nimbus"):
        with within(label):
            addresses += db.session.scalars(select(Staff.email)).all()
    assert addresses == ["ann@stratus.example", "admin@nimbus.example"]


def test_a_row_without_an_issuer_is_refused(ops):
    with pytest.raises(Refused, match="InvoiceIssuerName is missing"):
        Issuers({}).tenant_id("")
