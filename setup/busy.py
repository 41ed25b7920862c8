"""Too many tries: the answer says when to try again (R6)."""

import math
import time
from datetime import timedelta

from flask import make_response, render_template
from flask_babel import format_timedelta

from config.extensions import limiter
from setup.door import setup


@setup.errorhandler(429)
def too_many(error):
    seconds = limiter.current_limit.reset_at - time.time() if limiter.current_limit else 60
    pause = timedelta(minutes=max(1, math.ceil(seconds / 60)))
    words = format_timedelta(pause, granularity="minute", threshold=90)
    answer = make_response(render_template("errors/429.html", retry_after=words), 429)
    answer.headers["Retry-After"] = str(int(pause.total_seconds()))
    return answer
