"""Many rows of one tenant's table in one statement, so that no row waits for a round trip.

COPY would be quicker still, but PostgreSQL refuses it under row-level security.
"""

from itertools import islice

from sqlalchemy.dialects import postgresql

from config import clock
from config.database import db
from tenants.isolation import current_tenant_id

BATCH = 10_000
STAMPS = ("created_date", "updated_date")


def insert(record, columns, rows, skip_known=False):
    """Store rows, each a sequence in the order of `columns`, and count those stored.

    Columns left out keep the database's default; the record's dates are now. JSON is given as
    text. A row whose key is known is an error, or with `skip_known` left as it is.
    """
    rows, stored = iter(rows), 0
    statement, known = prepared(record.__table__, columns, skip_known)
    while batch := list(islice(rows, BATCH)):
        arrays = [list(values) for values in zip(*batch, strict=True)]
        done = db.session.connection().exec_driver_sql(statement, (*known(), *arrays))
        stored += done.rowcount
    return stored


def prepared(table, columns, skip_known):
    """The statement, and what gives the values that all its rows share."""
    stamps = [name for name in STAMPS if name in table.c and name not in columns]
    names = ", ".join(f'"{name}"' for name in ["tenant_id", *stamps, *columns])
    shared = ", ".join(["%s"] * (1 + len(stamps)))
    arrays = ", ".join(f"%b::{kind(table.c[name])}[]" for name in columns)
    statement = f"INSERT INTO {table.name} ({names}) SELECT {shared}, * FROM unnest({arrays})"
    if skip_known:
        statement += " ON CONFLICT DO NOTHING"
    return statement, lambda: (current_tenant_id(), *[clock.now()] * len(stamps))


def kind(column):
    return column.type.compile(dialect=postgresql.dialect())
