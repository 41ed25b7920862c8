"""The rule of subdomains (T2), told by the part that was broken."""

import re

RESERVED = frozenset(
    "www api app admin mail static assets cdn billing portal setup login auth sso docs help status"
    " support ftp smtp imap ns ns1 ns2 mx test localhost root ops health metrics".split()
)
LONGEST = 55


class SubdomainRefused(ValueError):
    """The name cannot be a subdomain; the message says which rule it breaks."""


def check(name):
    """The name itself, or SubdomainRefused with the rule that it breaks."""
    for broken, rule in rules(name):
        if broken:
            raise SubdomainRefused(rule)
    return name


def rules(name):
    yield not name, "Enter a subdomain."
    yield name.endswith("-sandbox"), "A name that ends in “-sandbox” belongs to a sandbox."
    yield name != name.lower(), "Use lower case letters only."
    yield len(name) > LONGEST, f"Use at most {LONGEST} characters."
    yield (
        not re.fullmatch(r"[a-z0-9]*", name),
        "Use letters a to z and digits only, no special characters.",
    )
    yield name in RESERVED, f"“{name}” is reserved."
