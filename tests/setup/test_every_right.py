"""Every address of staff with every right, allowed and denied (S10, S11)."""

import re

import pytest

from tenants.role import ACTIONS, ACTIVITIES
from tests.setup.rights_table import ANYONE, STAFF, TABLE, line, rights
from tests.setup.test_rights import at_setup_with

RIGHTS = [(activity, action) for activity in ACTIVITIES for action in ACTIONS]
NAMED = {"customer_id": "C-1004", "contact_id": "CT-4",
         "bulk_invite_id": "00000000-0000-0000-0000-000000000000", "kind": "invoices"}
NOBODY = {"uuid": "00000000-0000-4000-8000-000000000000"}


def routes(app):
    """(name, method, rule, view) of each address of staff."""
    return [
        (f"{method} {rule.rule}", method, rule.rule, app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules() if rule.endpoint.startswith("setup.")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]


def opens(name, view):
    """Who may: by the table; by the view itself where somebody has forgotten the line."""
    return rights(TABLE[name]) if name in TABLE else set(getattr(view, "rights", ()))


def guarded(app):
    return [each for each in routes(app)
            if TABLE.get(each[0]) not in (STAFF, ANYONE) and getattr(each[3], "rights", None)]


def call(visitor, method, rule):
    path = re.sub(r"<(?:([^:>]*):)?(\w+)>", lambda part: filled(*part.groups()), rule)
    if method == "GET":
        return visitor.get(path).status_code
    return visitor.post(path, {"customer_id": "C-1004"}).status_code


def filled(kind, name):
    """What an address names: of the cast where it has some, else nothing at all."""
    choice = re.match(r"any\((\w+)", kind or "")
    return choice[1] if choice else NAMED.get(name) or NOBODY.get(kind, "987654")


def test_every_staff_route_is_in_the_table(one_app):
    known = {name: view for name, _, _, view in routes(one_app)}
    missing = [line(name, getattr(view, "rights", ())) for name, view in known.items()
               if name not in TABLE]
    assert not missing, (
        "These addresses of staff are not in tests/setup/rights_table.py. Say there which rights"
        " are to open them (what each view asks for now is written behind it):\n"
        + "\n".join(missing)
    )
    assert not set(TABLE) - set(known), f"There is no such route: {sorted(set(TABLE) - set(known))}"


def test_each_view_asks_for_what_the_table_says(one_app):
    for name, _, _, view in routes(one_app):
        if TABLE.get(name) == ANYONE:
            assert view.for_anyone, name
        elif name in TABLE:
            assert set(view.rights) == rights(TABLE[name]), name
            assert not getattr(view, "for_anyone", False), name


@pytest.mark.parametrize("right", RIGHTS, ids=".".join)
def test_one_right_opens_its_pages_and_no_other(cast, visit, app, right):
    visitor = at_setup_with(cast, visit, [right])
    wrong = [
        f"{name}: {status}" for name, method, rule, view in guarded(app)
        for status in [call(visitor, method, rule)]
        if (status != 403) != (right in opens(name, view))
    ]
    assert not wrong, f"with {right} alone: {wrong}"


def test_all_other_rights_together_open_nothing(cast, visit, app):
    kinds = {}
    for name, method, rule, view in guarded(app):
        kinds.setdefault(frozenset(opens(name, view)), []).append((method, rule))
    for number, (needed, pages) in enumerate(kinds.items()):
        others = [right for right in RIGHTS if right not in needed]
        visitor = at_setup_with(cast, visit, others, f"Other {number}")
        assert {page: call(visitor, *page) for page in pages} == dict.fromkeys(pages, 403)


def test_nobody_signed_in_is_led_to_the_login(cast, visit, app):
    visitor = visit("acme")
    pages = [(name, method, rule) for name, method, rule, _ in routes(app)
             if TABLE.get(name) != ANYONE]
    assert {name: call(visitor, method, rule) for name, method, rule in pages} == dict.fromkeys(
        (name for name, _, _ in pages), 302)


def test_how_much_is_walked(app, record_property):
    """Said to whoever runs it with -s, and kept in the report."""
    count = len(guarded(app)) * len(RIGHTS)
    allowed = sum(len(opens(name, view)) for name, _, _, view in guarded(app))
    record_property("routes x rights", count)
    print(f"\n{len(guarded(app))} addresses × {len(RIGHTS)} rights = {count} calls,"
          f" {allowed} allowed and {count - allowed} denied")
    assert count >= 400
