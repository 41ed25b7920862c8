"""The Redis connection, one per process."""

from functools import cache

from flask import current_app
from redis import Redis


def redis():
    """A client whose silence never holds a page for long; the rows are the truth (W1)."""
    return connect(current_app.config["REDIS_URL"])


@cache
def connect(url):
    return Redis.from_url(url, socket_connect_timeout=1, socket_timeout=None)
