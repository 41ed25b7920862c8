"""What every room stands on: settings, clock, bare extensions, storage, the embedded services."""

import sys

# SQLAlchemy loads it for coroutines, which nothing here has: a megabyte of every process.
if "greenlet" not in sys.modules:
    sys.modules["greenlet"] = None
    import sqlalchemy  # noqa: F401

    del sys.modules["greenlet"]
