"""What tests of paying need: forms as the pages give them, and the gateway's own ledger."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from types import SimpleNamespace

from sqlalchemy import select

from billing.ledger.attempt import PaymentAttempt
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from config.database import db
from tests import ledger

NO_ANSWER = ("error_after", "error_before", "cut_after", "cut_before", "garbled_after")


class Till:
    """Pays as Jane does, for Atlas Orion of acme; nothing is known but what the pages show."""

    def __init__(self, cast):
        self.cast = cast

    def add_method(self, name):
        """Save the method behind the Test gateway's ready token `tm_<name>`; its id."""
        with self.cast.within():
            ledger.method(f"PM-{name}", "C-1001", f"tm_{name}")
            db.session.commit()
        return f"PM-{name}"

    def reviewed(self, visitor, *invoice_ids, method="PM-1"):
        """The form of the review page, its token for forgeries left out."""
        chosen = [("payment_method_id", method), *(("invoice_id", each) for each in invoice_ids)]
        page = visitor.get("/portal/payments/review", query_string=chosen)
        assert page.status_code == 200, page.status_code
        return hidden(page.text)

    def pay(self, visitor, *invoice_ids, method="PM-1"):
        """The answer to Pay, with the page it leads to."""
        form = self.reviewed(visitor, *invoice_ids, method=method)
        answer = visitor.post("/portal/payments/review", form)
        assert answer.status_code == 303, answer.text
        return SimpleNamespace(form=form, location=answer.location,
                               page=visitor.get(answer.location))

    def attempts(self):
        with self.cast.within():
            found = db.session.scalars(select(PaymentAttempt).order_by("created_date")).all()
            return [copied(each) for each in found]

    def payments(self):
        """Those that Portico made, oldest first."""
        with self.cast.within():
            minted = select(Payment).where(Payment.payment_id.like("PT-%"))
            return [copied(each) for each in db.session.scalars(minted.order_by("payment_id"))]

    def invoice(self, invoice_id):
        with self.cast.within():
            return copied(db.session.get_one(Invoice, (self.cast.acme, invoice_id)))

    def charges(self):
        """What the gateway's own ledger says of this test's attempts."""
        mine = {str(attempt.attempt_id) for attempt in self.attempts()}
        entries = self.gateway("GET", "/ledger")["entries"]
        return [each for each in entries if each["attempt_id"] in mine]

    def gateway(self, verb, path, body=None):
        """Ask the gateway's API as Portico's account for acme."""
        settings = self.cast.app.config
        headers = {"Authorization": f"Bearer {settings['TEST_GATEWAY_SECRET']}",
                   "Gateway-Account": str(self.cast.acme)}
        content = None if body is None else json.dumps(body).encode()
        url = settings["TEST_GATEWAY_URL"] + path
        with urllib.request.urlopen(
            urllib.request.Request(url, content, headers, method=verb)
        ) as answer:
            return json.load(answer)

    def answer_at_the_bank(self, action_url, answer):
        """Confirm or fail on the gateway's 3-D Secure page; the address that it leads back to."""
        content = urllib.parse.urlencode({"answer": answer}).encode()
        try:
            urllib.request.build_opener(Stay).open(action_url, content)
        except urllib.error.HTTPError as redirect:
            return redirect.headers["Location"]


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def hidden(page):
    """The hidden fields of the review form, as names with their values."""
    form = page[page.index('class="pay-now"'):]
    fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    names = {name for name, _ in fields} - {"csrf_token"}
    return {name: [value for key, value in fields if key == name] for name in names}


def copied(record):
    """A record's columns, free of its session."""
    return SimpleNamespace(
        **{column.key: getattr(record, column.key) for column in record.__table__.columns}
    )
