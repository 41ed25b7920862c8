"""A sandbox becomes like its company's production in looks and settings (T3, T4)."""

from config import shelf
from config.database import db
from tenants.looks import KINDS
from tenants.stored_picture import StoredPicture, key

LOOKS = (
    "primary_color", "logo_key", "banner_key", "tabs", "hidden_fields",
    "allow_subscription_requests",
)
PROFILE = (
    "address1", "address2", "city", "state", "zip", "country", "support_email", "support_phone",
    "time_zone", "language", "show_terms", "terms_address", "privacy_address",
)
PICTURES = ("logo_key", "banner_key")


def copy_pictures(production):
    """Store what production shows for the tenant in force too; commits. Raises shelf.NotThere."""
    for name in filter(None, shown(production)):
        content = shelf.read(key(name, production.tenant_id))
        if content is None:
            raise shelf.NotThere(f"no picture {name}")
        StoredPicture.store(name, content, KINDS[name.rpartition(".")[2]])


def copy_settings(production, portal_setup, profile, by):
    """Overwrite the sandbox's two records, uncommitted; whether the portal is on stays its own.

    `production` is its Site, whose pictures are copied already.
    """
    former = shown(portal_setup)
    portal_setup.edit(by, **{name: getattr(production, name) for name in LOOKS})
    profile.edit(by, **{name: getattr(production, name) for name in PROFILE})
    StoredPicture.exchange(former, shown(portal_setup))
    db.session.flush()


def shown(settings):
    return [getattr(settings, place) for place in PICTURES]
