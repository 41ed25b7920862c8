"""Whose turn it is: of many schedulers one does a recurring piece of work, once a period."""

from flask import current_app

from workers.queue import connect


def take(name, period):
    """True for one caller in each period, a timedelta; raises RedisError.

    Nothing is held while the work is done, so a scheduler that dies leaves no lock behind. A wiped
    Redis grants a turn too many, which all recurring work must bear.
    """
    redis = connect(current_app.config["REDIS_URL"])
    return bool(redis.set(f"portico:turn:{name}", 1, nx=True, px=period))
