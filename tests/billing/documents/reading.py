"""Reads a PDF back with a library that did not write it."""

import io
import re

from pypdf import PdfReader


class Pages:
    """The pages of a PDF; `text` is without white space, because lines wrap as they like."""

    def __init__(self, pdf):
        self.reader = PdfReader(io.BytesIO(pdf))
        self.pages = [page.extract_text() for page in self.reader.pages]
        self.text = bare("".join(self.pages))

    def __len__(self):
        return len(self.pages)

    def __contains__(self, words):
        return bare(words) in self.text

    def fonts(self):
        found = [page["/Resources"].get("/Font", {}) for page in self.reader.pages]
        return {str(font.get_object()["/BaseFont"]) for page in found for font in page.values()}

    def paint(self):
        """How the first page is drawn."""
        return self.reader.pages[0].get_contents().get_data().decode("latin-1")

    def places(self, letters):
        """Where on its page each run with these letters begins, in points from below left."""
        return [place for page in self.reader.pages for place in places(page, letters)]


def bare(text):
    return re.sub(r"\s", "", text)


def places(page, letters):
    found = []

    def visit(text, outer, inner, _font, _size):
        if letters in text:
            found.append((inner[4] * outer[0] + outer[4], inner[5] * outer[3] + outer[5]))

    page.extract_text(visitor_text=visit)
    return found
