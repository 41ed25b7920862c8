"""The rule of subdomains (T2), told by the part that was broken."""

import re

from config.languages import N_

RESERVED = frozenset(
    "www api app admin mail static assets cdn billing portal setup login auth sso docs help status"
    " support ftp smtp imap ns ns1 ns2 mx test localhost root ops health metrics".split()
)
LONGEST = 55


class SubdomainRefused(ValueError):
    """The name cannot be a subdomain; the message says which rule it breaks.

    `rule` and `values` are the same message before its words are put together, to be translated.
    """

    def __init__(self, rule, **values):
        super().__init__(rule % values if values else rule)
        self.rule, self.values = rule, values


def check(name):
    """The name itself, or SubdomainRefused with the rule that it breaks."""
    for broken, rule, values in rules(name):
        if broken:
            raise SubdomainRefused(rule, **values)
    return name


def rules(name):
    """(whether it is broken, the rule, what its sentence names), in the order of telling."""
    sandbox = N_("A name that ends in “-sandbox” belongs to a sandbox.")
    letters = N_("Use letters a to z and digits only, no special characters.")
    yield not name, N_("Enter a subdomain."), {}
    yield name.endswith("-sandbox"), sandbox, {}
    yield name != name.lower(), N_("Use lower case letters only."), {}
    yield len(name) > LONGEST, N_("Use at most %(most)s characters."), {"most": LONGEST}
    yield not re.fullmatch(r"[a-z0-9]*", name), letters, {}
    yield name in RESERVED, N_("“%(name)s” is reserved."), {"name": name}
