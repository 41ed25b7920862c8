"""Several reads for one wait: a page's statements go to the database together.

Everything up to the pipeline's end is one implicit transaction, so what the first statement sets
for the transaction (the tenant, the customer) holds for the others and for nothing after them.
For reading only.
"""

import re

from flask import current_app
from psycopg import OperationalError
from sqlalchemy import create_engine

from config.database import db
from config.line import Line

NAME = re.compile(r"(?<!:):([a-z_]+)")


class LineDead(OperationalError):
    """The connection to the database was cut."""


def patience(milliseconds):
    """A statement: those after it, to the pipeline's end, may take so long each (QueryCanceled)."""
    return "select set_config('statement_timeout', %s, true)", (str(milliseconds),)


def positional(sql, values):
    """The statement and its values as a line takes them, of one with names such as `:day`."""
    names = NAME.findall(sql)
    return NAME.sub("%s", sql.replace("%", "%%")), tuple(values[name] for name in names)


def read(*statements):
    """The rows, as dicts, of each (sql, parameters), in their order.

    Read once more where the connection had died in the pool, as all have when the database was
    restarted: the first page would else fail for each of them.
    """
    try:
        return read_once(statements)
    except LineDead:
        at_once().dispose()
        db.engine.dispose()
        return read_once(statements)


def read_once(statements):
    borrowed = at_once().raw_connection()
    line = line_of(borrowed)
    try:
        return line.read(statements)
    except OperationalError as error:
        if line.dead:
            raise LineDead(*error.args) from error
        raise
    finally:
        if line.astray:
            borrowed.invalidate()
        borrowed.close()


def line_of(borrowed):
    """Kept with the connection for as long as the pool keeps that."""
    if "line" not in borrowed.info:
        borrowed.info["line"] = Line(borrowed.driver_connection)
    return borrowed.info["line"]


def at_once():
    """Connections without explicit transactions, in a pool beside the app's own.

    To turn one of the app's round and back took as long as to send the statements.
    """
    kept = current_app.extensions
    if "portico.at_once" not in kept:
        options = current_app.config["SQLALCHEMY_ENGINE_OPTIONS"]
        kept["portico.at_once"] = create_engine(
            db.engine.url, isolation_level="AUTOCOMMIT", pool_reset_on_return=None, **options
        )
    return kept["portico.at_once"]
