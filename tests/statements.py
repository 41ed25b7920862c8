"""How many statements something sends to the database."""

from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tenants import site


@contextmanager
def known_tenant(monkeypatch):
    """Which tenant an address is of stays known, once asked, however long the calls take."""
    with monkeypatch.context() as changed:
        changed.setattr(site, "KEPT_SECONDS", 3_600)
        site.forget()
        yield
        site.forget()


def counted(act):
    """Calls it and counts what went through SQLAlchemy's cursors meanwhile."""
    seen = []

    def note(connection, cursor, statement, *rest):
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(seen)
