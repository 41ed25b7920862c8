"""The tenant of each company that bills, made where there is none (I7, T2)."""

import re
import unicodedata
from hashlib import sha256
from itertools import count

from sqlalchemy import select

from billing.imports.refused import Refused
from config.database import db
from tenants import subdomain
from tenants.provision import provision
from tenants.subdomain import SubdomainRefused
from tenants.tenant import Tenant


class Issuers:
    """Finds tenants by the issuer's name; `mapping` gives subdomains to some of them.

    Raises SubdomainRefused for a mapped subdomain that cannot be one. `admin_email` is the first
    administrator of a tenant that is made here.
    """

    def __init__(self, mapping, admin_email=None):
        self.mapping, self.admin_email, self.known = mapping, admin_email, {}
        for issuer, label in mapping.items():
            if tenant_named(label) is None:
                check(issuer, label)

    def tenant_id(self, issuer):
        """Raises Refused, for a row that names no issuer."""
        if not issuer:
            raise Refused("InvoiceIssuerName is missing")
        if issuer not in self.known:
            self.known[issuer] = (self.mapped(issuer) or self.named(issuer)).tenant_id
        return self.known[issuer]

    def mapped(self, issuer):
        """The tenant that the mapping gives, whatever its name, or None."""
        label = self.mapping.get(issuer)
        return label and (tenant_named(label) or self.make(label, issuer))

    def named(self, issuer):
        """The tenant of this name under a subdomain made from it; others' are left alone."""
        for label in labels(issuer):
            tenant = tenant_named(label) or self.try_to_make(label, issuer)
            if tenant and tenant.name == issuer:
                return tenant

    def try_to_make(self, label, issuer):
        """Where the name cannot be had, whoever has it: perhaps another import, just now."""
        try:
            return self.make(label, issuer)
        except SubdomainRefused:
            return tenant_named(label)

    def make(self, label, issuer):
        address = self.admin_email or f"admin@{label}.example"
        return provision(label, issuer, admin_email=address)[0]


def tenant_named(label):
    """(tenant_id, name), or None. A long file is not read with a transaction open."""
    query = select(Tenant.tenant_id, Tenant.name).where(Tenant.subdomain == label)
    found = db.session.execute(query).first()
    db.session.rollback()
    return found


def check(issuer, label):
    try:
        subdomain.check(label)
    except SubdomainRefused as refused:
        raise SubdomainRefused(f"{label!r}, mapped to {issuer!r}: {refused}") from refused


def labels(issuer):
    """What the subdomain may be, by preference: “Acme, Inc.” is acmeinc, acmeinc2, …"""
    plain = unicodedata.normalize("NFKD", issuer).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]", "", plain) or f"issuer{sha256(issuer.encode()).hexdigest()[:8]}"
    yield made[:subdomain.LONGEST]
    for number in count(2):
        yield f"{made[:subdomain.LONGEST - 4]}{number}"
