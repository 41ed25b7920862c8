"""When a day's automatic charges are due, in the company's zone (D28)."""

from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

from tenants.current import current_tenant

MORNING = time(6)  # by then clocks that are moved at night have been


def morning(day):
    """The moment in UTC."""
    local = datetime.combine(day, MORNING, ZoneInfo(current_tenant.time_zone))
    return local.astimezone(timezone.utc)
