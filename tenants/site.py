"""What a visitor's pages need to know of a tenant, read once and kept for a second.

A second of staleness in another process is the price of no query per page; the process that
saves a change forgets its own copy at once.
"""

import time
from dataclasses import dataclass
from types import SimpleNamespace

from sqlalchemy import select

from config import clock, languages
from config.database import db
from tenants.isolation import SET_TENANT, NoTenant
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile
from tenants.tenant import Host, Tenant, address

KEPT_SECONDS = 1.0
_kept = {}

tenants, hosts = Tenant.__table__, Host.__table__
settings = select(PortalSetup.__table__, CompanyProfile.__table__).join_from(
    PortalSetup.__table__,
    CompanyProfile.__table__,
    PortalSetup.__table__.c.tenant_id == CompanyProfile.__table__.c.tenant_id,
)


@dataclass(frozen=True)
class Site:
    """A tenant as its pages show it; detached from any database session."""

    tenant_id: int
    subdomain: str
    name: str
    sandbox: bool
    portal_available: bool
    moved: bool
    settings: SimpleNamespace

    def __post_init__(self):
        """The settings read as the tenant's own: `tenant.support_email`."""
        vars(self).update(vars(self.settings))

    @property
    def base_url(self):
        return address(self.subdomain)

    @property
    def logo_url(self):
        return self.logo_key and f"/branding/{self.logo_key}"

    @property
    def banner_url(self):
        return self.banner_key and f"/branding/{self.banner_key}"

    @property
    def accent_url(self):
        return f"/branding/accent-{self.primary_color.lstrip('#').lower()}.css"

    @property
    def terms_url(self):
        return self.terms_address if self.show_terms else None

    @property
    def privacy_url(self):
        return self.privacy_address if self.show_terms else None

    @property
    def time_zone_name(self):
        return languages.zone_name(self.time_zone)

    def hidden(self, table_key):
        """The fields of a tab that the company shows nobody (D29)."""
        return frozenset(self.hidden_fields.get(table_key, ()))

    @property
    def portal_open(self):
        """Whether customers get in at all: ops' switch and the company's own (D10, S2)."""
        return self.portal_available and self.enabled


def find(label):
    """The site under a host label, or None; suspended and unknown alike (T1)."""
    kept = _kept.get(label)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    found = load(label)
    if len(_kept) > 10_000:
        _kept.clear()
    _kept[label] = (time.monotonic() + KEPT_SECONDS, found)
    return found


def of(tenant_id):
    """The site of a tenant in any state; raises NoTenant."""
    with db.engine.connect() as connection:
        row = connection.execute(select(tenants).where(tenants.c.tenant_id == tenant_id)).first()
        if row is None:
            raise NoTenant(f"no tenant {tenant_id}")
        return build(connection, row)


def forget():
    """Drop what is kept, after a change of a tenant's settings."""
    _kept.clear()


def load(label):
    with db.engine.connect() as connection:
        row = connection.execute(select(tenants).where(tenants.c.subdomain == label)).first()
        moved = row is None
        if moved:
            row = connection.execute(former(label)).first()
        return build(connection, row, moved) if row and row.status == "active" else None


def former(label):
    """The tenant that had this subdomain until lately (T4)."""
    return (
        select(tenants)
        .join(hosts, hosts.c.tenant_id == tenants.c.tenant_id)
        .where(hosts.c.label == label, hosts.c.until > clock.now())
    )


def build(connection, row, moved=False):
    connection.execute(SET_TENANT, {"tenant": str(row.tenant_id)})
    facts = dict(connection.execute(settings).mappings().one())
    facts.pop("tenant_id")
    return Site(
        tenant_id=row.tenant_id,
        subdomain=row.subdomain,
        name=row.name,
        sandbox=row.production_id is not None,
        portal_available=row.portal_available,
        moved=moved,
        settings=SimpleNamespace(**facts),
    )
