"""How many statements something sends to the database."""

from sqlalchemy import event
from sqlalchemy.engine import Engine


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
