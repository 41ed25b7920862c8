"""How a tenant's portal looks and what it shows (S2 to S5)."""

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from config.database import db
from tenants.isolation import Tenanted

DEFAULT_TABS = ("invoices", "payments", "credits", "usages")
DEFAULT_COLOR = "#1F4E79"


class PortalSetup(Tenanted, db.Model):
    """Tabs are the keys that are switched on (P3); hidden fields are listed by tab (D29)."""

    __tablename__ = "portal_setup"

    enabled: Mapped[bool] = mapped_column(server_default="true", default=True)
    primary_color: Mapped[str] = mapped_column(
        server_default=DEFAULT_COLOR, default=DEFAULT_COLOR
    )
    logo_key: Mapped[str | None]
    banner_key: Mapped[str | None]
    tabs: Mapped[list] = mapped_column(
        JSONB, server_default='["invoices", "payments", "credits", "usages"]',
        default=lambda: list(DEFAULT_TABS),
    )
    hidden_fields: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)
    allow_subscription_requests: Mapped[bool] = mapped_column(
        server_default="false", default=False
    )
