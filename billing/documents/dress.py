"""What every document has: parties, the company's colour, paper, tone of its state, fonts."""

import re
from typing import TypedDict

from flask import g

from billing.documents import fonts

PLAIN_ACCENT = "#44403c"
PAPERS = {"a4": "a4", "letter": "us-letter"}
TONES = {
    "Paid": "good",
    "Processed": "good",
    "Applied": "good",
    "Partially Paid": "warn",
    "Past due": "bad",
    "Declined": "bad",
    "Charged Back": "bad",
    "Processing": "busy",
}


class Seller(TypedDict):
    """The company that sends it; logo is the bytes of a PNG, JPEG, GIF, WebP or SVG, or None."""

    name: str
    address: list[str]
    email: str
    phone: str
    logo: bytes | None
    accent: str  # as "#0f766e"


class Buyer(TypedDict):
    """The customer; contact is the person whom it is for."""

    name: str
    contact: str
    address: list[str]


class Document(TypedDict):
    """What an invoice and a receipt share; figures and dates come as the page shows them."""

    seller: Seller
    buyer: Buyer
    status: str  # the word as the reader reads it
    state: str  # the record's own status, or "Past due": it gives the colour
    currency: str
    notes: str
    labels: dict[str, str]  # words that differ from the translated defaults
    language: str  # "en", "de": the document's own, for screen readers and direction
    paper: str  # "a4" or "letter"
    updated_date: str  # RFC 3339: dates the file, so one record gives one sequence of bytes
    einvoice: str  # the XML that travels inside, or empty


def dressed(document, labels):
    """The document with all that the templates ask for; what the caller left out is empty."""
    seller = {"email": "", "phone": "", **document["seller"]}
    return {
        "status": "",
        "notes": "",
        "currency": "",
        "einvoice": "",
        **document,
        "seller": {**seller, "accent": accent(seller), "logo": seller.get("logo") or b""},
        "buyer": {"contact": "", **document["buyer"]},
        "labels": texts(labels) | document.get("labels", {}),
        "language": document.get("language", "en").replace("-", "_").partition("_")[0],
        "paper": PAPERS.get(document.get("paper"), "a4"),
        "tone": TONES.get(document.get("state") or document.get("status"), "calm"),
        "fonts": list(fonts.paths()),
        **marked(document),
    }


def marked(document):
    """What staff print of a customer's portal says so on every page, and is no e-invoice (S14)."""
    mark = watermark()
    return {"watermark": mark, "einvoice": "" if mark else document.get("einvoice", "")}


def watermark():
    """Who looks on, where somebody does; else ""."""
    return g.get("watermark", "") if g else ""


def texts(labels):
    """The words in the reader's language of this moment."""
    return {key: str(word) for key, word in labels.items()}


def accent(seller):
    colour = seller.get("accent") or ""
    return colour if re.fullmatch("#[0-9a-fA-F]{6}", colour) else PLAIN_ACCENT
