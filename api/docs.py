"""The API's own description and how it reads, at our own address; anyone may read both (I1)."""

import json
from pathlib import Path

from flask import Blueprint, Response, g, render_template

from api.reference import Reference

FILE = Path(__file__).parent / "openapi.json"

docs = Blueprint("api-docs", __name__, url_prefix="/api/v1", template_folder="templates")


@docs.get("/openapi.json")
def openapi_json():
    return Response(FILE.read_bytes(), mimetype="application/json")


@docs.get("/docs")
def reference():
    """The page is the same for everybody but for its address, its language and its colours."""
    return render_template("api/docs.html", reference=Reference(json.loads(FILE.read_bytes())),
                           base_url=g.tenant.base_url)
