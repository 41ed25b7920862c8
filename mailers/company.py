"""Who sends a letter: the company, its colour, and addresses at its own host (T1)."""

from flask import g
from sqlalchemy import select

from config.database import db
from tenants.profile import CompanyProfile


def url(path):
    """An address at the tenant's stored base, never at the host of a request."""
    return g.tenant.base_url + path


def facts():
    """What every template may name of the company."""
    tenant = g.tenant
    profile = db.session.scalar(select(CompanyProfile))
    return {
        "company": {
            "name": tenant.name,
            "support_email": tenant.support_email,
            "support_phone": tenant.support_phone,
            "address": ", ".join(profile.address_lines),
            "logo_url": tenant.logo_url and url(tenant.logo_url),
        },
        "brand": {"accent": tenant.primary_color},
    }
