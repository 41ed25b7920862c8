"""The 3-D Secure page: the payer confirms the charge or does not."""

from werkzeug.routing import Rule

from billing.gateways.outcome import State
from billing.gateways.test import orders
from billing.gateways.test.pages.page import back, gone, rendered


def show(house, request, reference):
    entry = house.ledger.referenced(reference)
    if entry is None or entry["state"] != State.ACTION_REQUIRED:
        return gone()
    return rendered("action.html", form_to=entry["return_url"] or request.url, entry=entry)


def decide(house, request, reference):
    entry = orders.act(house.ledger, reference, request.form.get("answer") == "confirm")
    if entry is None:
        return gone()
    if entry["return_url"]:
        return back(entry["return_url"], attempt=entry["attempt_id"])
    return rendered("done.html")


RULES = [
    Rule("/actions/<reference>", methods=["GET"], endpoint=show),
    Rule("/actions/<reference>", methods=["POST"], endpoint=decide),
]
