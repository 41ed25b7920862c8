"""The calls whose answers stand as examples in the API's description, in the order of a story.

Each is (method, path, what is sent): a query of a GET, else the body, a file's name and text where
one is attached; ASKS is what a person does in the portal, to a subscription. No answer holds what
the cast has of its own: everybody may read them.
"""

CUSTOMER = {"name": "Sequoia Robotics", "currency": "USD", "payment_terms": "Net 30",
            "custom_fields": {"region": "West"}}
CONTACT = {"customer_id": "C-2001", "display_name": "Ada Quist", "email": "ada@sequoia.example"}
INVOICE = {"customer_id": "C-2001", "invoice_date": "2026-01-01", "due_date": "2026-01-31",
           "lines": [{"product_name": "Compute", "quantity": "120.5",
                      "unit_of_measure": "hours", "unit_price": "2", "amount": "241.00"}]}
USAGE = {"customer_id": "C-2001", "date": "2026-01-01", "quantity": "0.000000145300000",
         "unit_of_measure": "GB", "product_name": "Storage"}
SUBSCRIPTION = {
    "customer_id": "C-2001", "status": "Active", "service_start_date": "2026-01-01",
    "lines": [{"subscription_line_id": "L-1", "product_name": "Support", "plan_name": "Team",
               "quantity": "5", "effective_price": "19.99", "billing_period": "Monthly"}]}
PAYMENT = {"customer_id": "C-2001", "payment_date": "2026-01-20", "payment_amount": "41.00",
           "currency": "USD", "payment_method": "Wire",
           "invoices": [{"invoice_id": "INV-2001", "amount": "41.00"}]}
CREDIT = {"customer_id": "C-2001", "credit_date": "2026-01-21", "credit_amount": "50.00",
          "currency": "USD", "invoices": [{"invoice_id": "INV-2001", "amount": "50.00"}]}
EVENT = {"event_id": "E-2001", "customer_id": "C-2001", "event_type": "api.call",
         "occurred_at": "2026-01-20T09:30:00Z", "properties": {"region": "eu-1"}}
MINE = {"customer_id": "C-2001"}
TERMS = {"conditions.txt": "Payable within 30 days."}
FILES = "/invoices/INV-2001/attachments"
FILE = FILES + "/{attachment_id}"
ASKED = "/change_requests/{request_id}"
CHANGED = {"size": 1, "updated_since": "{begun}"}
ACCESS = "/contacts/CT-2001/portal_access"
GATE = "/customers/C-2001/portal_access"

STORY = (
    ("POST", "/customers", {"customer_id": "C-2001", **CUSTOMER}),
    ("GET", "/customers/C-2001", None),
    ("GET", "/customers", CHANGED),
    ("PUT", "/customers/C-2001", CUSTOMER),
    ("POST", "/contacts", {"contact_id": "CT-2001", **CONTACT}),
    ("GET", "/contacts/CT-2001", None),
    ("GET", "/contacts", CHANGED),
    ("PUT", "/contacts/CT-2001", CONTACT),
    ("PATCH", "/contacts/CT-2001", {"job_title": "Accountant"}),
    ("PATCH", "/customers/C-2001", {"billing_contact_id": "CT-2001"}),
    ("POST", "/invoices", {"invoice_id": "INV-2001", **INVOICE}),
    ("PUT", "/invoices/INV-2001", INVOICE),
    ("PATCH", "/invoices/INV-2001", {"status": "Posted"}),
    ("GET", "/invoices/INV-2001", None),
    ("GET", "/invoices", CHANGED),
    ("GET", "/invoices/INV-2001/pdf", None),
    ("POST", FILES, TERMS),
    ("GET", FILE, None),
    ("DELETE", FILE, None),
    ("POST", "/usages", {"usage_id": "U-2001", **USAGE}),
    ("GET", "/usages/U-2001", None),
    ("GET", "/usages", CHANGED),
    ("PUT", "/usages/U-2001", USAGE),
    ("PATCH", "/usages/U-2001", {"invoice_id": "INV-2001"}),
    ("POST", "/subscriptions", {"subscription_id": "SUB-2001", **SUBSCRIPTION}),
    ("GET", "/subscriptions/SUB-2001", None),
    ("GET", "/subscriptions", CHANGED),
    ("PUT", "/subscriptions/SUB-2001", SUBSCRIPTION),
    ("PATCH", "/subscriptions/SUB-2001", {"auto_renew": True}),
    ("ASKS", "SUB-2001", {"L-1": "6"}),
    ("GET", "/change_requests", {"state": "Pending"}),
    ("GET", ASKED, None),
    ("POST", f"{ASKED}/accept", {"reason": "From the next period on"}),
    ("ASKS", "SUB-2001", {"L-1": "2"}),
    ("POST", f"{ASKED}/decline", {"reason": "The least is five"}),
    ("POST", "/payments", {"payment_id": "W-2001", **PAYMENT}),
    ("GET", "/payments/W-2001", None),
    ("GET", "/payments", MINE),
    ("PUT", "/payments/W-2001", PAYMENT),
    ("PATCH", "/payments/W-2001", {"notes": "Came by wire"}),
    ("POST", "/payments/W-2001/refund", {"amount": "1.00", "note": "Paid too much"}),
    ("POST", "/credits", {"credit_id": "CR-2001", **CREDIT}),
    ("GET", "/credits/CR-2001", None),
    ("GET", "/credits", MINE),
    ("PUT", "/credits/CR-2001", CREDIT),
    ("PATCH", "/credits/CR-2001", {"notes": "For the outage in January"}),
    ("POST", "/statements", {**MINE, "start_date": "2026-01-01", "end_date": "2026-01-31",
                             "template_name": "Transaction"}),
    ("GET", "/statements", MINE),
    ("GET", "/statements/{statement_id}", None),
    ("GET", "/statements/{statement_id}/pdf", None),
    ("GET", "/payment_methods", {"customer_id": "C-1001"}),
    ("GET", "/payment_methods/PM-1", None),
    ("POST", "/invoices/INV-2/pay", {"payment_method_id": "PM-1"}),
    ("GET", "/payment_attempts/{attempt_id}", None),
    ("POST", "/payments/{payment_id}/void", {"note": "Charged by mistake"}),
    ("GET", "/refunds/{refund_id}", None),
    ("POST", "/usage_events", [EVENT]),
    ("GET", "/usage_events", MINE),
    ("GET", "/usage_events/E-2001", None),
    ("PATCH", "/usage_events/E-2001", {"status": "Processed"}),
    ("POST", "/portal_invitations", {"invitations": [MINE, {"contact_id": "CT-2001"}]}),
    ("POST", f"{ACCESS}/resend", None),
    ("POST", f"{ACCESS}/grant", None),
    ("POST", f"{ACCESS}/disable", None),
    ("POST", f"{ACCESS}/re-enable", None),
    ("POST", f"{GATE}/grant", None),
    ("POST", f"{GATE}/disable", None),
    ("POST", f"{GATE}/enable", None),
)
