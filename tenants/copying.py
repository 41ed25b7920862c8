"""A sandbox becomes like its company's production in looks and settings (T3, T4)."""

from config import shelf
from config.database import db
from tenants import site

LOOKS = (
    "primary_color", "logo_key", "banner_key", "tabs", "hidden_fields",
    "allow_subscription_requests",
)
PROFILE = (
    "address1", "address2", "city", "state", "zip", "country", "support_email", "support_phone",
    "time_zone", "language", "show_terms", "terms_address", "privacy_address",
)
PICTURES = ("logo_key", "banner_key")


def copy_settings(sandbox, portal_setup, profile, by):
    """Overwrite the sandbox's two records, uncommitted; whether the portal is on stays its own.

    `sandbox` is its Tenant. Raises shelf.NotThere where a picture cannot be copied.
    """
    production = site.of(sandbox.production_id)
    for key in PICTURES:
        name = getattr(production, key)
        if name:
            copy_picture(production.tenant_id, sandbox.tenant_id, name)
    portal_setup.edit(by, **{name: getattr(production, name) for name in LOOKS})
    profile.edit(by, **{name: getattr(production, name) for name in PROFILE})
    db.session.flush()


def copy_picture(source, target, name):
    content = shelf.read(f"{source}/branding/{name}")
    if content is None:
        raise shelf.NotThere(f"no picture {name}")
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    shelf.keep(f"{target}/branding/{name}", content, kind)
