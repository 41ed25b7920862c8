"""/ leads to /portal, and that to the first tab (T5)."""

from flask import abort, g, redirect

from billing.tables.tabs import TABS
from portal.door import portal


@portal.get("")
@portal.get("/")
def dashboard():
    first = next((key for key in TABS if key in g.tenant.tabs), None)
    if first is None:
        abort(404)
    return redirect(TABS[first].address)
