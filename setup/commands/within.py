"""A command's app, over the database role that it needs (D16)."""

import functools

import click

from config.settings import SettingMissing
from tenants import actor


def within(role="DATABASE_OPS_URL", **parts):
    """Run the command inside an app of that role; the app's maker is the context's object.

    `parts` say what else the app is made with.
    """

    def wrap(command):
        @click.pass_obj
        @functools.wraps(command)
        def run(create_app, *args, **kwargs):
            try:
                app = create_app(database=role, **parts)
            except SettingMissing as missing:
                raise click.ClickException(str(missing)) from missing
            name = click.get_current_context().command_path
            with app.app_context(), actor.working(name):
                return command(*args, **kwargs)

        return run

    return wrap
