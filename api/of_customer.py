"""Lists of what customers have: all of the company's, or one customer's."""

from sqlalchemy import select

from api.paging import Place, page
from billing.known import own_key
from billing.shape import Reference


class PlaceOfCustomer(Place):
    customer_id = Reference(metadata={"description": "Only this customer's."})


def page_of_customer(record, place, *options):
    """A page of the records at that place; `options` say what is read with them."""
    query = select(record).options(*options)
    if "customer_id" in place:
        query = query.where(record.customer_id == place.pop("customer_id"))
    return page(query, getattr(record, own_key(record).key), **place)
