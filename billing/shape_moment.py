"""Moments of records."""

from datetime import timezone

from marshmallow import ValidationError, fields

BAD_MOMENT = "Give a moment from 1900 to 2999."


class Moment(fields.AwareDateTime):
    """A moment with its zone, as RFC 3339 writes it, in years that a database has."""

    def __init__(self, **options):
        super().__init__(format="iso", **{"default_timezone": timezone.utc, **options})

    def _deserialize(self, value, attr, data, **kwargs):
        moment = super()._deserialize(value, attr, data, **kwargs)
        if not 1900 <= moment.year < 3000:
            raise ValidationError(BAD_MOMENT)
        return moment
