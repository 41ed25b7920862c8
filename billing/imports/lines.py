"""A text file line by line, with the place of each in bytes, so that reading can go on there."""

import io

MARK = "\ufeff"  # some programs begin a file with it


class Lines:
    """`place` is where the line that was given last ends."""

    def __init__(self, path, place=0):
        file = open(path, "rb")
        file.seek(place)
        self.place = place
        self.file = io.TextIOWrapper(file, "utf-8", "surrogateescape", newline="")

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.file.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.file.readline()
        if not line:
            raise StopIteration
        first = self.place == 0
        self.place += len(line.encode("utf-8", "surrogateescape"))
        return line.removeprefix(MARK) if first else line
