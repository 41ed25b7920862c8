"""The tables between two tests: emptied, and refilled with a scene's rows from a copy.

As superuser, whom row-level security does not hold. DELETE, because TRUNCATE makes new files for
every table and index, which costs more than all the rest of a test.
"""

from typing import Any, NamedTuple

from config import clock
from config.database import Base


class Scene(NamedTuple):
    """`made` is what its maker has told of the rows, on a `day` of UTC."""

    made: Any
    day: Any
    rows: dict
    counts: list


class Stage:
    def __init__(self, connection):
        self.connection = connection
        self.tables = [table.name for table in Base.metadata.sorted_tables]
        self.scenes = {}
        connection.execute("set session_replication_role = replica")  # no triggers of foreign keys

    def clear(self):
        """No rows, and ids that begin at 1 again."""
        self.connection.execute(";".join(f"delete from {table}" for table in self.tables))
        self.connection.execute(
            "select setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)"
            " from pg_sequences"
        )

    def enter(self, name, make):
        """The scene as `make` made it first; made anew when the day has changed."""
        if name not in self.scenes or self.scenes[name].day != clock.now().date():
            day, made = clock.now().date(), make()
            self.scenes[name] = Scene(made, day, self.rows(), self.counts())
        else:
            self.refill(self.scenes[name])
        return self.scenes[name].made

    def rows(self):
        """Those of each table that has any, as COPY tells them."""
        found = {}
        with self.connection.cursor() as cursor:
            for table in self.tables:
                with cursor.copy(f"copy {table} to stdout (format binary)") as copy:
                    rows = b"".join(bytes(part) for part in copy)
                if cursor.rowcount:
                    found[table] = rows
        return found

    def counts(self):
        """How far each sequence has come."""
        return self.connection.execute(
            "select format('%I.%I', schemaname, sequencename), last_value from pg_sequences"
            " where last_value is not null"
        ).fetchall()

    def refill(self, scene):
        with self.connection.cursor() as cursor:
            for table, rows in scene.rows.items():
                with cursor.copy(f"copy {table} from stdin (format binary)") as copy:
                    copy.write(rows)
        steps = (f"select setval('{sequence}', {value})" for sequence, value in scene.counts)
        self.connection.execute(";".join(steps))
