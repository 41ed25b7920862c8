"""The gateways through which the money of the tenant in force goes (M7).

To be asked within a transaction, which reads the credentials; the Gateway is used without one.
"""

from collections import ChainMap

from flask import current_app

from billing.gateways.errors import NotConfigured
from billing.gateways.registry import gateway_for
from billing.ledger.gateway_account import GatewayAccount
from tenants.current import current_tenant

DEFAULT = "test"  # of an installation that has it


def gateway(provider, hold=False):
    """A ready Gateway, of the account saved for it. Raises NotConfigured, UnknownProvider.

    With `hold` nobody puts another account in its place until the transaction ends.
    """
    account = GatewayAccount.of(provider, {"read": True} if hold else None)
    return ready(provider, account and account.credentials)


def current(wanted=None):
    """(provider, Gateway) to add new methods with; None where the company has none yet.

    `wanted` is a customer's payment_gateway_id, which goes first as long as its account stands.
    """
    account = wanted and GatewayAccount.of(wanted) or GatewayAccount.first()
    if account and not account.chosen and account.provider != wanted:
        return None
    provider = account.provider if account else DEFAULT
    try:
        return provider, gateway(provider)
    except NotConfigured:
        return None


def ready(provider, credentials):
    """The Gateway that these credentials make, saved or not. Raises NotConfigured."""
    own = {provider.upper(): credentials, "SANDBOX": current_tenant.sandbox}
    return gateway_for(provider, ChainMap(own, current_app.config), current_tenant.tenant_id)
