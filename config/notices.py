"""Messages for the next page travel in a signed cookie; most requests have none."""

from flask.sessions import SecureCookieSessionInterface


def join(app):
    """Nothing else is kept in Flask's session: visits are rows on the server (D1)."""
    app.session_interface = Notices()


class Notices(SecureCookieSessionInterface):
    """Makes a signer only for who sent something to check, and writes only what there is."""

    def open_session(self, app, request):
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app, session, response):
        if session or session.modified:
            super().save_session(app, session, response)
