"""What is looked at in an answer: status, text, where it leads, and the headers that protect it."""

import io
import re
from urllib.parse import quote

from pypdf import PdfReader

PROTECTING = (
    "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy",
)
PUBLIC = ("/static/", "/branding/")
# The islands, whose time zone anybody may choose, are no neighbour's mark.
ISLANDS = '<option value="Atlantic/Canary">Canary</option>'


class Answer:
    """One answer, without what the question itself had said."""

    def __init__(self, response, address, ids):
        self.status, self.headers = response.status_code, response.headers
        self.text = without(text_of(response), address, ids)
        self.location = without(self.headers.get("Location", ""), address, ids)
        self.public = address.startswith(PUBLIC)

    @property
    def same(self):
        """What must not differ between a neighbour's id and one that nobody has."""
        return self.status, self.location, self.text, self.headers.get("Content-Type")

    def holds(self, words):
        """Those of the words that the answer holds anywhere."""
        headers = " ".join(f"{name}: {value}" for name, value in self.headers if name != "Location")
        text = f"{self.text} {self.location} {headers}".lower()
        return [word for word in words if word in text]

    def unprotected(self):
        """What is missing among the headers."""
        yield from (name for name in PROTECTING if name not in self.headers)
        if not (self.public and self.status == 200) and "no-store" not in self.kept:
            yield f"Cache-Control: {self.kept}"
        given = (each for each in self.headers.getlist("Set-Cookie") if "Max-Age=0" not in each)
        for cookie in given:
            if not ("HttpOnly" in cookie and "SameSite=Lax" in cookie) or "Domain" in cookie:
                yield f"Set-Cookie without its flags ({cookie.partition('=')[0]})"

    @property
    def kept(self):
        return self.headers.get("Cache-Control", "")


def text_of(response):
    if response.content_type == "application/pdf":
        pages = PdfReader(io.BytesIO(response.data)).pages
        return " ".join(page.extract_text() for page in pages)
    return response.data.decode(errors="replace").replace(ISLANDS, "")


def without(text, address, ids):
    """The text without the address that was asked for, and without the ids that were sent."""
    for said in (address, quote(address), quote(address, safe=""), *longest(ids)):
        text = text.replace(said, "…")
    return re.sub(r"[0-9a-f-]{36}", "uuid", text)


def longest(ids):
    """Ids that cannot stand in a page by chance, so that taking them out hides nothing else."""
    return sorted((each for each in ids if len(each) > 5), key=len, reverse=True)
