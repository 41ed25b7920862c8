"""The people and records that every test starts with.

acme has Jane (Owner at Atlas Orion, Payer at Castor Works), Bruno at Borealis Labs, a parent with
two children, and as staff Stan (administrator) and Vera (who may only look). acme-sandbox and
initech hold a customer each. Every text of a neighbour holds the word CANARY.
"""

from contextlib import contextmanager
from types import SimpleNamespace

from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_user import PortalUser
from config import clock
from config.database import db
from tenants import password, site
from tenants.api_key import ApiKey
from tenants.current import as_tenant
from tenants.isolation import current_tenant_id, enter
from tenants.payment_setup import PaymentSetup
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile
from tenants.role import Role
from tenants.staff import Staff
from tenants.tenant import Tenant
from tests import ledger

PASSWORD = "correct horse battery"
HASH = password.hashed(PASSWORD)


class Cast(SimpleNamespace):
    """Ids by the people's first names, and the tenants' ids by subdomain."""

    password = PASSWORD

    @classmethod
    def enter(cls, app, ops):
        cast = cls(app=app)
        with ops.app_context():
            cast.acme = tenant("acme", "Acme Cloud")
            cast.sandbox = tenant("acme-sandbox", "Acme Cloud", production_id=cast.acme)
            cast.initech = tenant("initech", "Initech CANARY")
            db.session.commit()
        settle(app, cast.acme, "support@acme.example")
        settle(app, cast.sandbox, "CANARY-sandbox@example.com")
        settle(app, cast.initech, "CANARY-initech@example.com", time_zone="Europe/Berlin")
        with app.app_context():
            cast.settle_acme()
            cast.settle_neighbour(cast.sandbox, "CANARY-sandbox")
            cast.settle_neighbour(cast.initech, "CANARY-initech")
        return cast

    @contextmanager
    def within(self, tenant_id=None):
        """A unit of work of a tenant (acme unless said otherwise)."""
        with self.app.app_context(), as_tenant(tenant_id or self.acme) as site:
            yield site

    def show(self, *tabs):
        """Switch these tabs on and all others off, as acme's staff do (P3)."""
        with self.within():
            db.session.get(PortalSetup, self.acme).tabs = list(tabs)
            db.session.commit()
        site.forget()

    def hide(self, table_key, *fields):
        """Untick fields of a tab, as acme's staff do (D29)."""
        with self.within():
            setup = db.session.get(PortalSetup, self.acme)
            setup.hidden_fields = {**setup.hidden_fields, table_key: list(fields)}
            db.session.commit()
        site.forget()

    def settle_acme(self):
        with as_tenant(self.acme):
            self.stan = staff("stan@acme.example", "Stan Baker", Role.administrator())
            looker = {"Manage Portal Users": ["List", "View"], "Customers": ["List", "View"]}
            self.vera = staff("vera@acme.example", "Vera Lind", Role(name="Viewer", rights=looker))
            ApiKey.issue("tests", ["read", "write", "invite", "events"], "acme-key")
            self.jane = login("jane@atlas.example")
            self.bruno = login("bruno@borealis.example")
            customer("C-1001", "Atlas Orion", "CT-1", "Jane Miller", self.jane)
            contact("CT-9", "C-1001", "Tom Reed", email="tom@atlas.example")
            customer("C-1002", "Borealis CANARY Labs", "CT-2", "Bruno CANARY", self.bruno)
            customer("C-1003", "Castor Works", "CT-3", "Jane Miller", self.jane, role="Payer")
            customer("C-1004", "Delta Holding", "CT-4", "Dora Hill")
            customer("C-1005", "Delta North", "CT-5", "Nora Hill", parent_customer="C-1004",
                     bill_to_parent=True)
            customer("C-1006", "Delta South", "CT-6", "Sam Hill", parent_customer="C-1004")
            ledger.of_atlas("C-1001", self.jane)
            ledger.of_neighbour("C-1002", "CANARY-B", self.bruno)
            db.session.commit()

    def settle_neighbour(self, tenant_id, mark):
        with as_tenant(tenant_id):
            boss = staff(f"staff@{mark.lower()}.example", f"{mark} staff", Role.administrator())
            ApiKey.issue("tests", ["read", "write", "invite", "events"], f"{mark}-key")
            user = login(f"user@{mark.lower()}.example")
            customer("C-1001", f"{mark} customer", "CT-1", f"{mark} contact", user)
            customer("C-7001", f"{mark} second", "CT-7", f"{mark} other", None)
            ledger.of_neighbour("C-1001", mark, user)
            setattr(self, mark.split("-")[1] + "_user", user)
            setattr(self, mark.split("-")[1] + "_staff", boss)
            db.session.commit()


def tenant(subdomain, name, **more):
    record = Tenant(subdomain=subdomain, name=name, **more)
    db.session.add(record)
    db.session.flush()
    return record.tenant_id


def settle(app, tenant_id, support_email, **profile):
    """The rows without which a tenant has no site; entered bare, as there is none yet."""
    with app.app_context():
        enter(SimpleNamespace(tenant_id=tenant_id))
        db.session.add(CompanyProfile(support_email=support_email, **profile))
        db.session.add_all([PortalSetup(), PaymentSetup()])
        db.session.commit()


def staff(email, name, role):
    db.session.add(role)
    db.session.flush()
    person = Staff(email=email, name=name, role_id=role.role_id, password_hash=HASH)
    db.session.add(person)
    db.session.flush()
    return person.staff_id


def login(email):
    user = PortalUser(email=email, password_hash=HASH, confirmed_at=clock.now())
    db.session.add(user)
    db.session.flush()
    return user.portal_user_id


def customer(customer_id, name, contact_id, contact_name, user_id=None, role="Owner", **more):
    """A customer whose billing contact is enabled when a login is given."""
    options = {"currency": "USD", "portal_enabled": user_id is not None, **more}
    db.session.add(
        Customer(customer_id=customer_id, name=name, billing_contact_id=contact_id, **options)
    )
    db.session.flush()
    address = contact_name.split()[0].lower() + f"@{customer_id.lower()}.example"
    state = {"portal_user_id": user_id, "access": "Enabled"} if user_id else {}
    if user_id:
        address = db.session.get(PortalUser, (current_tenant_id(), user_id)).email
    contact(contact_id, customer_id, contact_name, email=address, portal_role=role, **state)


def contact(contact_id, customer_id, name, **more):
    first, _, last = name.partition(" ")
    db.session.add(
        Contact(contact_id=contact_id, customer_id=customer_id, display_name=name,
                first_name=first, last_name=last, **more)
    )
    db.session.flush()
