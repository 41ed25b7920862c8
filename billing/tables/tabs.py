"""The tabs of the portal, in their order (P3)."""

from billing.tables.credits import CREDITS
from billing.tables.invoices import INVOICES
from billing.tables.payments import PAYMENTS
from billing.tables.statements import STATEMENTS
from billing.tables.subscriptions import SUBSCRIPTIONS
from billing.tables.usage_events import USAGE_EVENTS
from billing.tables.usages import USAGES

TABS = {
    table.key: table
    for table in (INVOICES, PAYMENTS, CREDITS, USAGES, SUBSCRIPTIONS, STATEMENTS, USAGE_EVENTS)
}
