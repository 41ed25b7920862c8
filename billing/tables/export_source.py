"""What an export holds, as one moment of the database shows it: figures first, then the rows."""

from contextlib import contextmanager

from billing.tables.sheet import MOST_ROWS
from billing.tables.table import all_sql, mine, select, wanted_sql
from config.database import db

BATCH = 1_000
UNIT = "unit_of_measure"
WHOSE = """select set_config('app.tenant_id', %s, true), set_config('app.customer_id', %s, true),
    set_config('app.family', (%s::text[])::text, true), set_config('TimeZone', %s, true)"""


@contextmanager
def snapshot(export, family):
    """A connection that sees the customer's records as they are now, until its end.

    `family` are the customers' ids. Times come in the user's zone.
    """
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        whose = (str(export.tenant_id), export.customer_id, family, export.moment_zone)
        connection.exec_driver_sql(WHOSE, whose)
        yield connection.connection.driver_connection


def batches(raw, table, columns, filtering):
    """(names, rows) time after time, newest first; memory holds one batch."""
    texts, values = filtering
    with raw.cursor(name="export") as cursor:
        cursor.execute(all_sql(table, keys(columns), MOST_ROWS, texts), values)
        names = [column.name for column in cursor.description]
        while rows := cursor.fetchmany(BATCH):
            yield names, rows


def figures(raw, table, columns, filtering, per):
    """(names, rows): how many records, and each numeric column's sum and scale, by currency
    and unit; `per` are those of the two that the table knows. Exact, since the database adds.
    """
    texts, values = filtering
    rows = select(table, wanted_sql(table, keys(columns), *per), mine(table), texts)
    wanted = ["count(*) as n", *(figure(column) for column in columns if column.numeric)]
    grouped = f" group by {', '.join(per)} order by {', '.join(per)}" if per else ""
    sql = f"select {', '.join((*per, *wanted))} from ({rows}) t{grouped}"
    found = raw.execute(sql, values)
    return [column.name for column in found.description], found.fetchall()


def figure(column):
    key = column.key
    return (f"sum({key}) as {key}, max(scale(trim_scale({key}::numeric))) as {key}_scale,"
            f" count({key}) as {key}_count")


def keys(columns):
    return frozenset(column.key for column in columns)
