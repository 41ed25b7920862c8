"""PostgreSQL on a unix socket, with the roles and the database of decision D16."""

import os
import shutil
import signal
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.embedded import command, database_user, leftovers, postgres_programs
from config.embedded.process import Process
from config.embedded.trouble import Trouble

DATABASE = "portico"
NO_PROCESS = 99_999_999  # above what Linux gives
LOGINS = {"DATABASE_URL": "portico_app", "DATABASE_OWNER_URL": "portico_owner",
          "DATABASE_OPS_URL": "portico_ops"}
SETTINGS = {"listen_addresses": "", "max_connections": 200, "timezone": "UTC",
            "log_timezone": "UTC", "logging_collector": "off"}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    name, replaced_by = "postgres", "DATABASE_URL"

    def __init__(self, state, durable=True):
        self.state, self.durable = state, durable
        self.data = state.folder("postgres") / "data"
        self.sockets = state.sockets(self.name)

    def environment(self):
        return addresses(self.state)

    def process(self):
        programs = postgres_programs.find(self.state)
        self.lend_folders()
        if not (self.data / "PG_VERSION").exists():
            self.make_cluster(programs)
        self.bury()
        return Process(
            self.name, [programs / "postgres", "-D", self.data, *self.options()],
            self.state.log(self.name), answers=self.answers, identity=database_user.identity(),
            farewell=signal.SIGINT, patience=30)

    def lend_folders(self):
        for folder in (self.data.parent, self.sockets):
            database_user.own(folder)

    def make_cluster(self, programs):
        """Made beside and moved into place, so that an interrupted start leaves no half cluster."""
        for half in self.data.parent.glob("new-*"):
            shutil.rmtree(half)
        fresh = Path(tempfile.mkdtemp(prefix="new-", dir=self.data.parent))
        database_user.own(fresh)
        with tempfile.NamedTemporaryFile("w", dir=fresh.parent) as password:
            database_user.own(password.name)
            print(self.state.secret("postgres"), file=password, flush=True)
            self.initialise(programs, fresh / "data", password.name)
        (fresh / "data").rename(self.data)
        shutil.rmtree(fresh)

    def initialise(self, programs, data, password):
        code, output, errors = command.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "--auth=scram-sha-256",
             f"--pwfile={password}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
            **database_user.identity())
        if code:
            raise Trouble(f"initdb failed:\n{errors}{output}")

    def bury(self):
        """Lets no zombie pass for a running server, as PostgreSQL would.

        Only the number goes: by the rest PostgreSQL sees whether a killed server's children still
        use its memory.
        """
        for record in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            pid, rest = record.read_text().split("\n", 1) if record.exists() else (0, "")
            if pid and leftovers.started(int(pid)) is None:
                record.write_text(f"{NO_PROCESS}\n{rest}")

    def options(self):
        wanted = {**SETTINGS, **({} if self.durable else CARELESS),
                  "unix_socket_directories": self.sockets}
        return [f"--{name}={value}" for name, value in wanted.items()]

    def answers(self):
        try:
            superuser(self.state, "postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def settle(self):
        """The roles and the database; the same again at every start, so that they never drift."""
        with superuser(self.state, "postgres") as connection:
            connection.execute(sql("roles.sql"))
            for role in LOGINS.values():
                connection.execute(f"ALTER ROLE {role} PASSWORD '{self.state.secret(role)}'")
            if not exists(connection, DATABASE):
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER portico_owner")
        with superuser(self.state, DATABASE) as connection:
            connection.execute(sql("rights.sql"))


def addresses(state):
    """The database's addresses by their settings' names, one for each role."""
    host = quote(os.fspath(state.sockets(Postgres.name)), safe="")
    return {setting: f"postgresql+psycopg://{role}:{state.secret(role)}@/{DATABASE}?host={host}"
            for setting, role in LOGINS.items()}


def superuser(state, database):
    return psycopg.connect(
        host=os.fspath(state.sockets(Postgres.name)), user="postgres", dbname=database,
        password=state.secret("postgres"), autocommit=True, connect_timeout=5)


def exists(connection, database):
    return connection.execute(
        "SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()


def sql(name):
    return Path(__file__).with_name(name).read_text()
