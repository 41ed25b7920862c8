"""Extensions that need no more than a name here and the app later."""

from flask import g
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_mail import Mail
from limits.storage import RedisStorage


class ViewLimiter(Limiter):
    """There are limits of single views only, which ask themselves: other pages need not ask.

    Its storage would load the client of Valkey beside that of Redis, which speaks to both.
    """

    def init_app(self, app):
        RedisStorage.DEPENDENCIES = {"redis": RedisStorage.DEPENDENCIES["redis"]}
        super().init_app(app)
        if self.enabled:
            app.before_request_funcs[None].remove(self._check_request_limit)


class BareLoginManager(LoginManager):
    """No template asks for current_user: views give what a page shows."""

    def init_app(self, app):
        super().init_app(app, add_context_processor=False)


limiter = ViewLimiter(key_func=get_remote_address)
login_manager = BareLoginManager()
login_manager.login_message = None
login_manager.request_loader(lambda request: g.get("visitor"))
smtp = Mail()
