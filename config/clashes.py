"""Two at work at the same rows, each waiting for what the other has: the database ends one of them.

Who is ended has changed nothing and may begin anew.
"""

ENDED = ("40P01", "40001")  # a deadlock; what was read is not so any more


def ended(error):
    """Whether a database's error, as SQLAlchemy raises it, is that and no other."""
    return getattr(error.orig, "sqlstate", None) in ENDED
