"""The front door of programs: JSON under /api/v1 (I1)."""

from importlib import import_module

RESOURCES = ("problems", "refusals", "customers", "invoices")


def join(app):
    """Hang the resources under /api/v1, their description beside them, and the gateways' door."""
    from api.description import describe
    from api.door import api
    from api.webhooks import webhooks

    for resource in RESOURCES:
        import_module(f"api.{resource}")
    describe(app).register_blueprint(api)
    app.register_blueprint(webhooks)
