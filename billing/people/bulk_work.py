"""What is done with the next few of many customers; each member is told its outcome (A6, A10).

The rules are asked when it is done, as the moment is another than that of the press.
"""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from billing.people import access, dry_run
from billing.people.customer import Customer
from billing.people.refusal import Refused
from config.database import db

INVITED, GRANTED, DONE, LEFT = "invited", "granted", "done", "left"
OUTCOMES = (INVITED, GRANTED, DONE)


class Work(NamedTuple):
    """`do` takes the members of one transaction, at most `piece`, and returns letters."""

    do: Callable
    piece: int


def invite(members):
    """The letters that are due."""
    letters = []
    for member in members:
        letter, member.outcome = invited(member.customer_id)
        letters += [letter] if letter else []
    return letters


def invited(customer_id):
    """(letter, outcome) of one customer."""
    customer = db.session.scalar(select(Customer).where(Customer.customer_id == customer_id))
    if customer is None:
        return None, str(dry_run.GONE)
    try:
        with db.session.begin_nested():
            dry_run.refuse_needless(customer, customer.billing_contact)
            letter = access.invite(access.billing_contact(customer))
    except Refused as refused:
        return None, str(refused)
    return letter, GRANTED if hasattr(letter, "display_name") else INVITED


def check(members):
    """Nothing is changed; who would be invited has no outcome afterwards."""
    found = {one.customer_id: one for one in customers(members, selectinload(Customer.contacts))}
    why = {each.customer.customer_id: each.reason
           for each in dry_run.expected(list(found.values()))}
    for member in members:
        member.outcome = why.get(member.customer_id, str(dry_run.GONE))
    return []


def enable(members):
    return gates(members, access.open_gates)


def disable(members):
    return gates(members, access.close_gates)


def gates(members, change):
    found = customers(members)
    change(found)
    there = {one.customer_id for one in found}
    for member in members:
        member.outcome = DONE if member.customer_id in there else str(dry_run.GONE)
    return []


def customers(members, *options):
    """Those that are there still, locked in one order."""
    query = select(Customer).where(Customer.customer_id.in_([one.customer_id for one in members]))
    held = query.order_by(Customer.customer_id).with_for_update().options(*options)
    return db.session.scalars(held.execution_options(populate_existing=True)).all()


WORK = {
    "invite": Work(invite, 25), "check": Work(check, 250),
    "enable": Work(enable, 500), "disable": Work(disable, 500),
}
