"""One record a tab with a value in every field that can be recognised wherever it turns up."""

from tests.portal.specimens.credits import CREDIT
from tests.portal.specimens.invoices import INVOICE
from tests.portal.specimens.payments import PAYMENT
from tests.portal.specimens.statements import STATEMENT
from tests.portal.specimens.subscriptions import SUBSCRIPTION
from tests.portal.specimens.usage_events import USAGE_EVENT
from tests.portal.specimens.usages import USAGE

SPECIMENS = {
    each.tab: each
    for each in (INVOICE, PAYMENT, CREDIT, USAGE, SUBSCRIPTION, STATEMENT, USAGE_EVENT)
}
