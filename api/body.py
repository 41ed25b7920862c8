"""The body of a call as it may come in: JSON, or what its view takes, and gzip of either (I5).

What the database could not store is refused here: a NUL, half a pair of surrogates (RFC 8259,
section 8.2), numbers that JSON does not have.
"""

import io
import json
import re
import zlib

from flask import current_app, request
from marshmallow import RAISE
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

LARGEST = 32 * 1024 * 1024  # bytes, unpacked
PARTS = 1_000_000  # values of a body; each takes some dozen bytes of memory, however short it is
OPENED = 31  # zlib's word for gzip with its largest window
BARE = ("GET", "HEAD", "OPTIONS")
WHOLE = ("PUT", "PATCH")  # nothing is nothing to do
SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def takes(*types):
    """The content types that a view takes, where it is not JSON."""

    def marked(view):
        view.types = types
        return view

    return marked


def look_at_body():
    """Refuse what no view reads, and unpack what is packed."""
    if request.method in BARE or not brought():
        return
    types = getattr(current_app.view_functions[request.endpoint], "types", ())
    if request.mimetype not in types and not (request.is_json and not types):
        raise UnsupportedMediaType(f"Send {' or '.join(types or ('application/json',))}.")
    packing = request.headers.get("Content-Encoding", "identity").lower()
    if packing == "gzip":
        request.stream = io.BytesIO(unpacked(request.get_data(cache=False)))
    elif packing != "identity":
        raise UnsupportedMediaType("A body may be packed by gzip, and by nothing else.")


def brought():
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def unpacked(data, most=LARGEST):
    """What a gzip file holds; raises BadRequest and RequestEntityTooLarge."""
    opener = zlib.decompressobj(OPENED)
    try:
        plain = opener.decompress(data, most)
    except zlib.error:
        raise BadRequest("The body is no gzip.") from None
    if opener.unconsumed_tail:
        raise RequestEntityTooLarge(f"Unpacked it is larger than {most} bytes.")
    if not opener.eof or opener.unused_data:
        raise BadRequest("The body is no whole gzip.")
    return plain


class Reader(FlaskParser):
    """Reads JSON strictly: what it lets in can be stored. In an address no name is passed over: a
    mistyped filter would show everybody's records.
    """

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE}

    def _raw_load_json(self, req):
        if not req.is_json:
            if req.method in WHOLE:
                raise BadRequest("Send the fields as JSON.")
            return super()._raw_load_json(req)
        return read(req.get_data(cache=True))


def read(data):
    """The value that JSON says; raises BadRequest."""
    try:
        value = json.loads(few_parts(data).decode(), parse_constant=refuse, parse_float=finite)
        if SUSPECT.search(data):
            storable(value)
    except (ValueError, RecursionError):
        raise BadRequest("The body is no JSON, or holds a text or number that nothing can keep."
                         ) from None
    return value


def few_parts(data):
    """The same; raises RequestEntityTooLarge where it may hold more values than anybody sends."""
    if data.count(b",") + data.count(b"[") + data.count(b"{") > PARTS:
        raise RequestEntityTooLarge(f"Send up to {PARTS:,} values in a call.")
    return data


def refuse(word):
    raise ValueError(word)


def finite(digits):
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(digits)
    return number


def storable(value):
    """Raises ValueError for a NUL, and for what has no UTF-8."""
    said = json.dumps(value, ensure_ascii=False)
    said.encode()
    if NUL.search(said):
        raise ValueError("NUL")
