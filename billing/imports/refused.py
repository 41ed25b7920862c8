"""What an import cannot take."""


class Refused(ValueError):
    """The row cannot be taken; the message is the reason."""


class Unreadable(ValueError):
    """The file is not one that could be taken at all; the message says what it lacks."""
