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


def figures(raw, table, columns, filtering, per, told):
    """(names, rows): how many records, and each numeric column's sum and scale, by currency,
    unit and what a row's status is told as; `per` are those of the first two that the table knows,
    `told` is (SQL, values) of the third. Exact, since the database adds.
    """
    (texts, values), (word, days) = filtering, told
    row = f"{word} as standing, {wanted_sql(table, keys(columns), *per)}"
    wanted = ["count(*) as n", *(figure(column) for column in columns if column.numeric)]
    by = ", ".join((*per, "standing"))
    sql = (f"select {by}, {', '.join(wanted)} from ({select(table, row, mine(table), texts)}) t"
           f" group by {by} order by {by}")
    found = raw.execute(sql, (*days, *values))
    return [column.name for column in found.description], found.fetchall()


def standing(choices, today):
    """(SQL, values) of the first of the words that is true of a row; of none, without choices."""
    if not choices:
        return "null", ()
    cases = " ".join(f"when {each.sql} then '{each.word}'" for each in choices)
    return f"(case {cases.replace('{today}', '%s')} end)", (today,) * cases.count("{today}")


def figure(column):
    key = column.key
    return (f"sum({key}) as {key}, max(scale(trim_scale({key}::numeric))) as {key}_scale,"
            f" count({key}) as {key}_count")


def keys(columns):
    return frozenset(column.key for column in columns)
