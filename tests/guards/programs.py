"""Routes of programs; those that write are sent JSON (see walk.py).

A field that is not a text is sent as the JSON that it is.
"""

from tests.guards.route import CUSTOMER, PROGRAM, Route

CONTACT_ACCESS = "/api/v1/contacts/<contact_id>/portal_access"
CUSTOMER_ACCESS = "/api/v1/customers/<customer_id>/portal_access"
FILES = "/api/v1/invoices/<invoice_id>/attachments"
FILE = f"{FILES}/<int(max=9223372036854775807):attachment_id>"
PAID = (("customer_id", "C-1001"), ("currency", "USD"),
        ("invoices", '[{{"invoice_id": "{payable_id}", "amount": "1.00"}}]'))

API = (
    Route("GET", "/api/v1/customers", PROGRAM, strict=True),
    Route("POST", "/api/v1/customers", PROGRAM, own=422),
    Route("GET", "/api/v1/customers/<customer_id>", PROGRAM),
    Route("PUT", "/api/v1/customers/<customer_id>", PROGRAM, own=422, foreign=422),
    Route("PATCH", "/api/v1/customers/<customer_id>", PROGRAM),
    Route("GET", "/api/v1/contacts", PROGRAM, strict=True),
    Route("POST", "/api/v1/contacts", PROGRAM, own=201, foreign=422, sent=(
        *CUSTOMER, ("contact_id", "N-1"), ("display_name", "New"))),
    Route("GET", "/api/v1/contacts/<contact_id>", PROGRAM),
    Route("PUT", "/api/v1/contacts/<contact_id>", PROGRAM, own=422, foreign=422),
    Route("PATCH", "/api/v1/contacts/<contact_id>", PROGRAM),
    Route("GET", "/api/v1/invoices", PROGRAM, strict=True),
    Route("POST", "/api/v1/invoices", PROGRAM, own=201, foreign=422, sent=(
        *CUSTOMER, ("invoice_id", "N-1"), ("invoice_date", "2026-01-31"),
        ("due_date", "2026-02-28"), ("subtotal", "1.00"))),
    Route("GET", "/api/v1/invoices/<invoice_id>", PROGRAM),
    Route("PUT", "/api/v1/invoices/<invoice_id>", PROGRAM, own=422, foreign=422),
    Route("PATCH", "/api/v1/invoices/<invoice_id>", PROGRAM),
    Route("GET", "/api/v1/invoices/<invoice_id>/pdf", PROGRAM),
    Route("POST", FILES, PROGRAM, own=415, foreign=415),
    Route("GET", FILE, PROGRAM, own=302),
    Route("DELETE", FILE, PROGRAM, own=204),
    Route("GET", "/api/v1/usages", PROGRAM, strict=True),
    Route("POST", "/api/v1/usages", PROGRAM, own=201, foreign=422, sent=(
        *CUSTOMER, ("usage_id", "N-1"), ("date", "2026-01-31"), ("quantity", "1"))),
    Route("GET", "/api/v1/usages/<usage_id>", PROGRAM),
    Route("PUT", "/api/v1/usages/<usage_id>", PROGRAM, own=422, foreign=422),
    Route("PATCH", "/api/v1/usages/<usage_id>", PROGRAM),
    Route("GET", "/api/v1/subscriptions", PROGRAM, strict=True),
    Route("POST", "/api/v1/subscriptions", PROGRAM, own=201, foreign=422, sent=(
        *CUSTOMER, ("subscription_id", "N-1"), ("service_start_date", "2026-01-31"))),
    Route("GET", "/api/v1/subscriptions/<subscription_id>", PROGRAM),
    Route("PUT", "/api/v1/subscriptions/<subscription_id>", PROGRAM, own=422, foreign=422),
    Route("PATCH", "/api/v1/subscriptions/<subscription_id>", PROGRAM),
    Route("GET", "/api/v1/usage_events", PROGRAM, foreign=200, sent=CUSTOMER, strict=True),
    Route("POST", "/api/v1/usage_events", PROGRAM, own=400, foreign=400),
    Route("GET", "/api/v1/usage_events/<event_id>", PROGRAM, strict=True),
    Route("PATCH", "/api/v1/usage_events/<event_id>", PROGRAM, strict=True,
          sent=(("status", "Processed"),)),
    Route("GET", "/api/v1/change_requests", PROGRAM, strict=True),
    Route("GET", "/api/v1/change_requests/<request_id>", PROGRAM),
    Route("POST", "/api/v1/change_requests/<request_id>/accept", PROGRAM),
    Route("POST", "/api/v1/change_requests/<request_id>/decline", PROGRAM,
          sent=(("reason", "Not now"),)),
    Route("GET", "/api/v1/payments", PROGRAM, strict=True),
    Route("POST", "/api/v1/payments", PROGRAM, own=201, foreign=422, sent=(
        ("payment_id", "W-1"), ("payment_date", "2026-01-31"), ("payment_amount", "1.00"), *PAID)),
    Route("GET", "/api/v1/payments/<payment_id>", PROGRAM),
    Route("PUT", "/api/v1/payments/<payment_id>", PROGRAM, own=422, foreign=422),
    Route("PATCH", "/api/v1/payments/<payment_id>", PROGRAM, own=422),
    Route("POST", "/api/v1/payments/<payment_id>/refund", PROGRAM, sent=(("note", "Twice"),)),
    Route("POST", "/api/v1/payments/<payment_id>/void", PROGRAM, sent=(("note", "Twice"),)),
    Route("GET", "/api/v1/refunds/<uuid:refund_id>", PROGRAM),
    Route("GET", "/api/v1/credits", PROGRAM, strict=True),
    Route("POST", "/api/v1/credits", PROGRAM, own=201, foreign=422, sent=(
        ("credit_id", "N-1"), ("credit_date", "2026-01-31"), ("credit_amount", "1.00"), *PAID)),
    Route("GET", "/api/v1/credits/<credit_id>", PROGRAM),
    Route("PUT", "/api/v1/credits/<credit_id>", PROGRAM, own=422, foreign=422),
    Route("PATCH", "/api/v1/credits/<credit_id>", PROGRAM),
    Route("GET", "/api/v1/statements", PROGRAM, strict=True),
    Route("POST", "/api/v1/statements", PROGRAM, own=201, foreign=422, sent=(
        *CUSTOMER, ("start_date", "2026-01-01"), ("end_date", "2026-01-31"),
        ("template_name", "Transaction"))),
    Route("GET", "/api/v1/statements/<statement_id>", PROGRAM),
    Route("GET", "/api/v1/statements/<statement_id>/pdf", PROGRAM),
    Route("GET", "/api/v1/payment_methods", PROGRAM, strict=True),
    Route("GET", "/api/v1/payment_methods/<payment_method_id>", PROGRAM),
    Route("POST", "/api/v1/invoices/<invoice_id>/pay", PROGRAM, path={"invoice_id": "{payable_id}"},
          sent=(("payment_method_id", "PM-1"),)),
    Route("GET", "/api/v1/payment_attempts/<uuid:attempt_id>", PROGRAM),
    Route("POST", "/api/v1/portal_invitations", PROGRAM, foreign=200,
          sent=(("invitations", '[{{"customer_id": "{customer_id}"}}]'),)),
    Route("POST", f"{CONTACT_ACCESS}/grant", PROGRAM),
    Route("POST", f"{CONTACT_ACCESS}/resend", PROGRAM, own=422),
    Route("POST", f"{CONTACT_ACCESS}/disable", PROGRAM),
    Route("POST", f"{CONTACT_ACCESS}/re-enable", PROGRAM, own=422),
    Route("POST", f"{CUSTOMER_ACCESS}/grant", PROGRAM),
    Route("POST", f"{CUSTOMER_ACCESS}/enable", PROGRAM),
    Route("POST", f"{CUSTOMER_ACCESS}/disable", PROGRAM),
)
