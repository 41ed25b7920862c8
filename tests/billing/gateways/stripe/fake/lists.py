"""Lists, searches and what is expanded in an answer."""

import re

from tests.billing.gateways.stripe.fake.refusal import invalid

CLAUSE = re.compile(r"metadata\['(\w+)'\]:'([^']*)'")
EXPANDABLE = ("latest_charge", "payment_method")


def page(ledger, kind, url, form):
    """Newest first, after a cursor: https://docs.stripe.com/api/pagination"""
    entries = [each for each in ledger.all(kind) if fits(each, form)]
    if after := form.get("starting_after"):
        keys = [each["id"] for each in entries]
        entries = entries[keys.index(after) + 1:]
    limit = int(form.get("limit", 10))
    return {"object": "list", "url": url, "has_more": len(entries) > limit,
            "data": entries[:limit]}


def fits(entry, form):
    since = int(form.get("created", {}).get("gte", 0))
    payment = form.get("payment_intent")
    return entry["created"] >= since and payment in (None, entry.get("payment_intent"))


def search(ledger, kind, url, form):
    """Regardless of case, and later than lists: https://docs.stripe.com/search"""
    if not ledger.searchable:
        raise invalid("Search is not available in your country.")
    clauses = CLAUSE.findall(form["query"])
    if not clauses or " AND " in form["query"] and " OR " in form["query"]:
        raise invalid("We were unable to parse your search query.", param="query")
    data = [each for each in ledger.searched(kind) if any(has(each, *told) for told in clauses)]
    return {"object": "search_result", "url": url, "has_more": False, "next_page": None,
            "data": data[:int(form.get("limit", 10))]}


def has(entry, key, value):
    return entry["metadata"].get(key, "").lower() == value.lower()


def expanded(ledger, body, names):
    """A copy with the ids of those names replaced by what they stand for."""
    body = dict(body)
    for name in set(names) & set(EXPANDABLE):
        if isinstance(body.get(name), str):
            body[name] = dict(ledger.things[body[name]])
    return body
