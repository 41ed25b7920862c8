"""The services that Portico stands on, started from packages to try it and to test it.

Each is left out as soon as the environment has its address; see `Services`.
"""

from config.embedded.services import Services
from config.embedded.trouble import Trouble

__all__ = ["Services", "Trouble"]
