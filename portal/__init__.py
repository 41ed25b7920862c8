"""The front door of portal users."""


def join(app):
    """Nothing yet."""
