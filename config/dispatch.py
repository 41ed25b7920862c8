"""Doors that are made when the first visitor comes to them."""

from threading import Lock

from config.database import db


def expect(app, prefixes, make):
    """Paths that begin so go to the app that `make` returns, once the first of them is asked for.

    A worker that no program calls does without what answers programs. The way is that of Flask's
    documentation, “Application Dispatching”: routes are not added to an app that answers already.
    """
    rest, guard, made = app.wsgi_app, Lock(), []

    def answer(environ, start_response):
        if not environ["PATH_INFO"].startswith(prefixes):
            return rest(environ, start_response)
        with guard:
            if not made:
                made.append(db.shared(app, make()))
        return made[0](environ, start_response)

    app.wsgi_app = answer
