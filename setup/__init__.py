"""The front door of staff; commands/ is the front door of ops."""


def join(app):
    """Nothing yet."""
