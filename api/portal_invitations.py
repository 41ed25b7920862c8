"""Invitations to the portal: one or many in a call, each row told its fate (I3, A3, A10)."""

from flask import abort
from marshmallow import Schema, ValidationError, fields, pre_load, validate, validates_schema

from api.door import api, needs
from api.once import afterwards
from billing.people import invitation_rows
from billing.shape import Choice, Reference, Shape, Tick
from workers.bulk_invites import written
from workers.queue import wake

MOST = 1_000
EITHER = "Name a customer, whose billing contact is meant, or a contact."


class InvitedShape(Shape):
    customer_id = Reference()
    contact_id = Reference()

    @validates_schema
    def check_one(self, row, **options):
        if len(row) != 1:
            raise ValidationError(EITHER)


class InviteShape(Shape):
    invitations = fields.List(fields.Nested(InvitedShape), required=True,
                              validate=validate.Length(min=1))
    dry_run = Tick(load_default=False)

    @pre_load
    def check_size(self, asked, **options):
        """Before each of them is judged."""
        rows = asked.get("invitations") if isinstance(asked, dict) else None
        if isinstance(rows, list) and len(rows) > MOST:
            abort(413, f"Send up to {MOST:,} invitations in a call.")
        return asked


class FateShape(Schema):
    position = fields.Integer(metadata={"description": "Of the row in the call, from 0"})
    customer_id = fields.String(allow_none=True)
    contact_id = fields.String(allow_none=True)
    outcome = Choice(invitation_rows.OUTCOMES)
    reason = fields.String(metadata={"description": "Why not; empty where nothing is against it"})


class FatesShape(Schema):
    """With `dry_run` outcomes are foreseen, and nothing was done."""

    dry_run = fields.Boolean()
    data = fields.List(fields.Nested(FateShape))
    invited = fields.Integer()
    granted = fields.Integer()
    duplicate = fields.Integer()
    refused = fields.Integer()


@api.post("/portal_invitations", tags=["Portal access"])
@needs("invite")
@api.arguments(InviteShape)
@api.response(200, FatesShape)
def invite(asked):
    """Invite customers' people to the portal, up to 1,000 in a call"""
    rows, dry = asked["invitations"], asked["dry_run"]
    fates = invitation_rows.foreseen(rows) if dry else sent(rows)
    outcomes = [each.outcome for each in fates]
    return {"dry_run": dry, "data": fates,
            **{name: outcomes.count(name) for name in invitation_rows.OUTCOMES}}


def sent(rows):
    fates, letters = invitation_rows.invite(rows)
    for letter in letters:
        afterwards(wake, "mail", written(letter).mail_id)
    return fates
