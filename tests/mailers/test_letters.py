"""Every letter, from the records that it names to the mail that arrives."""

import re
import uuid
from datetime import date
from types import SimpleNamespace

from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.refund import Refund
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from billing.tables.export import Export
from config import clock
from config.database import db
from mailers import (
    access_granted,
    autopay_confirm,
    autopay_failed,
    autopay_upcoming,
    card_expiring,
    confirmation,
    delivery,
    export_failed,
    export_ready,
    invitation,
    invoice,
    invoice_reminder,
    ops_request,
    password_changed,
    payment_alert,
    payment_declined,
    payment_processing,
    payment_receipt,
    payment_refunded,
    request_accepted,
    request_declined,
    request_received,
    reset,
    staff_invitation,
    staff_notice,
    staff_reset,
)
from mailers.catalogue import SUBJECTS
from tenants.staff import Staff
from tenants.staff_link import StaffLink
from tests.mailers.limited import alert
from tests.mailers.switched import switched_off
from tests.mailers.writing import assert_leads_somewhere

PORTAL = "http://acme.localhost:8000/portal"
SETUP = "http://acme.localhost:8000/setup"


def of(kind, **what):
    return db.session.scalar(db.select(kind).filter_by(**what))


def link(purpose, **whose):
    return PortalLink.issue(purpose, **whose)


def staff_link(purpose="invitation"):
    return StaffLink.issue(purpose, stan())


def stan():
    return of(Staff, name="Stan Baker")


def jane():
    return of(PortalUser, email="jane@atlas.example")


def export(state):
    asked = Export(customer_id="C-1001", portal_user_id=jane().portal_user_id, table_key="usages",
                   state=state, rows_done=2431, completed_at=clock.now())
    db.session.add(asked)
    db.session.flush()
    return asked


def payment():
    return db.session.scalar(db.select(Payment).where(Payment.customer_id == "C-1001").limit(1))


def asked():
    """A payment that waits for the bank's question to be answered."""
    attempt = PaymentAttempt(customer_id="C-1001", payment_method_id="PM-1", currency="USD",
                             amount=30_000, state="action required")
    db.session.add(attempt)
    db.session.flush()
    db.session.add(AttemptShare(attempt_id=attempt.attempt_id, invoice_id="INV-2", amount=30_000))
    db.session.flush()
    return attempt


def given_back():
    paid = of(Payment, payment_id="PAY-1")
    refund = Refund(payment_id="PAY-1", customer_id=paid.customer_id, kind="refund", amount=10_000,
                    currency="USD", note="Twice", asked_by="Stan Baker", state="approved")
    db.session.add(refund)
    db.session.flush()
    return refund


def request(end=None, reason=""):
    """Of Jane's, who asks for another city; decided by Stan when `end` says how."""
    atlas = of(Customer, customer_id="C-1001")
    asked = {"city": "Salem", "county": str(uuid.uuid4())}
    by = SimpleNamespace(portal_user_id=jane().portal_user_id, contact_name="Jane Miller")
    made = ChangeRequest.ask("Billing details", atlas, asked, by, note="We moved")
    if end == "accept":
        made.accept(of(Staff, name="Stan Baker"), made.stamp, reason)
        atlas.billing_contact.city = ""
    elif end:
        made.decline(of(Staff, name="Stan Baker"), reason)
    return made


def contact():
    return of(Contact, contact_id="CT-9")


WRITTEN = {
    "portal_invitation": (
        lambda: invitation.write(link("invitation", contact=contact())),
        "Atlas Orion", rf"{PORTAL}/registration/[\w-]{{43}}\n", "72 hours", "Hello Tom Reed"),
    "email_confirmation": (
        lambda: confirmation.write(link("confirmation", portal_user=jane())),
        rf"{PORTAL}/confirmation/[\w-]{{43}}\n", "72 hours", "Hello Jane Miller"),
    "reset_password": (
        lambda: reset.write(link("reset", portal_user=jane())),
        rf"{PORTAL}/password/[\w-]{{43}}\n", "1 hour ", "Hello Jane Miller"),
    "access_granted": (
        lambda: access_granted.write(contact()),
        f"LOGIN HERE:\n{PORTAL}/login\n", "Atlas Orion", "Hello Tom Reed"),
    "staff_invitation": (
        lambda: staff_invitation.write(staff_link()),
        r"http://acme.localhost:8000/setup/password/[\w-]{43}\n", "/setup/login", "Stan Baker"),
    "staff_reset": (
        lambda: staff_reset.write(staff_link("reset")),
        r"http://acme.localhost:8000/setup/password/[\w-]{43}\n", "1 hour ", "Stan Baker"),
    "staff_notice": (
        lambda: staff_notice.write(stan(), "factor reset", by=stan().actor),
        "Your second factor was reset", r"When: .* E[SD]T\n", "Who: Stan Baker\n",
        "Network address: Unknown\n", "http://acme.localhost:8000/setup/profile\n"),
    "webhook_off": (switched_off, "Address: https://example.com/in\n", "Stan Baker",
                    r"http://acme.localhost:8000/setup/webhooks/[0-9a-f-]{36}\n"),
    "ops_request": (
        lambda: ops_request.write("portal", staff_link().staff),
        "Stan Baker <stan@acme.example> of Acme Cloud asks", "Customer Portal",
        "bin/portico portal enable acme"),
    "password_changed": (
        lambda: password_changed.write(jane()),
        rf"{PORTAL}/forgot\n", r"was changed on .* E[SD]T", "Jane Miller"),
    "export_ready": (
        lambda: export_ready.write(export("completed")),
        rf"{PORTAL}/exports/[0-9a-f-]{{36}}\n", "Usages", "2,431", "Jane Miller"),
    "export_failed": (
        lambda: export_failed.write(export("failed")),
        rf"{PORTAL}/exports/[0-9a-f-]{{36}}\n", "Usages", "Jane Miller"),
    "payment_receipt": (
        lambda: payment_receipt.write(payment(), jane().email),
        rf"{PORTAL}/payments/", r"\$[\d,]+\.\d\d", "Jane Miller", "Atlas Orion"),
    "payment_processing": (
        lambda: payment_processing.write(payment(), jane().email),
        rf"{PORTAL}/payments/", "on its way", "Jane Miller"),
    "payment_refunded": (
        lambda: payment_refunded.write(given_back(), jane().email),
        rf"{PORTAL}/payments/", r"\$100.00 of your payment of \$300.00", "Jane Miller"),
    "payment_alert": (
        lambda: payment_alert.write_failed(given_back())[0],
        rf"{SETUP}/customers/C-1001/payments/", "A refund has failed", r"Amount: \$100.00\n",
        "Customer: Atlas Orion\n", "Hello Stan Baker"),
    "payment_declined": (
        lambda: payment_declined.write(payment(), jane().email),
        f"{PORTAL}/payments/new\n", "was declined", "Jane Miller"),
    "invoice": (
        lambda: invoice.write(of(Invoice, invoice_id="INV-2"), jane().email),
        rf"Pay Now:\n{PORTAL}/pay-now/INV-2\.1\.[\w-]{{24}}\n", f"{PORTAL}/login\n",
        r"Balance: \$300.00", "Jane Miller", "Atlas Orion"),
    "invoice_reminder": (
        lambda: invoice_reminder.write(of(Invoice, invoice_id="INV-2"), jane().email),
        rf"Pay Now:\n{PORTAL}/pay-now/INV-2\.1\.[\w-]{{24}}\n", "Days past due: 10",
        r"was due on .* \$300.00 is still to be paid", "Jane Miller"),
    "autopay_upcoming": (
        lambda: autopay_upcoming.write(of(Invoice, invoice_id="INV-2"), jane().email,
                                       date(2031, 5, 1)),
        f"{PORTAL}/invoices/INV-2\n", r"\$300.00", "Charged on: May 1, 2031", "Jane Miller"),
    "autopay_failed": (
        lambda: autopay_failed.write(of(Payment, payment_id="PAY-2"), jane().email,
                                     date(2031, 5, 1)),
        f"{PORTAL}/payments/new\n", "Card declined", "again on May 1, 2031", "Jane Miller"),
    "autopay_confirm": (
        lambda: autopay_confirm.write(asked(), jane().email),
        rf"Confirm Payment:\n{PORTAL}/pay-now/INV-2\S+/payments/[0-9a-f-]{{36}}\n", "Jane Miller",
        r"\$300.00", "You have 24 hours"),
    "card_expiring": (
        lambda: card_expiring.write(of(PaymentMethod, payment_method_id="PM-1"), jane().email),
        f"{PORTAL}/account/payment-methods\n", "can be used until Dec 31, 2030"),
    "usage_alert": (
        lambda: alert(jane()), "80% of your limit of 130 for Hours are used", "Used: 120.5",
        rf"{PORTAL}/usage-charts/usages\?date.from=\d{{4}}-01-01&date.to=\d{{4}}-12-31\n"),
    "request_received": (
        lambda: request_received.write(request()),
        r"http://acme.localhost:8000/setup/requests/RQ-\d+\n", "Jane Miller of Atlas Orion asks",
        "City: nothing → Salem", "Note: We moved", "Other billing details"),
    "request_accepted": (
        lambda: request_accepted.write(request("accept", "Welcome")),
        f"{PORTAL}/account/billing-details\n", "has accepted", "City: nothing → Salem",
        "Answer: Welcome", "Hello Jane Miller"),
    "request_declined": (
        lambda: request_declined.write(request("decline", "Not yours")),
        f"{PORTAL}/account/billing-details\n", "has declined", "Answer: Not yours",
        "Hello Jane Miller"),
}


def test_every_kind_of_letter_is_known_here_and_can_be_delivered():
    assert set(WRITTEN) == set(SUBJECTS) == set(delivery.LETTERS)


def test_each_letter_arrives_with_what_it_is_about(cast, post):
    with cast.within():
        for template, (write, *said) in WRITTEN.items():
            mail = write()
            db.session.commit()
            delivery.deliver(mail)
            assert (mail.state, mail.due_at) == ("sent", None), f"{template}: {mail.reason}"
            text = post.to(mail).text
            for words in said:
                assert re.search(words, text), f"{template}: {words} is not in\n{text}"
            assert_leads_somewhere(cast.app, text)


def test_a_request_taken_back_bothers_nobody(cast, post):
    with cast.within():
        asked = request()
        mail = request_received.write(asked)
        asked.withdraw()
        db.session.commit()
        delivery.deliver(mail)
        assert mail.state == "withdrawn"
