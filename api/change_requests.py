"""What customers ask to change, decided by the system that bills them (D19, P21)."""

from types import SimpleNamespace

from flask import g
from sqlalchemy import select

from api.door import api
from api.once import afterwards
from api.paging import Place, page, page_of
from billing.people.change_request import STATES, ChangeRequest
from billing.people.change_request_shape import ChangeRequestShape, DecisionShape
from billing.shape import Choice
from config.database import db
from mailers import request_accepted, request_declined
from workers.queue import wake

ONE = "/change_requests/<request_id>"
TAGS = {"tags": ["Change requests"]}


class PlaceOfState(Place):
    class Meta:
        exclude = ("updated_since",)

    state = Choice(STATES)


@api.get("/change_requests", **TAGS)
@api.arguments(PlaceOfState, location="query")
@api.response(200, page_of(ChangeRequestShape))
def change_requests(place):
    """List change requests"""
    state = place.pop("state", None)
    found = select(ChangeRequest)
    return page(found.where(ChangeRequest.state == state) if state else found,
                ChangeRequest.request_id, **place)


@api.get(ONE, **TAGS)
@api.response(200, ChangeRequestShape)
def change_request(request_id):
    """Get a change request"""
    return find(request_id)


@api.post(f"{ONE}/accept", **TAGS)
@api.arguments(DecisionShape)
@api.response(200, ChangeRequestShape)
def accept_request(decision, request_id):
    """Accept a change request; billing details change at once, a subscription when it is written"""
    found = find(request_id)
    found.accept(decider(), found.stamp, decision["reason"])
    return told(found, request_accepted)


@api.post(f"{ONE}/decline", **TAGS)
@api.arguments(DecisionShape)
@api.response(200, ChangeRequestShape)
def decline_request(decision, request_id):
    """Decline a change request, with a reason that the customer reads"""
    found = find(request_id)
    found.decline(decider(), decision["reason"])
    return told(found, request_declined)


def find(request_id):
    return db.first_or_404(select(ChangeRequest).where(ChangeRequest.request_id == request_id))


def decider():
    """The key, where staff would be."""
    return SimpleNamespace(staff_id=None, name=g.api_key.name)


def told(found, letter):
    afterwards(wake, "mail", letter.write(found).mail_id)
    return found
