"""The front door of portal users."""

from importlib import import_module

from config.extensions import login_manager

PAGES = (
    "frame", "dashboard", "invoices", "attachments", "documents", "download", "payments", "credits",
    "usages", "subscriptions", "usage_events", "usage_charts", "usage_limits", "line_usages",
    "statements", "exports", "export", "company",
    "filtering", "columns", "sign_in", "sign_out", "forgot", "registration", "confirmation",
    "new_link", "password", "account", "preferences", "sessions", "autopay", "methods",
    "method_entry",
    "paying",
    "paying_attempt", "requests", "billing_details", "quantities", "cancellation",
    "leave_view", "pay_now", "pay_now_review", "pay_now_outcome",
)


def join(app):
    """Hang the portal's pages under /portal."""
    from portal.door import portal

    for page in PAGES:
        import_module(f"portal.{page}")
    app.register_blueprint(portal)
    login_manager.blueprint_login_views["portal"] = "portal.sign_in"
