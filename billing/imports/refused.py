"""What an import cannot take."""


class Refused(ValueError):
    """The row cannot be taken; the message is the reason."""


class Unreadable(ValueError):
    """The file is not one that could be taken at all; the message says what it lacks.

    It names what the file holds to somebody at a terminal, which unseen signs could move.
    """

    def __str__(self):
        return "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}"
                       for mark in super().__str__())
