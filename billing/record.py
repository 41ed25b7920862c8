"""What all billing records share: their dates, their makers, and keys inside the tenant."""

import re
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock

ID = re.compile(r"(?!\.+$)(?!(PT|PM|ST)-)[A-Za-z0-9._-]{1,64}")  # D20; no path of dots


class Stamped:
    """Columns that every record of records.md has."""

    created_date: Mapped[datetime] = mapped_column(
        DateTime(True), default=clock.now, sort_order=901
    )
    updated_date: Mapped[datetime] = mapped_column(
        DateTime(True), default=clock.now, onupdate=clock.now, sort_order=902
    )
    created_by: Mapped[str] = mapped_column(server_default="", default="", sort_order=903)
    updated_by: Mapped[str] = mapped_column(server_default="", default="", sort_order=904)

    def touch(self):
        """It has changed with something that belongs to it, as who asks for changes is told."""
        self.updated_date = clock.now()


class Recorded(Stamped):
    """A record that the company may add fields of its own to."""

    custom_fields: Mapped[dict] = mapped_column(
        JSONB, server_default="{}", default=dict, sort_order=900
    )


def named_by(column):
    """The column is an id as D20 has it, ours among them."""
    return CheckConstraint(f"{column} ~ '^[A-Za-z0-9._-]{{1,64}}$'", name="id")


def belongs_to(table, *columns, key=None, **options):
    """A foreign key inside the tenant: a single-column one could point into another's rows."""
    keys = key or columns
    return ForeignKeyConstraint(
        ["tenant_id", *columns],
        [f"{table}.tenant_id", *(f"{table}.{name}" for name in keys)],
        **options,
    )
