"""A CardPointe Gateway for tests, of the vendor's public documentation; a WSGI application.

What it answers is written from https://developer.cardpointe.com/cardconnect-api, the guides at
https://developer.cardpointe.com/guides/cardpointe-gateway, and, where those show no answer, from
what public client libraries recorded in their tests:

- midwire/cardconnect_sdk (Ruby), spec/cassettes: auth, void, refund, inquire, profile, funding,
  settlestat with its "Null batches", "Txn not found";
- activemerchant/active_merchant (Ruby), test/unit/gateways/card_connect_test.rb: approvals,
  refusals of FNOR and PPS, eChecks of PSTR, "Profile Saved";
- mobilecause/cardconnect (Ruby), test/api_response_stubs.rb: inquire with its settledate;
- dldevinc/cardpointe-api-python-client, tests/test_gateway.py: paths, and what is sent where;
- ordercloud-api/ordercloud-dotnet-catalyst (C#): inquireByOrderid tells several as a list.

As the documented test environment does, it adds fields of no meaning, in any order. Guessed, for
want of a source: a second void gets "Txn not found", too large a refund "Invalid amount".
"""

import base64
import json
import random

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from tests.billing.gateways.cardconnect.faults import TROUBLES
from tests.billing.gateways.cardconnect.host import decide, dollars, in_cents
from tests.billing.gateways.cardconnect.ledger import (
    ACCEPTED,
    DECLINED,
    QUEUED,
    TYPES,
    VOIDED,
    Book,
)

MERCHANT, BANK_MERCHANT = "496160873888", "542041"
USER, PASSWORD = "testing", "testing123"
PAIR = f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
READING = ("GET",)
WRITING = ("PUT", "POST")
PATHS = {
    "auth": ("/auth", WRITING),
    "refund": ("/refund", WRITING),
    "void": ("/void", WRITING),
    "voidByOrderId": ("/voidByOrderId", WRITING),
    "profile": ("/profile", WRITING),
    "forget": ("/profile/<profileid>/<acctid>/<merchid>", ("DELETE",)),
    "inquire": ("/inquire/<retref>/<merchid>", READING),
    "inquireByOrderid": ("/inquireByOrderid/<orderid>/<merchid>", READING),
    "inquireMerchant": ("/inquireMerchant/<merchid>", READING),
    "settlestat": ("/settlestat", READING),
    "funding": ("/funding", READING),
}
FACTS = {"site": "fts", "cardproc": "RPCT", "enabled": True, "cvv": "Y", "avs": "Y", "echeck": "Y"}


class CardPointe:
    """One gateway: `book` is its truth, `calls` what it was asked, `faults` what goes wrong."""

    def __init__(self):
        self.book = Book()
        self.calls = []
        self.faults = []
        self.facts = dict(FACTS)
        self.fundings = []
        self.batches = []
        self.cvvresp = "M"
        self.urls = Map(
            [Rule("/cardconnect/rest" + path, endpoint=name, methods=methods)
             for name, (path, methods) in PATHS.items()],
            strict_slashes=False,
        )

    def __call__(self, environ, start_response):
        return self.response(Request(environ))(environ, start_response)

    def response(self, request):
        try:
            endpoint, values = self.urls.bind_to_environ(request.environ).match()
        except HTTPException:
            missing = {"status": 404, "error": "Not Found", "path": request.path}
            return Response(json.dumps(missing), 404, mimetype="application/json")
        asked = request.get_json() if request.method in WRITING else dict(request.args)
        self.calls.append((endpoint, {**values, **asked}))
        if request.headers.get("Authorization") != PAIR:
            return Response("<html>Unauthorized</html>", 401, mimetype="text/html")
        return self.troubled(endpoint, request.environ["werkzeug.socket"], {**values, **asked})

    def troubled(self, endpoint, connection, asked):
        fault = self.fault(endpoint)
        if fault and fault.when == "before" and (spoiled := TROUBLES[fault.trouble](connection)):
            return spoiled
        with self.book.lock:
            told = getattr(self, endpoint)(**asked)
        if fault and fault.when == "after" and (spoiled := TROUBLES[fault.trouble](connection)):
            return spoiled
        content = told if isinstance(told, str) else json.dumps(noisy(told))
        return Response(content, mimetype="application/json")

    def fault(self, endpoint):
        for fault in self.faults:
            if fault.endpoint == endpoint and fault.calls > 0:
                fault.calls -= 1
                return fault
        return None

    def auth(self, merchid, amount, **asked):
        cents = in_cents(amount)
        wrong = self.against(merchid, cents, asked)
        if wrong:
            return {"amount": "0.00", "merchid": merchid, **wrong}
        token = asked.get("account") or self.profiled(asked["profile"])["account"]
        verdict = decide(self.book.tokens.get(token), cents)
        approved = verdict.respstat == "A"
        entry = self.book.add(
            orderid=asked.get("orderid", ""), merchid=merchid, token=token, amount=verdict.amount,
            respproc=verdict.respproc, respcode=verdict.respcode, respstat=verdict.respstat,
            resptext=verdict.resptext, asked={"amount": amount, **asked},
            setlstat=(QUEUED if cents else "Zero amount") if approved else DECLINED)
        told = {"cvvresp": self.cvvresp, "avsresp": "Y", "authcode": "PPS500", "batchid": "1"}
        return {**outline(entry), **(told if approved else {"cardproc": entry.respproc})}

    def against(self, merchid, cents, asked):
        """What the gateway itself finds wrong (PPS), before anybody else is asked."""
        if merchid != MERCHANT:
            return pps("21", "Invalid merchant")
        if asked.get("currency", "USD") != "USD":
            return pps("32", "Wrong currency for merch")
        if cents is None or cents < 0:
            return pps("43", "Invalid amount")
        if "profile" in asked and self.profiled(asked["profile"]) is None:
            return pps("96", "Profile not found")
        if "account" in asked and asked["account"] not in self.book.tokens:
            return pps("98", "Invalid token")
        return None

    def profiled(self, name):
        return self.book.profiles.get(name.partition("/")[0])

    def profile(self, merchid, account, **asked):
        if account not in self.book.tokens:
            return pps("98", "Invalid token")
        accttype = asked.get("accttype") or TYPES.get(account[1], "MC")
        facts = {**asked, "account": account, "accttype": accttype}
        profile_id, kept = self.book.save(facts)
        told = {name: text for name, text in kept.items() if text and name != "account"}
        saved = {"profileid": profile_id, "acctid": "1", "defaultacct": "Y", "token": account}
        return {**pps("09", "Profile Saved", "A"), **saved, **told, "auoptout": "N"}

    def forget(self, profileid, acctid, merchid):
        gone = self.book.profiles.pop(profileid, None)
        return pps("08", "Profile Deleted", "A") if gone else pps("96", "Profile not found")

    def refund(self, merchid, retref, amount=None, orderid="", **_):
        paid = self.book.by_retref(retref)
        if paid is None or merchid != MERCHANT:
            return {**pps("29", "Txn not found"), "retref": retref}
        if paid.setlstat != ACCEPTED:
            return {**pps("28", "Txn not settled"), "retref": retref}
        cents = in_cents(amount or dollars(paid.amount))
        if cents + self.book.refunded(retref) > paid.amount:
            return {**pps("43", "Invalid amount"), "retref": retref}
        entry = self.book.add(orderid=orderid or paid.orderid, merchid=merchid, amount=cents,
                              token=paid.token, respproc="PPS", respcode="00", parent=retref)
        return {**outline(entry), "authcode": "REFUND"}

    def void(self, merchid, retref):
        entry = self.book.by_retref(retref)
        if entry is None or entry.setlstat == VOIDED:
            return {**pps("29", "Txn not found"), "retref": retref}
        return self.voided(entry)

    def voidByOrderId(self, merchid, orderid):  # noqa: N802 the vendor's name
        """Declined transactions are passed over (release of 6 May 2023)."""
        found = [each for each in self.book.by_order(orderid) if each.respstat == "A"]
        return self.voided(found[0]) if found else pps("29", "Txn not found")

    def voided(self, entry):
        if entry.setlstat != QUEUED:
            return {**pps("27", "Txn Batched"), "retref": entry.retref}
        entry.setlstat = VOIDED
        told = {"amount": "0.00", "authcode": "REVERS", "orderId": entry.orderid}
        return {**outline(entry), **told}

    def inquire(self, retref, merchid):
        entry = self.book.by_retref(retref)
        return record(entry) if entry else {**pps("29", "Txn not found"), "retref": retref}

    def inquireByOrderid(self, orderid, merchid):  # noqa: N802 the vendor's name
        found = [record(each) for each in self.book.by_order(orderid)]
        return (found if len(found) > 1 else found[0]) if found else pps("29", "Txn not found")

    def inquireMerchant(self, merchid):  # noqa: N802 the vendor's name
        return {**self.facts, "merchid": merchid}

    def settlestat(self, merchid, date):
        found = [each for each in self.batches if each["merchid"] == merchid]
        return found or "Null batches"

    def funding(self, merchid, date):
        day = f"{date[:4]}-{date[4:6]}-{date[6:]}"
        empty = {"merchid": merchid, "fundingdate": day, "fundings": [], "txns": []}
        found = (each for each in self.fundings if each["merchid"] == merchid)
        return next(found, empty)


def outline(entry):
    """What every answer about a transaction has."""
    return {
        "respproc": entry.respproc,
        "respcode": entry.respcode,
        "respstat": entry.respstat,
        "resptext": entry.resptext,
        "retref": entry.retref,
        "merchid": entry.merchid,
        "amount": dollars(entry.amount if entry.respstat != "C" else 0),
        "token": entry.token,
        "account": entry.token,
    }


def record(entry):
    """What is told of it later."""
    when = {"settledate": entry.settledate} if entry.settledate else {}
    told = {"orderId": entry.orderid, "voidable": "NY"[entry.setlstat == QUEUED]}
    return {**outline(entry), "setlstat": entry.setlstat, "currency": "USD", **when, **told}


def pps(code, text, stat="C"):
    return {"respproc": "PPS", "respcode": code, "resptext": text, "respstat": stat}


def noisy(told):
    """With fields that mean nothing, in any order: clients have to read by name."""
    if isinstance(told, list):
        return [noisy(each) for each in told]
    fields = [*told.items(), ("nNBcv", {}), ("lyUy", "GKmUM"), ("kePFkt", ["RnaRUuCz", "JIVtH"])]
    random.shuffle(fields)
    return dict(fields)
