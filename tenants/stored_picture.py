"""Which pictures lie in storage, and when one that is shown no more goes from there (D14).

The row of a picture is there before its file and goes after it, so no file is without one. What a
saving has not named within a day, as when it was refused, goes too.
"""

from datetime import datetime, timedelta

from flask import g
from sqlalchemy import case, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock, shelf, storage
from config.database import db
from tenants.isolation import Tenanted, current_tenant_id
from tenants.portal_setup import PortalSetup

UNSAVED = timedelta(days=1)
UNSEEN = timedelta(hours=1)  # for pages that are being made as it goes
MAILS_READ = timedelta(days=365)  # so long a replaced logo stays in mails that went out with it


class StoredPicture(Tenanted, db.Model):
    """`due_at` is when it may be deleted, None while it is shown; `linked` is one that mails still
    link to, whose address therefore goes on to answer.
    """

    __tablename__ = "stored_picture"

    name: Mapped[str] = mapped_column(primary_key=True)
    stored_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    linked: Mapped[bool] = mapped_column(server_default="false", default=False)
    due_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    @classmethod
    def store(cls, name, content, kind):
        """Keep a file of the tenant's; commits its row first. Raises shelf.NotThere.

        Who deletes it at this moment has its row, and is waited for.
        """
        due = clock.now() + UNSAVED
        later = case((cls.due_at.is_(None), None), else_=func.greatest(cls.due_at, due))
        cls.put(name, due, due_at=later)
        db.session.commit()
        shelf.keep(key(name), content, kind)

    @classmethod
    def exchange(cls, former, present, linked=()):
        """Of names that were shown, those that are shown no more are due, uncommitted."""
        for name in set(filter(None, present)):
            cls.put(name, None)
        for name in set(filter(None, former)) - set(present):
            due = clock.now() + (MAILS_READ if name in linked else UNSEEN)
            cls.put(name, due, name in linked)

    @classmethod
    def put(cls, name, due, linked=False, **known):
        """A row of these values; of one that is there already, those in `known` win."""
        values = {"linked": linked, "due_at": due}
        row = insert(cls).values(
            tenant_id=current_tenant_id(), name=name, stored_at=clock.now(), **values)
        db.session.execute(row.on_conflict_do_update(
            index_elements=[cls.tenant_id, cls.name], set_=known or values))

    @classmethod
    def since(cls, name):
        """When it was stored; None of one that is older than these rows."""
        return db.session.scalar(select(cls.stored_at).where(cls.name == name))

    @classmethod
    def is_linked(cls, name):
        return db.session.scalar(select(exists().where(cls.name == name, cls.linked)))

    @classmethod
    def delete_due(cls):
        """Delete those whose time has come with their files, committing after each."""
        due = cls.due_at <= clock.now()
        for name in db.session.scalars(select(cls.name).where(due)).all():
            query = select(cls).where(cls.name == name, due).with_for_update()
            if picture := db.session.scalar(query):
                picture.end()
            db.session.commit()

    def end(self):
        """It goes, the file first; unless it is shown after all."""
        shown = db.session.scalar(select(PortalSetup))
        if self.name in (shown.logo_key, shown.banner_key):
            self.due_at = None
            return
        storage.delete(key(self.name))
        db.session.delete(self)


def key(name, tenant_id=None):
    """Where a picture lies in storage."""
    return f"{tenant_id or g.tenant.tenant_id}/branding/{name}"
