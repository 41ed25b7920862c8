"""Which addresses a company may have called, as far as the text of one tells (I6).

What its name stands for is looked at when it is called, each time (config.outside).
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _

from config.networks import reachable

LONGEST = 500  # characters
SAID = re.compile(r"https?://[!-~]+", re.IGNORECASE)  # no spaces, no letters beyond ASCII
NAMED = re.compile(r"[a-z0-9.\-]*[a-z0-9]\.?|[0-9a-f:.]+", re.IGNORECASE)


class Unfit(ValueError):
    """What is wrong with it, in the reader's words."""


def check(address, secure, networks=()):
    """Raises Unfit; `secure` is whether it has to be https."""
    for wrong, words in FAULTS:
        if wrong(address, secure, networks):
            raise Unfit(words)


def not_an_address(address, *_policy):
    try:
        url = urlsplit(address)
        known = SAID.fullmatch(address) and url.port != 0 and NAMED.fullmatch(url.hostname or "")
    except ValueError:  # such as a port that is none
        return True
    return not known or len(address) > LONGEST


def signed_in(address, *_policy):
    url = urlsplit(address)
    return "@" in url.netloc or "#" in address


def open_to_readers(address, secure, _networks):
    return secure and urlsplit(address).scheme != "https"


def inside(address, _secure, networks):
    """A name tells nothing yet."""
    try:
        host = str(ip_address(urlsplit(address).hostname))
    except ValueError:
        return False
    return not reachable(host, networks)


FAULTS = (
    (not_an_address, _("Enter an address such as https://billing.example.com/portico, up to 500"
                       " characters.")),
    (signed_in, _("Leave out names, passwords and what follows a #.")),
    (open_to_readers, _("The address has to begin with https://.")),
    (inside, _("This address lies in a private network, and is never called.")),
)
