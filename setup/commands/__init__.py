"""The front door of ops: bin/portico (T4, D38)."""

import importlib

import click

COMMANDS = {
    "migrate": "database",
    "tenants": "tenants",
    "import": "imports",
    "mail": "mail",
    "credentials": "credentials",
    "demo": "demo",
    "serve": "serve",
    "worker": "worker",
    "scheduler": "scheduler",
    "test-gateway": "test_gateway",
}


class Commands(click.Group):
    """Loads a command when it is asked for, so that starting one stays quick."""

    def list_commands(self, context):
        return list(COMMANDS)

    def get_command(self, context, name):
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"setup.commands.{COMMANDS[name]}")
        return getattr(module, name.replace("-", "_").replace("import", "imports"))


@click.group(cls=Commands)
def portico():
    """Provision tenants and keep an installation of Portico running."""
