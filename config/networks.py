"""Which addresses belong to the public internet, by the registries of IANA, and which do not."""

from ipaddress import ip_address, ip_network

GLOBAL_6 = ip_network("2000::/3")  # all else is local, mapped, translated, or not given out
CLOSED = tuple(map(ip_network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "168.63.129.16/32",  # looks public, and is the host beneath every machine of one big cloud
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)))


def reachable(address, networks=()):
    """Whether it is public, or in one of these networks; both as texts."""
    place = ip_address(address.partition("%")[0])
    return public(place) or any(place in ip_network(each) for each in networks)


def public(place):
    if place.version == 6 and place not in GLOBAL_6:
        return False
    return not any(place in each for each in CLOSED)
