"""The front door of staff; commands/ is the front door of ops."""

from importlib import import_module

PAGES = (
    "frame", "start", "sign_in", "sign_out", "forgot", "password", "customers", "customer",
    "invitations", "grants", "contact_access", "portal_gates", "refusals",
    "requests", "decisions", "mail_templates", "mail_template", "mail_template_trials",
    "mail_template_versions", "view_as", "audit_log",
    "audit_exports", "mail_log", "mail_again", "api_keys",
    "webhooks", "webhook", "webhook_actions", "webhook_log",
    "general_settings", "usage_event_keeping", "ops_requests", "portal_setup", "preview",
    "company_profile",
    "sandbox_copy", "gateways", "gateway_saving", "gateway_removal", "payment_settings",
    "selection", "customer_editing", "contact_editing", "contact_endings", "bulk_invitations",
    "bulk_access", "bulk_checks", "customer_records", "invoices", "pay_now", "attachments",
    "payments", "giving_back", "external_payments", "applications", "credits", "documents",
    "erasures", "review", "review_actions", "review_closing",
    "deciding", "roles", "role_removal", "staff", "staff_member",
    "staff_invitations", "staff_states", "staff_requirement",
    "profile", "sessions", "second_factor", "second_step",
)


def join(app):
    """Hang the pages of staff under /setup."""
    from setup.door import setup

    for page in PAGES:
        import_module(f"setup.{page}")
    app.register_blueprint(setup)
