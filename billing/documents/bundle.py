"""Many files as one ZIP that is written while it is sent: memory holds one file at a time.

Files are stored as they are: PDFs are compressed inside.
"""

import io
from zipfile import ZIP_STORED, ZipFile, ZipInfo

READABLE = 0o644 << 16  # rights of a file, where a system knows them


class Outlet(io.RawIOBase):
    """Takes what the ZIP writes until it is taken away."""

    def __init__(self):
        self.parts = []

    def writable(self):
        return True

    def write(self, part):
        self.parts.append(bytes(part))
        return len(part)

    def taken(self):
        parts, self.parts = self.parts, []
        return b"".join(parts)


def streamed(files, moment):
    """The ZIP's bytes, a piece for each (name, bytes); all bear the moment, in its own zone."""
    outlet = Outlet()
    with ZipFile(outlet, "w", ZIP_STORED) as bundle:
        for name, body in files:
            entry = ZipInfo(name, moment.timetuple()[:6])
            entry.external_attr = READABLE
            bundle.writestr(entry, body)
            yield outlet.taken()
    yield outlet.taken()
