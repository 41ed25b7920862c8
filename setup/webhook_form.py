"""What staff enter for a webhook: where, what for, and which events (I6)."""

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from setup.gateway_form import stripped
from setup.texts import one_line
from tenants import webhook_address
from tenants.webhook_types import TYPES


class WebhookForm(FlaskForm):
    edition = IntegerField(widget=HiddenInput())
    address = StringField(later("Address"), filters=[stripped])
    description = StringField(later("Description"), [Length(max=100)], filters=[one_line])
    event_types = SelectMultipleField(later("Events"), choices=list(TYPES))

    @classmethod
    def of(cls, endpoint):
        """As it stands before anybody has typed."""
        return cls(obj=endpoint)

    def validate_address(self, field):
        config = current_app.config
        try:
            webhook_address.check(field.data, config["SECURE"], config["WEBHOOK_NETWORKS"])
        except webhook_address.Unfit as unfit:
            raise ValidationError(str(unfit)) from unfit

    def validate_event_types(self, field):
        if not field.data:
            raise ValidationError(_("Tick one or more of the events."))

    @property
    def values(self):
        """The columns of a WebhookEndpoint."""
        return {"address": self.address.data, "description": self.description.data,
                "event_types": self.event_types.data}
