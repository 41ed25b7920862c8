"""Every kind of mail by its template's name: the module that writes it and knows its context."""

from importlib import import_module

NAMES = (
    "access_granted", "autopay_confirm", "autopay_failed", "autopay_upcoming", "card_expiring",
    "confirmation", "export_failed",
    "export_ready", "invitation", "invoice",
    "invoice_reminder", "ops_request", "password_changed",
    "payment_alert", "payment_declined", "payment_processing", "payment_receipt",
    "payment_refunded",
    "request_accepted",
    "request_declined", "request_received", "reset", "staff_invitation", "staff_notice",
    "staff_reset", "usage_alert", "webhook_off",
)
MODULES = [import_module(f"mailers.{name}") for name in NAMES]
LETTERS = {module.TEMPLATE: module for module in MODULES}
