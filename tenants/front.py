"""How the tenants' room joins the app: first the host, then everybody else."""

from flask import g, redirect

from config.database import db
from tenants import audit_changes, current, errors, isolation
from tenants.looks import asset, looks


def join(app):
    """Find the tenant before anything else, and give every template its looks."""
    isolation.guard_orm()
    audit_changes.join()
    app.before_request(current.find_tenant)
    app.register_blueprint(looks)
    app.add_url_rule("/", "root", lambda: redirect("/portal"))
    errors.show_errors(app)
    app.jinja_env.globals["asset"] = asset
    app.context_processor(lambda: {"tenant": g.get("tenant")})
    app.teardown_request(lambda error: db.session.rollback() if error else None)
