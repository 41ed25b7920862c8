"""The address that lets a reader in stands in its mail by itself: nothing is made of it (D11).

Who writes templates may not thereby let themselves in. A picture's address with the credential in
it would bring it to them as the mail is opened, a link's as it is pressed. So the parts are written
twice, once with a decoy: the words that differ must be the address and nothing else.
"""

import re
import secrets
import string
from html import unescape

LETTERS = string.ascii_letters + string.digits
WORDS = re.compile(r"[^\s<>\"]+")
AROUND = ".,;:!?()[]{}'*|“”„«»‘’…"


def decoy(address):
    """Another address like it, different in every character of its credential."""
    start, slash, token = address.rpartition("/")
    return start + slash + "".join(secrets.choice(LETTERS.replace(each, "")) for each in token)


def betrays(written, otherwise, address, other):
    """Whether more differs between the two than the address itself."""
    one, two = words(written), words(otherwise)
    if len(one) != len(two):
        return True
    return any(pair[0] != pair[1] and pair != (address, other) for pair in zip(one, two))


def words(written):
    return [unescape(word).strip(AROUND) for word in WORDS.findall(written)]
