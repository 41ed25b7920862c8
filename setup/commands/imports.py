"""Records that come in by files and from elsewhere (I7)."""

from importlib import import_module

import click

from billing.imports.kind import WRITINGS

OTHERS = ("focus", "stripe")


class Imports(click.Group):
    """A command for each kind of record, in the plural or not, and one for each other source."""

    def list_commands(self, context):
        return [*WRITINGS, *OTHERS]

    def get_command(self, context, name):
        name = name.replace("_", "-")
        plural = name if name in WRITINGS else f"{name}s"
        if plural in WRITINGS:
            from setup.commands.imports_records import command_for

            return command_for(plural)
        if name in OTHERS:
            return getattr(import_module(f"setup.commands.imports_{name}"), name)
        return None


@click.group("import", cls=Imports)
def imports():
    """Bring records in from files."""
