"""The file that gives subdomains to issuers: a JSON object, or CSV of issuer and subdomain."""

import csv
import json
from pathlib import Path

TITLES = ["issuer", "subdomain"]


def read_map(path):
    """Subdomains by issuer; raises ValueError saying what is wrong, and OSError."""
    content = Path(path).read_text(encoding="utf-8-sig")
    if content.lstrip().startswith("{"):
        return checked(json.loads(content).items())
    rows = [row for row in csv.reader(content.splitlines()) if row]
    if rows and [cell.strip().lower() for cell in rows[0]] == TITLES:
        rows = rows[1:]
    return checked(rows)


def checked(rows):
    rows = list(rows)
    for row in rows:
        if len(row) != 2 or not all(isinstance(cell, str) and cell.strip() for cell in row):
            raise ValueError(f"not an issuer and its subdomain: {row!r}")
    return {issuer.strip(): label.strip() for issuer, label in rows}
