"""Every route of Portico: who may use it, what it names, and what it answers.

A route that is not here fails the guard. To add one, say who may use it; fill what its address
and form name with belongings (see belongings.py), and give the status that who may gets.
"""

from datetime import timedelta

from config import clock
from tenants.looks import VERSION
from tests.cast import PASSWORD
from tests.guards.route import PEOPLE, PROGRAM, STAFF, Route

STAN = frozenset({"stan"})
SIGNED_IN = {"jane": 302, "bruno": 302}
STAFF_IN = {"stan": 302, "vera": 302}
NEW = "a new and rather long password"
CUSTOMER = (("customer_id", "{customer_id}"),)
SUBSCRIPTION = "/portal/subscriptions/<subscription_id>"
CONTACT = "/setup/customers/<customer_id>/contacts/<contact_id>"

PUBLIC = (
    Route("GET", "/", own=302),
    Route("GET", "/healthz"),
    Route("GET", "/readyz"),
    Route("GET", "/metrics", own=404),
    Route("GET", "/static/<version>/<path:name>",
          path={"version": VERSION, "name": "portico.css"}),
    Route("GET", "/branding/accent-<color>.css", bearer=True),
    Route("GET", "/branding/<name>", path={"name": "{logo}"}, bearer=True),
    Route("GET", "/portal/login", but=SIGNED_IN),
    Route("POST", "/portal/login", own=302, foreign=401, but=SIGNED_IN, bearer=True,
          sent=(("email", "{email}"), ("password", PASSWORD))),
    Route("GET", "/portal/forgot"),
    Route("POST", "/portal/forgot", foreign=200, bearer=True, sent=(("email", "{email}"),)),
    Route("GET", "/portal/registration/<token>", path={"token": "{invitation}"}, foreign=410,
          bearer=True),
    Route("POST", "/portal/registration/<token>", path={"token": "{invitation}"}, foreign=410,
          bearer=True, sent=(("password", NEW), ("password_again", NEW))),
    Route("GET", "/portal/confirmation/<token>", path={"token": "{confirmation}"}, foreign=410,
          bearer=True),
    Route("POST", "/portal/confirmation/<token>", path={"token": "{confirmation}"}, foreign=410,
          bearer=True),
    Route("POST", "/portal/confirmation/again", foreign=200, bearer=True,
          sent=(("email", "{email}"),)),
    Route("POST", "/portal/links/<purpose>/<token>", foreign=410, bearer=True,
          path={"purpose": "invitation", "token": "{late}"}),
    Route("GET", "/portal/password/<token>", path={"token": "{reset}"}, foreign=410, bearer=True),
    Route("POST", "/portal/password/<token>", path={"token": "{reset}"}, own=302, foreign=410,
          bearer=True, sent=(("password", NEW),)),
    Route("GET", "/setup/login", but=STAFF_IN),
    Route("POST", "/setup/login", own=302,
          sent=(("email", "stan@acme.example"), ("password", PASSWORD))),
    Route("GET", "/setup/password/<token>", path={"token": "{staff_link}"}, bearer=True),
    Route("POST", "/setup/password/<token>", path={"token": "{staff_link}"}, own=302, bearer=True,
          sent=(("password", NEW),)),
    Route("GET", "/api/v1/openapi.json"),
)

PORTAL = (
    Route("GET", "/portal", PEOPLE, own=302),
    Route("GET", "/portal/", PEOPLE, own=302),
    Route("GET", "/portal/invoices", PEOPLE),
    Route("GET", "/portal/invoices.zip", PEOPLE),
    Route("GET", "/portal/invoices/<invoice_id>", PEOPLE),
    Route("GET", "/portal/invoices/<invoice_id>.pdf", PEOPLE),
    Route("GET", "/portal/invoices/<invoice_id>/attachments/"
          "<int(max=9223372036854775807):attachment_id>", PEOPLE, own=302),
    Route("GET", "/portal/payments", PEOPLE),
    Route("GET", "/portal/payments/<payment_id>", PEOPLE),
    Route("GET", "/portal/payments/<payment_id>/receipt.pdf", PEOPLE),
    Route("GET", "/portal/payments/new", PEOPLE),
    Route("GET", "/portal/payments/review", PEOPLE, bulk=True,
          sent=(("payment_method_id", "{payment_method_id}"), ("invoice_id", "{payable_id}"))),
    Route("POST", "/portal/payments/review", PEOPLE, own=303, bulk=True,
          sent=(("attempt_id", "{fresh}"), ("payment_method_id", "{payment_method_id}"),
                ("invoice_id", "{payable_id}"), ("amount", "{balance}"))),
    Route("GET", "/portal/payments/attempts/<uuid:attempt_id>", PEOPLE),
    Route("GET", "/portal/credits", PEOPLE),
    Route("GET", "/portal/credits/<credit_id>", PEOPLE),
    Route("GET", "/portal/credits/<credit_id>.pdf", PEOPLE),
    Route("GET", "/portal/usages", PEOPLE),
    Route("GET", "/portal/usages/<usage_id>", PEOPLE),
    Route("GET", "/portal/statements", PEOPLE),
    Route("POST", "/portal/statements", PEOPLE, own=302,
          sent=(("template_name", "Open Item"), ("period", "this-month"))),
    Route("GET", "/portal/statements/new", PEOPLE),
    Route("GET", "/portal/statements/<statement_id>", PEOPLE),
    Route("GET", "/portal/statements/<statement_id>.pdf", PEOPLE),
    Route("GET", "/portal/subscriptions", PEOPLE),
    Route("GET", "/portal/subscriptions/<subscription_id>", PEOPLE),
    Route("GET", "/portal/usage-events", PEOPLE),
    Route("GET", "/portal/usage-events/<event_id>", PEOPLE),
    Route("GET", "/portal/filter/<key>", PEOPLE, path={"key": "invoices"}),
    Route("GET", "/portal/columns/<key>", PEOPLE, path={"key": "invoices"}),
    Route("POST", "/portal/columns/<key>", PEOPLE, own=302, path={"key": "invoices"},
          sent=(("on", "due_date"),)),
    Route("POST", "/portal/company", PEOPLE, own=302, sent=CUSTOMER),
    Route("POST", "/portal/exports", PEOPLE, own=302, sent=(("columns", "usage_id"),),
          query="?table=usages"),
    Route("GET", "/portal/exports", PEOPLE),
    Route("GET", "/portal/exports/new", PEOPLE, sent=(("table", "usages"),)),
    Route("GET", "/portal/exports/<uuid:export_id>", PEOPLE),
    Route("GET", "/portal/exports/<uuid:export_id>/progress", PEOPLE),
    Route("GET", "/portal/exports/<uuid:export_id>/file", PEOPLE, own=302),
    Route("POST", "/portal/exports/<uuid:export_id>/retry", PEOPLE, own=302),
    Route("GET", "/portal/account", PEOPLE),
    Route("GET", "/portal/account/password", PEOPLE),
    Route("POST", "/portal/account/password", PEOPLE, own=302,
          sent=(("old_password", PASSWORD), ("new_password", NEW))),
    Route("GET", "/portal/account/preferences", PEOPLE),
    Route("POST", "/portal/account/preferences", PEOPLE, own=302,
          sent=(("language", "en"), ("time_zone", "Europe/Berlin"))),
    Route("GET", "/portal/account/sessions", PEOPLE),
    Route("POST", "/portal/account/sessions/<int(max=9223372036854775807):visit_id>/end", PEOPLE,
          own=302),
    Route("POST", "/portal/account/sessions/end", PEOPLE, own=302),
    Route("GET", "/portal/account/payment-methods", PEOPLE),
    Route("POST", "/portal/account/payment-methods/<payment_method_id>/default", PEOPLE, own=302,
          sent=(("default", "on"),)),
    Route("POST", "/portal/account/payment-methods/<payment_method_id>/delete", PEOPLE, own=302),
    Route("GET", f"{SUBSCRIPTION}/change", PEOPLE),
    Route("GET", f"{SUBSCRIPTION}/change/preview", PEOPLE, sent=(("quantity.L-1", "12"),)),
    Route("POST", f"{SUBSCRIPTION}/change", PEOPLE, own=302, sent=(("quantity.L-1", "12"),)),
    Route("GET", f"{SUBSCRIPTION}/cancellation", PEOPLE),
    Route("POST", f"{SUBSCRIPTION}/cancellation", PEOPLE, own=302,
          sent=(("cancellation_date", str(clock.today("UTC") + timedelta(days=30))),)),
    Route("GET", "/portal/account/billing-details", PEOPLE),
    Route("GET", "/portal/account/billing-details/proposal", PEOPLE),
    Route("POST", "/portal/account/billing-details/proposal", PEOPLE, own=302,
          sent=(("city", "Salem"),)),
    Route("POST", "/portal/requests/<request_id>/withdraw", PEOPLE, own=302),
    Route("POST", "/portal/sign-out", PEOPLE, own=302),
)

SETUP = (
    Route("GET", "/setup", STAFF, own=302),
    Route("GET", "/setup/customers", STAFF),
    Route("GET", "/setup/customers/<customer_id>", STAFF),
    Route("GET", "/setup/customers/<customer_id>/invitation", STAN),
    Route("POST", "/setup/customers/<customer_id>/invitation", STAN, own=302),
    Route("GET", "/setup/customers/<customer_id>/grant", STAN),
    Route("POST", "/setup/customers/<customer_id>/grant", STAN, own=302),
    Route("GET", f"{CONTACT}/invitation", STAN),
    Route("POST", f"{CONTACT}/invitation", STAN, own=302),
    Route("POST", f"{CONTACT}/resend", STAN, own=302),
    Route("GET", f"{CONTACT}/grant", STAN),
    Route("POST", f"{CONTACT}/grant", STAN, own=302),
    Route("GET", f"{CONTACT}/disable", STAN),
    Route("POST", f"{CONTACT}/disable", STAN, own=302),
    Route("GET", f"{CONTACT}/enable", STAN),
    Route("POST", f"{CONTACT}/enable", STAN, own=302),
    Route("GET", "/setup/portal-access/disable", STAN, bulk=True, sent=CUSTOMER),
    Route("POST", "/setup/portal-access/disable", STAN, own=302, bulk=True, sent=CUSTOMER),
    Route("GET", "/setup/portal-access/enable", STAN, bulk=True, sent=CUSTOMER),
    Route("POST", "/setup/portal-access/enable", STAN, own=302, bulk=True, sent=CUSTOMER),
    Route("GET", "/setup/requests", STAFF),
    Route("GET", "/setup/requests/<request_id>", STAFF),
    Route("POST", "/setup/requests/<request_id>/accept", STAN, own=302),
    Route("POST", "/setup/requests/<request_id>/decline", STAN, own=302,
          sent=(("reason", "Not now"),)),
    Route("POST", "/setup/sign-out", STAFF, own=302),
)

API = (
    Route("GET", "/api/v1/customers", PROGRAM),
    Route("GET", "/api/v1/customers/<customer_id>", PROGRAM),
    Route("GET", "/api/v1/invoices", PROGRAM),
    Route("GET", "/api/v1/invoices/<invoice_id>", PROGRAM),
)

TABLE = PUBLIC + PORTAL + SETUP + API
