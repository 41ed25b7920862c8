"""A card number posted into every field of ours is nowhere afterwards (M3, security B and C11)."""

import re
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import text

from billing.people.customer import Customer
from config.database import Base, db
from tests.guards.belongings import furnish

PAN = "4000 0566 5566 5556"
LEFT = re.compile(rb"4000[^0-9]{0,3}0566[^0-9]{0,3}5566[^0-9]{0,3}5556")
SKIPPED = re.compile(r"sign-out|leave-view|/closing|\.pdf$|\.zip$|\.csv$|\.xlsx$|/attachments/")
ENDS = ("button", "image", "submit", "file")


class Forms(HTMLParser):
    """The links of a page, and its forms as (method, address, [(name, value)])."""

    def __init__(self, page, here):
        super().__init__()
        self.here, self.links, self.forms, self.reading = here, [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "a":
            self.links.append(told.get("href") or "")
        elif tag == "form":
            action = told.get("action") or self.here
            self.forms.append((told.get("method", "get").lower(), action, []))
            self.reading = self.forms[-1][2]
        elif self.reading is not None and told.get("name") and told.get("type") not in ENDS:
            self.reading.append((told["name"], told.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.reading = None


def alike(path):
    """Addresses that differ in ids only are one."""
    return re.sub(r"(?<=/)(?=[^/]*[0-9])[^/]+", "#", path)


def forms_of(visitor, start, most):
    """Every form that can be walked to, once for each place and set of fields."""
    waiting, seen, found = deque([start]), {alike(start)}, {}
    while waiting and most:
        most -= 1
        here = waiting.popleft()
        page = visitor.get(here)
        if page.mimetype != "text/html":
            continue
        read = Forms(page.text, here)
        for method, action, fields in read.forms:
            key = (method, alike(urlsplit(action).path), tuple(name for name, _ in fields))
            found.setdefault(key, (method, action, fields))
        for link in read.links:
            path = urlsplit(link).path
            if path.startswith(start) and not SKIPPED.search(link) and alike(path) not in seen:
                seen.add(alike(path))
                waiting.append(link)
    return [form for form in found.values() if not SKIPPED.search(form[1])]


def typed_everywhere(visitor, forms):
    """How many fields it was put into, each in a form of its own; all of them are refused."""
    count = 0
    for method, action, fields in forms:
        for place, (name, _) in enumerate(fields):
            if name == "csrf_token":
                continue
            filled = [(each, PAN if place == other else value)
                      for other, (each, value) in enumerate(fields) if each != "csrf_token"]
            answer = sent(visitor, method, action, filled)
            assert answer.status_code == 422, (method, action, name, answer.status_code)
            assert b"looks like a card number" in answer.data and not LEFT.search(answer.data)
            count += 1
    return count


def sent(visitor, method, action, filled):
    if method == "post":
        form = {}
        for name, value in filled:
            form.setdefault(name, []).append(value)
        return visitor.post(action, form)
    place = urlsplit(action)
    return visitor.get(place.path, query_string=[*parse_qsl(place.query), *filled])


def left_in(owner, cast, redis_client, migrated):
    """Every place where something of it is."""
    mails = (each for each in Path(migrated["MAIL_STORE"]).rglob("*") if each.is_file())
    return [*in_tables(owner, cast),
            *(key.decode() for key in redis_client.keys() if LEFT.search(held(redis_client, key))),
            *(each.name for each in mails if LEFT.search(each.read_bytes()))]


def in_tables(owner, cast):
    with owner.begin() as connection:
        for tenant_id in (cast.acme, cast.sandbox, cast.initech):
            connection.execute(text(f"select set_config('app.tenant_id', '{tenant_id}', true)"))
            for table in Base.metadata.sorted_tables:
                rows = connection.execute(text(f"select t::text from {table.name} t")).scalars()
                yield from (table.name for row in rows if LEFT.search(row.encode()))


def held(redis_client, key):
    """A key with all that is under it."""
    kind = redis_client.type(key).decode()
    return key + repr(READ[kind](redis_client, key)).encode()


READ = {
    "string": lambda client, key: client.get(key),
    "hash": lambda client, key: client.hgetall(key),
    "list": lambda client, key: client.lrange(key, 0, -1),
    "set": lambda client, key: client.smembers(key),
    "zset": lambda client, key: client.zrange(key, 0, -1),
    "stream": lambda client, key: client.xrange(key),
    "none": lambda client, key: b"",
}


def test_what_is_looked_for_would_be_found(cast, owner, redis_client, migrated):
    with cast.within():
        db.session.get(Customer, (cast.acme, "C-1001")).description = f"pays with {PAN}"
        db.session.commit()
    redis_client.hset("canary", "field", PAN.replace(" ", ""))
    mail = Path(migrated["MAIL_STORE"]) / "canary.eml"
    mail.write_text(PAN.replace(" ", "-"))
    found = left_in(owner, cast, redis_client, migrated)
    mail.unlink()
    assert {"customer", "canary", "canary.eml"} <= set(found)


def test_no_field_of_the_portal_keeps_a_card_number(
    cast, jane, cardconnect, owner, redis_client, migrated, capfd, record_property
):
    furnish(cast)
    forms = forms_of(jane, "/portal", 120)
    assert [fields for _, _, fields in forms if ("kind", "card") in fields]
    count = typed_everywhere(jane, forms)
    assert count > 100 and left_in(owner, cast, redis_client, migrated) == []
    assert not LEFT.search("".join(capfd.readouterr()).encode())
    record_property("said", f"card numbers: typed into {count} fields of the portal, kept nowhere")


@pytest.mark.full
def test_no_field_of_the_setup_keeps_a_card_number(
    cast, stan, owner, redis_client, migrated, capfd, record_property
):
    furnish(cast)
    count = typed_everywhere(stan, forms_of(stan, "/setup", 120))
    assert count > 300 and left_in(owner, cast, redis_client, migrated) == []
    assert not LEFT.search("".join(capfd.readouterr()).encode())
    record_property("said", f"card numbers: typed into {count} fields of the setup, kept nowhere")
