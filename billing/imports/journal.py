"""How far an import has come, on disk: one that was killed goes on where it stopped.

Beside the error file lies `….position`, replaced after each transaction. Whatever the kill came
between is done again, and what is known already changes nothing.
"""

import fcntl
import json
import os
from pathlib import Path


class UnderWay(RuntimeError):
    """Another process takes the same file."""


class Journal:
    """Of one import, `of` says which: another file or another choice begins anew.

    `place` and `row` are where to go on, `kept` what else the import wants to find again. Raises
    UnderWay and OSError.
    """

    def __init__(self, path, of, tally):
        self.path, self.of, self.tally = Path(path), of, tally
        self.position = Path(f"{path}.position")
        self.place, self.row, self.kept = 0, 0, {}

    def __enter__(self):
        self.file = open(self.path, "a+b")
        try:
            self.hold()
            self.file.truncate(self.recall())
            self.file.seek(0, os.SEEK_END)
        except BaseException:
            self.file.close()
            raise
        return self

    def __exit__(self, failure, *rest):
        """What ended well needs no position; what did not keeps it."""
        if failure is None:
            self.position.unlink(missing_ok=True)
            if not os.path.getsize(self.path):
                self.path.unlink()
        self.file.close()

    @property
    def resumed(self):
        return self.place > 0

    def hold(self):
        """One at a time; the system lets go when the process ends, however it does."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            alone = os.path.samestat(os.fstat(self.file.fileno()), os.stat(self.path))
        except (BlockingIOError, FileNotFoundError):
            alone = False
        if not alone:
            raise UnderWay(f"{self.path} is being written by another import.")

    def recall(self):
        """The size of the error file at the position; what somebody took out of it stays out."""
        try:
            said = json.loads(self.position.read_bytes())
        except (FileNotFoundError, ValueError):
            return 0
        if said["of"] != self.of:
            return 0
        self.place, self.row, self.kept = said["place"], said["row"], said["kept"]
        self.tally.recall(said["tally"])
        return min(said["errors"], os.path.getsize(self.path))

    def refuse(self, source, row, reason):
        """Tell the row and the reason in the error file."""
        if not self.file.tell():
            self.write(source.title())
        self.write(source.complaint(row, reason))
        self.tally.refuse(row.number, reason)

    def write(self, text):
        """Bytes that are no text as they came; half a character, which only JSON can say, as there.
        """
        try:
            said = text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            said = text.encode("utf-8", "backslashreplace")
        self.file.write(said)

    def mark(self, place, row):
        """All up to there is done, and committed."""
        self.place, self.row = place, row
        self.file.flush()
        os.fsync(self.file.fileno())
        said = {"of": self.of, "place": place, "row": row, "kept": self.kept,
                "tally": self.tally.told(), "errors": self.file.tell()}
        fresh = Path(f"{self.position}.new")
        fresh.write_text(json.dumps(said))
        fresh.replace(self.position)


def identity(path):
    """Tells a file from another, and from what it was before it was changed."""
    found = os.stat(path)
    return {"file": str(Path(path).resolve()), "size": found.st_size, "time": found.st_mtime_ns}
