"""The tables between two tests: emptied, and refilled with the cast from a copy.

As superuser, whom row-level security does not hold. DELETE, because TRUNCATE makes new files for
every table and index, which costs more than all the rest of a test.
"""

from config import clock
from config.database import Base


class Stage:
    def __init__(self, connection):
        self.connection = connection
        self.tables = [table.name for table in Base.metadata.sorted_tables]
        self.kept = self.cast = self.day = None
        connection.execute("set session_replication_role = replica")  # no triggers of foreign keys

    def clear(self):
        """No rows, and ids that begin at 1 again."""
        self.connection.execute(";".join(f"delete from {table}" for table in self.tables))
        self.connection.execute(
            "select setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)"
            " from pg_sequences"
        )

    def enter(self, make):
        """The cast as `make` made it first; made anew when the day has changed."""
        if self.kept is None or self.day != clock.now().date():
            self.cast, self.day = make(), clock.now().date()
            self.kept = {table: self.rows(table) for table in self.tables}
            self.counts = self.connection.execute(
                "select format('%I.%I', schemaname, sequencename), last_value from pg_sequences"
                " where last_value is not null"
            ).fetchall()
        else:
            self.refill()
        return self.cast

    def rows(self, table):
        with self.connection.cursor() as cursor:
            with cursor.copy(f"copy {table} to stdout (format binary)") as copy:
                rows = b"".join(bytes(part) for part in copy)
            return rows if cursor.rowcount else None

    def refill(self):
        for table, rows in self.kept.items():
            if rows:
                with self.connection.cursor().copy(
                    f"copy {table} from stdin (format binary)"
                ) as copy:
                    copy.write(rows)
        for sequence, value in self.counts:
            self.connection.execute("select setval(%s, %s)", (sequence, value))
