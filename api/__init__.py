"""The front door of programs: JSON under /api/v1 (I1)."""

from importlib import import_module

PATHS = ("/api/", "/webhooks/")
RESOURCES = ("problems", "refusals", "customers", "contacts", "invoices", "invoice_pdf",
             "attachments", "usages", "subscriptions", "change_requests", "payments", "giving_back",
             "credits", "statements", "payment_methods", "paying", "portal_invitations",
             "portal_access", "usage_event_list", "usage_events")


def join(app):
    """Hang the resources under /api/v1, their description beside them, and the gateways' door."""
    from api.docs import docs
    from api.door import api
    from api.webhooks import webhooks

    load(RESOURCES)
    for door in (api, docs, webhooks):
        app.register_blueprint(door)


def load(resources):
    for resource in resources:
        import_module(f"api.{resource}")
