"""What every answer says to the browser about what the page may do."""

from flask import request

OWN = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
    "base-uri": "'none'",
}


def policy(sources=None):
    """What a page may load; `sources` are those it needs besides our own, by directive."""
    more = sources or {}
    return "; ".join(" ".join(filter(None, (name, own, more.get(name))))
                     for name, own in OWN.items())


POLICY = policy()
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Vary": "Host",
}
STRICT = "max-age=31536000; includeSubDomains"


def join(app):
    """Set the headers on every answer; pages are kept by nobody, hashed assets for a year."""

    said = HEADERS | ({"Strict-Transport-Security": STRICT} if app.config["SECURE"] else {})
    lines = [(name.lower(), name, value) for name, value in said.items()]

    @app.after_request
    def add_headers(response):
        told = {name.lower() for name, _ in response.headers}
        response.headers.extend([
            (name, value) for key, name, value in lines if key not in told
        ])
        return response

    app.before_request(refuse_method_override)


def refuse_method_override():
    if "_method" in request.args or "X-HTTP-Method-Override" in request.headers:
        return "method override is not supported", 405
    return None
