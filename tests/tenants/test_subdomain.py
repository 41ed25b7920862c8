"""The rule of subdomains, told by the part that was broken (T2)."""

import pytest

from tenants.subdomain import LONGEST, RESERVED, SubdomainRefused, check


@pytest.mark.parametrize("name", ["acme", "a", "0", "acme2024", "x" * LONGEST])
def test_names_that_are_fine(name):
    assert check(name) == name


@pytest.mark.parametrize(("name", "words"), [
    ("", "Enter a subdomain"), ("Acme", "lower case"), ("ÄCME", "lower case"),
    ("acme-x", "no special characters"), ("acme_x", "no special characters"),
    ("a.b", "no special characters"), ("a b", "no special characters"),
    ("acme\n", "no special characters"), ("äcme", "no special characters"),
    ("а", "no special characters"), ("٣", "no special characters"),
    ("acme-sandbox", "belongs to a sandbox"), ("-sandbox", "belongs to a sandbox"),
    ("x" * (LONGEST + 1), "at most 55"), ("www", "reserved"), ("mail", "reserved"),
    ("static", "reserved"), ("api", "reserved"),
])
def test_names_that_are_not_and_why(name, words):
    with pytest.raises(SubdomainRefused, match=words):
        check(name)


def test_hosts_of_our_own_are_reserved():
    assert {"www", "api", "app", "admin", "mail", "static", "health", "metrics"} <= RESERVED
