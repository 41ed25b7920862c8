"""Logo and banner of a form, and what becomes of those that they replace (S3, S4, D14)."""

from contextlib import contextmanager

from flask_babel import gettext as _

from config import shelf
from mailers.mail import Mail
from tenants.copying import shown
from tenants.stored_picture import StoredPicture


def keep(form):
    """Store the new ones under their content's hash; False, told, where storage fails."""
    try:
        for new in form.pictures.values():
            StoredPicture.store(new.name, new.content, new.kind)
    except shelf.NotThere:
        form.form_errors.append(_("The picture could not be stored just now. Try again."))
        return False
    return True


def names(form):
    """Columns of PortalSetup for the pictures that were chosen; None where one is to go."""
    return {f"{place}_key": new and new.name for place, new in form.pictures_chosen().items()}


@contextmanager
def exchanged(record):
    """Around a change of the settings: what they show no more leaves storage later."""
    former, logo = shown(record), record.logo_key
    yield
    replaced = logo and record.logo_key and record.logo_key != logo
    StoredPicture.exchange(former, shown(record), {logo} if replaced and mailed(logo) else ())


def mailed(logo):
    """Whether mails went out with it; they link to it. A logo that is removed goes for them too."""
    return Mail.any_since(StoredPicture.since(logo))
