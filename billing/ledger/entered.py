"""What the gateway's field handed back, on its way through the browser to the Pay button (M10).

Sealed, so that it can be neither read nor made there, and of use for one invoice within an hour.
Until the payer pays there is no row, whoever opens the page how often.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from billing.gateways.method import Method
from config import clock, seal
from tenants.isolation import current_tenant_id

KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Entered:
    """A Method and the gateway at which it was entered."""

    provider: str
    method: Method

    def sealed(self, invoice):
        said = {"for": purpose(invoice), "at": clock.now().isoformat(),
                "provider": self.provider, "method": asdict(self.method)}
        return seal.sealed(json.dumps(said))

    @classmethod
    def opened(cls, word, invoice):
        """None for a word that we have not made for this invoice, or too long ago."""
        try:
            said = json.loads(seal.opened(word))
        except ValueError:
            return None
        if not isinstance(said, dict) or said.get("for") != purpose(invoice):
            return None
        if clock.now() - datetime.fromisoformat(said["at"]) > KEPT:
            return None
        return cls(said["provider"], Method(**said["method"]))


def purpose(invoice):
    return ["pay now", current_tenant_id(), invoice.invoice_id]
