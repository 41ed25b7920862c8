"""The company as its documents name it."""

from config import shelf


def seller(site):
    """Name, address, support and looks of a tenant."""
    return {**company(site), "logo": logo(site)}


def company(site):
    """All that a document says of the tenant, but for its logo."""
    place = " ".join(part for part in (site.city, site.state, site.zip) if part)
    return {
        "name": site.name,
        "address": [line for line in (site.address1, site.address2, place, site.country) if line],
        "email": site.support_email,
        "phone": site.support_phone,
        "accent": site.primary_color,
    }


def logo(site):
    """The logo's bytes; a document goes out without it rather than not at all."""
    if not site.logo_key:
        return None
    try:
        return shelf.read(f"{site.tenant_id}/branding/{site.logo_key}")
    except shelf.NotThere:
        return None
