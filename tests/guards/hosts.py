"""Hosts that lead to acme, and hosts that lead to nobody (T1)."""

import re

NAMES = re.compile("acme|initech|canary", re.IGNORECASE)
OURS = ("acme.localhost:8000", "ACME.LocalHost:8000", "acme.localhost", "acme.localhost:99")
NOBODYS = (
    "nosuch.localhost:8000", "localhost:8000", "127.0.0.1:8000", "a.acme.localhost:8000",
    "acme.localhost.:8000", "acme.example.com", "acme.localhost.evil.example", "acmelocalhost:8000",
    "xacme.localhost:8000", ".localhost:8000", "www.localhost:8000", "x@acme.localhost:8000",
    "acme.localhost:8000, initech.localhost:8000", "acme.localhost:8000/", "acme.localhost:evil",
    "acme%00.localhost:8000", "[::1]:8000", "_", "",
)


def get(app, host, path="/portal/login", **headers):
    return app.test_client(use_cookies=False).get(path, headers={"Host": host, **headers})
