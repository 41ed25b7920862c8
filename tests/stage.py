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


class Stage:
    def __init__(self, connection):
        self.connection = connection
        self.tables = [table.name for table in Base.metadata.sorted_tables]
        self.scenes = {}
        connection.execute("set session_replication_role = replica")  # no triggers of foreign keys
        self.learn("clear", [f"delete from {table}" for table in self.tables] + [
            "perform setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)"
            " from pg_sequences"])

    def learn(self, name, steps):
        """Makes a function of them, so that the database plans each once and not for each test."""
        self.connection.execute(
            f"create or replace function pg_temp.{name}() returns void language plpgsql"
            f" as $$begin {';'.join(steps)}; end$$")

    def do(self, name):
        self.connection.execute(f"select pg_temp.{name}()")

    def clear(self):
        """No rows, and ids that begin at 1 again."""
        self.do("clear")

    def enter(self, name, make):
        """The scene as `make` made it first; made anew when the day has changed."""
        if name not in self.scenes or self.scenes[name].day != clock.now().date():
            self.forget(name)
            day, made = clock.now().date(), make()
            self.scenes[name] = Scene(made, day)
            self.learn(f"refill_{name}", [*self.keep(name), *self.counts()])
        else:
            self.do(f"refill_{name}")
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
            "select format('perform setval(%L, %s)', format('%I.%I', schemaname, sequencename),"
            " last_value) from pg_sequences where last_value is not null"
        )
        return [step for step, in told]
