"""Every record that another may name, where no door has loaded them: a worker has none."""

from importlib import import_module

RECORDS = (
    "billing.ledger.allocation", "billing.ledger.attachment", "billing.ledger.attempt",
    "billing.ledger.autopay_charge", "billing.ledger.expiry_notice",
    "billing.ledger.counter", "billing.ledger.credit", "billing.ledger.credit_use",
    "billing.ledger.gateway_account", "billing.ledger.invoice",
    "billing.ledger.invoice_line", "billing.ledger.money_notice",
    "billing.ledger.payment", "billing.ledger.payment_method",
    "billing.ledger.refund", "billing.ledger.review_note",
    "billing.ledger.method_errand",
    "billing.ledger.statement", "billing.ledger.subscription", "billing.ledger.subscription_line",
    "billing.ledger.webhook_event", "billing.people.audit_export",
    "billing.people.bulk_invite", "billing.people.change_request", "billing.people.contact",
    "billing.people.customer", "billing.people.customer_view", "billing.people.portal_link",
    "billing.people.portal_user", "billing.tables.export",
    "billing.usage.roll_up", "billing.usage.usage", "billing.usage.usage_event",
    "billing.usage.usage_limit", "mailers.mail",
    "mailers.own_template", "mailers.sending", "tenants.api_key",
    "tenants.audit_entry", "tenants.idempotent_answer",
    "tenants.payment_setup",
    "tenants.portal_setup", "tenants.profile", "tenants.role", "tenants.staff", "tenants.tenant",
    "tenants.second_factor", "tenants.staff_link", "tenants.stored_picture",
    "billing.people.bulk_member", "billing.people.customer_word",
    "tenants.webhook_delivery", "tenants.webhook_endpoint", "tenants.webhook_message",
    "tenants.webhook_try",
)


def load():
    for name in RECORDS:
        import_module(name)
