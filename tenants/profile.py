"""The company behind a tenant, as its customers see it (S9)."""

from sqlalchemy.orm import Mapped, mapped_column

from config.database import db
from tenants.edition import Edited
from tenants.isolation import Tenanted


class CompanyProfile(Edited, Tenanted, db.Model):
    __tablename__ = "company_profile"

    address1: Mapped[str] = mapped_column(server_default="", default="")
    address2: Mapped[str] = mapped_column(server_default="", default="")
    city: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str] = mapped_column(server_default="", default="")
    zip: Mapped[str] = mapped_column(server_default="", default="")
    country: Mapped[str] = mapped_column(server_default="", default="")
    support_email: Mapped[str] = mapped_column(server_default="", default="")
    support_phone: Mapped[str] = mapped_column(server_default="", default="")
    time_zone: Mapped[str] = mapped_column(
        server_default="America/New_York", default="America/New_York"
    )
    language: Mapped[str] = mapped_column(server_default="en", default="en")
    show_terms: Mapped[bool] = mapped_column(server_default="false", default=False)
    terms_address: Mapped[str | None]
    privacy_address: Mapped[str | None]

    @property
    def address_lines(self):
        """The postal address as it stands on an invoice, without empty lines."""
        place = " ".join(part for part in (self.city, self.state, self.zip) if part)
        return [line for line in (self.address1, self.address2, place, self.country) if line]
