"""An answer of a server that nobody knows, read as http.client reads it, but to a bound."""

import io
from http.client import HTTPResponse


class Bounded(io.BufferedReader):
    """Never reads to an end that may not come."""

    def read(self, size=-1, /):
        if size is None or size < 0:
            raise ValueError("no bound")
        return super().read(size)


class StrangersAnswer(HTTPResponse):
    """http.client takes a chunk that says it has -1 bytes for all that ever comes."""

    def __init__(self, wire, *named, **options):
        super().__init__(wire, *named, **options)
        self.fp = Bounded(self.fp.detach())
