"""A browser without a screen: keeps cookies, sends the forms' tokens."""

from config import forgery
from tenants.current import as_tenant


class Visitor:
    """Requests of one browser at one tenant's address."""

    def __init__(self, app, subdomain):
        self.app, self.subdomain = app, subdomain
        self.base = f"http://{subdomain}.localhost:8000"
        self.client = app.test_client()

    def at_portal(self, user_id):
        """Sign a portal user in, without the form."""
        from billing.people.portal_user import PortalVisit

        return self.with_visit("portal", PortalVisit, portal_user_id=user_id)

    def at_setup(self, staff_id):
        """Sign a staff member in, without the form."""
        from tenants.staff import StaffVisit

        return self.with_visit("setup", StaffVisit, staff_id=staff_id)

    def with_visit(self, cookie, kind, **whose):
        from config.database import db

        with self.app.app_context(), as_tenant(self.tenant_id):
            _, secret = kind.begin("pytest", **whose)
            db.session.commit()
        return self.with_cookie(cookie, secret)

    def with_cookie(self, name, value):
        self.client.set_cookie(name, value, domain=f"{self.subdomain}.localhost")
        return self

    @property
    def tenant_id(self):
        from tenants import site

        with self.app.app_context():
            return site.find(self.subdomain).tenant_id

    def get(self, path, **options):
        return self.client.get(path, base_url=self.base, **options)

    def head(self, path, **options):
        return self.client.head(path, base_url=self.base, **options)

    def post(self, path, data=None, **options):
        """POST a form with the token that the page would have given."""
        data = {"csrf_token": self.csrf_token(), **(data or {})}
        return self.client.post(path, data=data, base_url=self.base, **options)

    def csrf_token(self):
        seed = self.client.get_cookie("seed", domain=f"{self.subdomain}.localhost")
        if seed is None:
            self.with_cookie("seed", "the-visitor's-seed")
            seed = self.client.get_cookie("seed", domain=f"{self.subdomain}.localhost")
        headers = {"Cookie": f"seed={seed.value}"}
        with self.app.test_request_context(base_url=self.base, headers=headers):
            return forgery.token()
