"""Settings that several people may have open at once: a newer saving is never lost unseen."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock


class Edited:
    """`edition` counts the savings; a form carries the one that it was filled from."""

    edition: Mapped[int] = mapped_column(server_default="1", default=1, sort_order=910)
    edited_by: Mapped[str] = mapped_column(server_default="", default="", sort_order=911)
    edited_at: Mapped[datetime | None] = mapped_column(DateTime(True), sort_order=912)

    def edit(self, by, **values):
        """Take the values, as the next edition, saved by this person."""
        for name, value in values.items():
            setattr(self, name, value)
        self.edition += 1
        self.edited_by, self.edited_at = by, clock.now()
