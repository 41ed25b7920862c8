"""No other site may act in a visitor's name: every unsafe request is checked, not only forms.

A sibling subdomain is the same site to a browser, so SameSite alone does not help; the Origin
must be exactly ours, and the token is bound to the visitor's own cookie.
"""

import hmac
import secrets
from hashlib import blake2b

from flask import abort, current_app, g, request

from config import seal

SAFE = {"GET", "HEAD", "OPTIONS"}
OF_PROGRAMS = ("/api/", "/webhooks/")  # no cookie opens anything there


def join(app):
    """Check unsafe requests of the app; programs with a key are exempt, they send no cookie."""
    app.before_request(refuse_forged)
    app.after_request(hand_out_seed)
    app.jinja_env.globals["csrf_token"] = token


def refuse_forged():
    if request.method in SAFE or request.path.startswith(OF_PROGRAMS):
        return
    if not (same_origin() and hmac.compare_digest(sent_token().encode(), token().encode())):
        abort(403, description="forged")


def same_origin():
    """The Origin header, when there is one, names exactly this host (browsers send it on POST)."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{current_app.config['BASE_SCHEME']}://{request.host}"


def sent_token():
    return request.form.get("csrf_token") or request.headers.get("X-CSRF-Token", "")


def token():
    """What a form must send back: a mark of the visitor's seed cookie, useless elsewhere.

    By keyed BLAKE2 (RFC 7693), since OpenSSL's HMAC takes as long as five rows of a list.
    """
    said = f"{request.host}:{seed()}".encode()
    return blake2b(said, key=seal.key("forgery"), digest_size=32).hexdigest()


def seed():
    if "forgery_seed" not in g:
        g.forgery_seed = request.cookies.get(cookie_name()) or new_seed()
    return g.forgery_seed


def new_seed():
    g.forgery_seed_is_new = True
    return secrets.token_urlsafe(24)


def hand_out_seed(response):
    if g.get("forgery_seed_is_new"):
        response.set_cookie(
            cookie_name(),
            g.forgery_seed,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SECURE"],
        )
    return response


def cookie_name():
    return "__Host-seed" if current_app.config["SECURE"] else "seed"
