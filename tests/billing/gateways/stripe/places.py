"""Where the payer comes back to, and the call that takes money."""

BACK = "http://acme.localhost:8000/portal/back"
CREATE = "POST /v1/payment_intents"
