"""Portico: settings, extensions, tenants, three front doors; nothing else."""

from functools import partial

import api
import portal
import setup
from config import (
    bodies,
    card_numbers,
    dispatch,
    forgery,
    headers,
    languages,
    logs,
    notices,
    proxy,
    settings,
    turns,
    writable,
)
from config.database import db
from config.extensions import limiter, login_manager, smtp
from config.health import health
from config.web import Web
from mailers import post_box
from setup.commands import portico
from tenants import front

DOORS = (portal, setup, api)


def create_app(values=None, database="DATABASE_URL", doors=DOORS, late=()):
    """The app over the settings given, else the environment's; `database` names the role (D16).

    A process that answers nobody leaves out the doors, which take 20 MB. Those that are `late` are
    made, all of them, when the first program calls.
    """
    app = Web("app", static_folder=None)
    app.config.update(settings.flask_config(values or settings.read(), database))
    for part in (proxy, logs, headers, notices, languages, front, bodies, writable, forgery,
                 card_numbers, turns):
        part.join(app)
    for extension in (db, limiter, login_manager, smtp):
        extension.init_app(app)
    app.register_blueprint(health)
    for door in doors:
        door.join(app)
    if late:
        dispatch.expect(app, api.PATHS, partial(create_app, values, database, late))
    return post_box.beside(app).settled() if doors else app


# For a web worker. Most of what only programs need is in no other worker's memory.
create_web_app = partial(create_app, doors=(portal, setup), late=DOORS)


if __name__ == "__main__":
    portico(prog_name="portico", obj=create_app)
