"""What pages wear: static files under a hash, and a tenant's logo, banner and colour (D14)."""

import hashlib
from pathlib import Path

from flask import Blueprint, Response, abort, g, send_from_directory

from config import shelf
from tenants import accent
from tenants.stored_picture import StoredPicture, key

FOLDER = Path(__file__).with_name("static")
FOREVER = "public, max-age=31536000, immutable"
IN_MAILS = {"Cache-Control": FOREVER, "Cross-Origin-Resource-Policy": "cross-origin"}
KINDS = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}

looks = Blueprint("looks", __name__, template_folder="templates")


def version():
    """One hash over all static files; a page never mixes an old style with a new script."""
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


VERSION = version()


def asset(name):
    """The hashed address of a static file."""
    return f"/static/{VERSION}/{name}"


@looks.get("/static/<version>/<path:name>")
def static(version, name):
    answer = send_from_directory(FOLDER, name)
    answer.headers["Cache-Control"] = FOREVER if version == VERSION else "no-cache"
    return answer


@looks.get("/branding/accent-<color>.css")
def color(color):
    """The tenant's colour as a stylesheet; any other colour is nobody's."""
    if f"#{color}" != g.tenant.primary_color.lower():
        abort(404)
    return Response(
        accent.stylesheet(g.tenant.primary_color),
        mimetype="text/css",
        headers={"Cache-Control": FOREVER},
    )


@looks.get("/branding/<name>")
def image(name):
    """Logo or banner, or a former logo that mails link to; public, under its content's hash."""
    shown = name in (g.tenant.logo_key, g.tenant.banner_key)
    if not (shown or StoredPicture.is_linked(name)):
        abort(404)
    body = shelf.read(key(name))
    if body is None:
        abort(404)
    kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(body, mimetype=kind, headers=IN_MAILS)
