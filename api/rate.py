"""How many calls a key may make in a minute, told in every answer to it (I4)."""

from flask import current_app, g
from redis.exceptions import RedisError
from werkzeug.exceptions import TooManyRequests

from config import clock
from config.extensions import limiter

WINDOW = 60  # seconds
MOST = 6_000  # calls in one, unless the installation says otherwise


class TooMany(TooManyRequests):
    """Says when the next minute begins."""

    def __init__(self, left):
        super().__init__("This key has made its calls of this minute.")
        self.retry_after = left


def count():
    """Count this call; raises TooMany. Without Redis nobody is held up."""
    most = int(current_app.config.get("API_CALLS_PER_MINUTE") or MOST)
    begun, passed = divmod(int(clock.now().timestamp()), WINDOW)
    key = f"api-calls:{g.tenant.tenant_id}:{g.api_key.api_key_id}:{begun}"
    try:
        made = limiter.storage.incr(key, WINDOW) if limiter.enabled else 1
    except RedisError:
        return
    left = WINDOW - passed
    g.rate = {"RateLimit-Limit": most, "RateLimit-Remaining": max(0, most - made),
              "RateLimit-Reset": left}
    if made > most:
        raise TooMany(left)


def tell(answer):
    answer.headers.update(g.get("rate", {}))
    return answer
