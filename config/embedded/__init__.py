"""The services that Portico stands on, started from packages to try it and to test it.

Each is left out as soon as the environment has its address; see `Services`.
"""

from config.embedded.trouble import Trouble

__all__ = ["Services", "Trouble"]


def __getattr__(name):
    # The mail page reads the sink's mails, and need not load what starts the services.
    if name == "Services":
        from config.embedded.services import Services

        return Services
    raise AttributeError(name)
