"""Which days records may be of: staff's forms, programs and files keep to the same (I2, M13, D28).

Days are the company's, by its own zone.
"""

from marshmallow import ValidationError

from config import clock
from config.languages import N_
from tenants.current import current_tenant

NOT_YET = N_("This day has not come yet.")
BACKWARDS = N_("The last day cannot be before the first.")


def check_come(day, field):
    """Money is recorded once it is there, and what was used once it was; raises ValidationError."""
    if day and day > clock.today(current_tenant.time_zone):
        raise ValidationError(NOT_YET, field)


def check_order(first, last, field):
    """Raises ValidationError for the field of the last day."""
    if first and last and last < first:
        raise ValidationError(BACKWARDS, field)
