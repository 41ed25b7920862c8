"""Who calls, by the key, and what one reads in the same wait (I1).

The ORM took most of the time of a call that reads one record, so such calls go without: the key
and the rows of the record come together, and the rows are nobody's until the key is found good.
"""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from flask import abort, g, request
from marshmallow import ValidationError

from config import clock, pipeline
from config.database import db
from tenants import token
from tenants.actor import Actor
from tenants.api_key import A_MINUTE, ApiKey

TENANT = "select set_config('app.tenant_id', %s, true)"
KEY = ("select api_key_id, name, scopes, token_hash, last_used_at from api_key"
       " where token_hash = %s and revoked_at is null")


@dataclass(frozen=True)
class Caller:
    """What calls that change nothing need of a key."""

    api_key_id: int
    name: str
    scopes: list
    token_hash: bytes
    last_used_at: datetime | None

    @property
    def actor(self):
        return Actor("program", str(self.api_key_id), self.name)

    def remember(self, secret):
        """That it is used, to the minute."""
        if not self.last_used_at or clock.now() - self.last_used_at >= A_MINUTE:
            ApiKey.under(secret).use()
            db.session.commit()


def glances(record, asks=None, **parts):
    """Mark a view of one record by id: its row is in `seen()`, with rows of parts as lists.

    `record` is a class or SQL; `parts` are SQL by name, or (class, order) where the record's id is
    a column of the class's. SQL may name :key, the record's id, :today, the tenant's, and what
    `asks` has fields for: parameters of the address, null where they are not said.
    """
    statements = [record if isinstance(record, str) else statement(record, record)]
    statements += [part if isinstance(part, str) else statement(part[0], record, part[1])
                   for part in parts.values()]

    def marked(view):
        view.glance = (tuple(parts), statements, asks or {})
        return view

    return marked


def statement(kind, record, order=None):
    """SQL for the rows of one record's id, the last column of its key."""
    key = list(record.__table__.primary_key)[-1].name
    sql = f"{rows_of(kind)} where {key} = :key"
    return f"{sql} order by {order}" if order else sql


def rows_of(kind):
    names = ", ".join(f'"{column.name}"' for column in kind.__table__.columns)
    return f'select {names} from "{kind.__tablename__}"'  # noqa: S608


def come_in(secret, glance=None):
    """The Caller, or None; what is glanced at is left for `seen`."""
    g.parts, statements, asks = glance or ((), (), {})
    opening = (TENANT, (str(g.tenant.tenant_id),)), (KEY, (token.hashed(secret),))
    _, keys, *g.rows = pipeline.read(*opening, *glanced(statements, asks))
    return Caller(**keys[0]) if keys else None


def glanced(statements, asks):
    """Each with its values."""
    if not statements:
        return ()
    key, = request.view_args.values()
    values = {"key": key, "today": clock.today(g.tenant.time_zone),
              **{name: said(name, field) for name, field in asks.items()}}
    return [pipeline.positional(sql, values) for sql in statements]


def said(name, field):
    """By the address; what cannot be read is refused by the view's own shape."""
    try:
        return field.deserialize(request.args[name])
    except (KeyError, ValidationError):
        return None


def seen():
    """The record that was glanced at; 404 where there is none."""
    (row, *_), parts = g.rows[0] or [None], g.rows[1:]
    if row is None:
        abort(404)
    currency = {"currency": row.get("currency")}  # of the record, where a part has none
    return SimpleNamespace(**row, **{
        name: [SimpleNamespace(**{**currency, **each}) for each in rows]
        for name, rows in zip(g.parts, parts)})
