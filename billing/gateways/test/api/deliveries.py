"""Events brought to Portico as webhooks, on demand: more than once, late, in any order (M8)."""

import time
from urllib.parse import urlsplit

from werkzeug.exceptions import BadRequest
from werkzeug.routing import Rule

from billing.gateways.test.api import answer, attempts, charge_backs
from billing.gateways.test.signature import HEADER
from billing.gateways.wire import NotSent, Unanswered, Wire

MOST, LONGEST = 100, 60  # letters in a call; seconds before each
OF_CHARGE_BACK = "/charge_back"


def create(house, request):
    """To `address` in the order of `events`: attempts' ids, with OF_CHARGE_BACK behind for that of
    their charge-back; each `times`, after `pause` seconds. What was answered, null for nothing.
    """
    address, events, times, pause = asked(request.values_sent)
    letters = [letter(house, request, each) for each in events]
    return answer({"answers": [
        brought(address, each, pause) for each in letters for _ in range(times)]})


def asked(sent):
    try:
        address, events = str(sent["address"]), [str(each) for each in sent["events"]]
        times, pause = int(sent.get("times", 1)), float(sent.get("pause", 0))
    except (KeyError, TypeError, ValueError) as error:
        raise BadRequest("invalid") from error
    known = urlsplit(address).scheme in ("http", "https")
    if not known or not 0 < len(events) * times <= MOST or not 0 <= pause <= LONGEST:
        raise BadRequest("invalid")
    return address, events, times, pause


def letter(house, request, event):
    kind = charge_backs if event.endswith(OF_CHARGE_BACK) else attempts
    return kind.event(house, request, event.removesuffix(OF_CHARGE_BACK))


def brought(address, letter, pause):
    time.sleep(pause)
    place = urlsplit(address)
    headers = {HEADER: letter.headers[HEADER], "Host": place.netloc}
    if place.hostname.endswith(".localhost"):  # which browsers find, and not every system
        address = place._replace(netloc=f"127.0.0.1:{place.port or 80}").geturl()
    try:
        return Wire(address, headers, 3, 20, read=status_of).exchange("POST", "", letter.json)
    except (NotSent, Unanswered):
        return None


def status_of(status, content):
    return status


RULES = [Rule("/deliveries", methods=["POST"], endpoint=create)]
