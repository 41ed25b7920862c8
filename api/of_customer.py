"""Lists of what customers have: all of the company's, or one customer's."""

from sqlalchemy import Text, cast, func, literal, select

from api.paging import Place, page
from billing.known import own_key
from billing.shape import Reference


class PlaceOfCustomer(Place):
    customer_id = Reference(metadata={"description": "Only this customer's."})


def page_of_customer(record, place, *options, parts=None):
    """A page of the records at that place; `options` say what is read with them, `parts` of which
    class they have any number.
    """
    query, key = select(record), getattr(record, own_key(record).key)
    if "customer_id" in place:
        query = query.where(record.customer_id == place.pop("customer_id"))
    return page(query, key, **place, options=options, mass=parts and mass(key, parts))


def mass(key, parts):
    """How many parts a record has, those counted more that hold much."""
    each, own = literal(1), getattr(parts, "custom_fields", None)
    if own is not None:
        each += func.octet_length(cast(own, Text)) / 1000
    own_parts = select(func.coalesce(func.sum(each), 0)).where(getattr(parts, key.key) == key)
    return own_parts.correlate(key.class_).scalar_subquery()
