"""A limit of Jane's that is nearly used."""

from types import SimpleNamespace

from billing.usage.usage_limit import UsageLimit
from config import clock
from mailers import usage_alert


def alert(jane):
    """The mail that 80 percent of it are used this year."""
    whose = SimpleNamespace(portal_user_id=jane.portal_user_id, customer_id="C-1001")
    limit = UsageLimit.put(whose, "usage", "Hours", "year", 130)
    return usage_alert.write(limit, clock.now().date().replace(month=1, day=1), 80)
