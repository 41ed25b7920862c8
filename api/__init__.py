"""The front door of programs: JSON under /api/v1."""


def join(app):
    """Nothing yet."""
