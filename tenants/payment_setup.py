"""What a company lets its customers do when they pay, and what it tells them (M2 to M5, M12)."""

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from config.database import db
from tenants.edition import Edited
from tenants.isolation import Tenanted

RETRIES = (1, 3, 7)  # days after the first failure (D25)
REMINDERS = (-3, 3, 10)  # days from the due date, before it when negative (D27)


class PaymentSetup(Edited, Tenanted, db.Model):
    """Rules of paying; which gateway takes the money stands in the gateway account (M7).

    `autopay_retries` are days after the first failure, rising; none means that one try is all.
    `reminders` are days from the due date. `bank_instructions` is plain text that the payment page
    and mails show to who would rather transfer (M13); empty shows nothing.
    """

    __tablename__ = "payment_setup"
    __table_args__ = (
        CheckConstraint("jsonb_typeof(autopay_retries) = 'array'", name="autopay_retries"),
        CheckConstraint("jsonb_typeof(reminders) = 'array'", name="reminders"),
    )

    cards: Mapped[bool] = mapped_column(server_default="true", default=True)
    bank_accounts: Mapped[bool] = mapped_column(server_default="true", default=True)
    part_payments: Mapped[bool] = mapped_column(server_default="false", default=False)
    credits: Mapped[bool] = mapped_column(server_default="true", default=True)
    overpayments: Mapped[bool] = mapped_column(server_default="false", default=False)
    autopay_retries: Mapped[list] = mapped_column(
        JSONB, server_default="[1, 3, 7]", default=lambda: list(RETRIES)
    )
    invoice_mails: Mapped[bool] = mapped_column(server_default="true", default=True)
    reminders: Mapped[list] = mapped_column(
        JSONB, server_default="[-3, 3, 10]", default=lambda: list(REMINDERS)
    )
    bank_instructions: Mapped[str] = mapped_column(server_default="", default="")
