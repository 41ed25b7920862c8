"""The letter behind a gateway's event, as it came: evidence, should it be disputed (M8).

Nothing is ever read from it to act on. It may name people, so it is locked, and kept for a year.
"""

import json

from sqlalchemy import LargeBinary, func, select
from sqlalchemy.orm import Mapped, mapped_column

from config import vault
from config.database import db
from tenants.isolation import current_tenant_id

MOST = 64 * 1024  # bytes of a letter that are kept; gateways' have a few thousand
PIECE = 200


class Letter:
    """Of a WebhookEvent."""

    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    @property
    def letter(self):
        """{"headers", "body", "bytes"}, or None where none is kept. Raises vault.CannotOpen."""
        return self.sealed and json.loads(vault.unlocked(self.sealed, purpose(self)))

    @classmethod
    def relock(cls):
        """Lock all under the newest key, committing on the way; how many were not. What no key
        opens stays as it is.
        """
        count, last = 0, None
        while piece := cls.former(last):
            for event in piece:
                count += relocked(event)
            last = piece[-1].webhook_event_id
            db.session.commit()
        return count

    @classmethod
    def former(cls, after):
        """Some that another key locks, in the order of their ids."""
        query = select(cls).where(func.substring(cls.sealed, 1, vault.MARK) != vault.newest_mark())
        if after:
            query = query.where(cls.webhook_event_id > after)
        return db.session.scalars(query.order_by(cls.webhook_event_id).limit(PIECE)).all()


def relocked(event):
    try:
        text = vault.unlocked(event.sealed, purpose(event))
    except vault.CannotOpen:
        return False
    event.sealed = vault.locked(text, purpose(event))
    return True


def seal(provider, event, letter):
    """(body, headers) of what brought that Event, locked; of headers what proves where it is from.
    """
    body, headers = letter
    said = {"headers": {name: value for name, value in headers if "signature" in name.lower()},
            "body": body[:MOST].decode(errors="backslashreplace"), "bytes": len(body)}
    return vault.locked(json.dumps(said), purpose_of(provider, event.event_id))


def purpose(event):
    return purpose_of(event.provider, event.event_id)


def purpose_of(provider, event_id):
    return f"webhook event {current_tenant_id()} {provider} {event_id}"
