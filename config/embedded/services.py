import os
import shutil

from config.embedded import leftovers, throwaway
from config.embedded.gateway import TestGateway
from config.embedded.postgres import Postgres
from config.embedded.seaweed import Seaweed
from config.embedded.smtp import Smtp
from config.embedded.state import State
from config.embedded.trouble import Trouble
from config.embedded.valkey import Valkey
from config.settings import NAMES

THREE = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL")


class Services:
    """The embedded services of one state folder, from `start` to `stop`.

    Without a folder it takes a new one and removes it at `stop`, and saves the time of making
    writes durable: meant for tests. `environ` names the services that run elsewhere. Raises
    Trouble. Call `start` from a thread that outlives the services: they end with it.
    """

    def __init__(self, state=None, *, environ=None, gateway=True):
        self.thrown_away = state is None
        self.folder = state or throwaway.folder()
        self.environ = dict(os.environ if environ is None else environ)
        self.gateway = gateway
        self.state, self.processes, self.environment = None, [], {}

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def claim(self):
        """Takes the folder for this process alone; `start` does it where nobody has."""
        state = State(self.folder)
        state.lock()
        self.state = state

    def start(self):
        """Starts what is missing and returns every setting by name, addresses and secrets."""
        if self.state is None:
            self.claim()
        try:
            leftovers.end(self.state)
            self.start_all(self.missing())
        except BaseException:
            self.stop()
            raise
        return self.environment

    def missing(self):
        if "DATABASE_URL" in self.environ and not all(map(self.environ.get, THREE)):
            raise Trouble(f"With DATABASE_URL set, {' and '.join(THREE[1:])} must be set too: the "
                          "three roles are described in config/embedded/roles.sql.")
        kinds = [Seaweed, Valkey, Smtp, Postgres, *([TestGateway] if self.gateway else [])]
        durable = not self.thrown_away
        return [kind(self.state, durable) for kind in kinds
                if not self.environ.get(kind.replaced_by)]

    def start_all(self, services):
        self.environment = self.settings(services)
        self.state.write("environment.json", self.environment)
        for service in services:
            self.launch(service.process())
        for service, process in zip(services, self.processes, strict=True):
            process.wait()
            service.settle()

    def settings(self, services):
        settings = {"OPS_EMAIL": "ops@localhost", "PORT": self.environ.get("PORT", "8000"),
                    "SECRET_KEY": self.state.secret("flask"),
                    "CREDENTIAL_KEYS": self.state.secret("credentials")}
        settings["BASE_URL"] = f"http://localhost:{settings['PORT']}"
        for service in services:
            settings |= service.environment()
        given = {name: self.environ[name] for name in NAMES if self.environ.get(name)}
        return settings | given | {"PORTICO_STATE": str(self.state.path)}

    def launch(self, process):
        process.start()
        self.processes.append(process)
        self.remember()

    def remember(self):
        leftovers.remember(self.state, self.processes)

    def stop(self):
        """Ends everything, the last started first and the database last.

        It is started late only because making it takes a second, in which the others start.
        """
        if self.state is None:
            return
        for process in sorted(reversed(self.processes), key=lambda it: it.name == Postgres.name):
            process.stop()
        self.processes.clear()
        self.state.forget("environment.json")
        self.state.forget(leftovers.FILE)
        self.state.unlock()
        self.state = None
        if self.thrown_away:
            shutil.rmtree(self.folder, ignore_errors=True)
