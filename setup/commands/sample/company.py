"""A company of the demo with everybody who signs in there."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Login:
    """Stands behind a contact of each of its customers, in the role given there (D7)."""

    email: str
    first_name: str
    last_name: str
    roles: dict  # portal role by customer id


@dataclass(frozen=True)
class Clerk:
    email: str
    name: str
    role: str


@dataclass(frozen=True)
class Company:
    """Passwords and the key follow from the subdomain: a demo has no secrets."""

    subdomain: str
    name: str
    currency: str
    staff: tuple
    logins: tuple
    profile: dict = field(default_factory=dict)
    sandbox_of: str | None = None

    @property
    def password(self):
        return f"correct-horse-{self.subdomain}"

    @property
    def staff_password(self):
        return f"battery-staple-{self.subdomain}"

    @property
    def api_key(self):
        return f"pk_{'sandbox' if self.sandbox_of else 'live'}_demo-key-of-{self.subdomain}"
