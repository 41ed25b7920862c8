"""The tables between two tests: emptied, and refilled with a scene's rows from a copy.

As superuser, whom row-level security does not hold. DELETE, because TRUNCATE makes new files for
every table and index, which costs more than all the rest of a test.
"""

from typing import Any, NamedTuple

from config import clock
from config.database import Base


class Scene(NamedTuple):
    """`made` is what its maker has told of the rows, on a `day` of UTC; SQL brings them back."""

    made: Any
    day: Any
    steps: list
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
            self.forget(name)
            day, made = clock.now().date(), make()
            self.scenes[name] = Scene(made, day, self.keep(name), self.counts())
        else:
            self.refill(self.scenes[name])
        return self.scenes[name].made

    def forget(self, name):
        kept = (f"drop table if exists pg_temp.{name}_{table}" for table in self.tables)
        self.connection.execute(";".join(kept))

    def keep(self, name):
        """Copies each table that has rows into a temporary one; tells how to copy them back."""
        steps = []
        for table in Base.metadata.sorted_tables:
            kept = f"{name}_{table.name}"
            made = self.connection.execute(f"create temp table {kept} as table {table.name}")
            if made.rowcount:
                names = ", ".join(f'"{each.name}"' for each in table.c if each.computed is None)
                steps.append(f"insert into {table.name} ({names}) overriding system value"
                             f" select {names} from {kept}")
        return steps

    def counts(self):
        """SQL that sets each sequence to where it is."""
        told = self.connection.execute(
            "select format('select setval(%L, %s)', format('%I.%I', schemaname, sequencename),"
            " last_value) from pg_sequences where last_value is not null"
        )
        return [step for step, in told]

    def refill(self, scene):
        self.connection.execute(";".join([*scene.steps, *scene.counts]))
