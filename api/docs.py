"""The API's own description and how it reads, at our own address; anyone may read it (I1)."""

from pathlib import Path

from flask import Blueprint, Response

FILE = Path(__file__).parent / "openapi.json"

docs = Blueprint("api-docs", __name__, url_prefix="/api/v1", template_folder="templates")


@docs.get("/openapi.json")
def openapi_json():
    return Response(FILE.read_bytes(), mimetype="application/json")
