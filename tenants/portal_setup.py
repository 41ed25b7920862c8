"""How a tenant's portal looks and what it shows (S2 to S5)."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.edition import Edited
from tenants.isolation import Tenanted

DEFAULT_TABS = ("invoices", "payments", "credits", "usages")
DEFAULT_COLOR = "#1F4E79"
PATIENCE = timedelta(days=1)  # between two requests to ops for the same (D10)


class PortalSetup(Edited, Tenanted, db.Model):
    """Tabs are the keys that are switched on (P3); hidden fields are listed by tab (D29).

    `staff_second_factor` asks all staff for one, whatever their roles say (S12). Usage events are
    kept for so many months after they occurred, for ever without a number (I5).
    """

    __tablename__ = "portal_setup"
    __table_args__ = (
        CheckConstraint("usage_event_months between 1 and 120", name="usage_event_months"),
    )

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
    staff_second_factor: Mapped[bool] = mapped_column(server_default="false", default=False)
    usage_event_months: Mapped[int | None]
    portal_asked_at: Mapped[datetime | None] = mapped_column(DateTime(True))
    sandbox_asked_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    def ask_ops(self, wish):
        """Whether ops may be asked for `portal` or `sandbox` now: once a day, no oftener (D10)."""
        asked, now = f"{wish}_asked_at", clock.now()
        if not self.may_ask(wish):
            return False
        setattr(self, asked, now)
        return True

    def may_ask(self, wish):
        last = getattr(self, f"{wish}_asked_at")
        return last is None or last <= clock.now() - PATIENCE
