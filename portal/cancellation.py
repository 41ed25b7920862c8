"""The end of a subscription, as a request (P9, D19)."""

from datetime import timedelta

from flask import g, redirect, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_login import current_user
from wtforms import DateField
from wtforms.validators import InputRequired, ValidationError

from billing.ledger.cancellation import usual_day
from billing.people.change_request import ChangeRequest
from billing.people.request_words import place
from config import clock
from portal.billing_details_form import NoteForm
from portal.door import portal
from portal.requests import PERIOD, hidden, paced, send, waiting
from portal.subscription_requests import asks, can_cancel

FURTHEST = timedelta(days=5 * 366)


class CancellationForm(NoteForm):
    cancellation_date = DateField(
        later("Last day"),
        [InputRequired(later("Enter the day on which the subscription is to end."))],
    )

    def validate_cancellation_date(self, field):
        today = clock.today(g.tenant.time_zone)
        if field.data and not today <= field.data <= today + FURTHEST:
            raise ValidationError(_("Choose a day from today on, within five years."))


@portal.get("/subscriptions/<subscription_id>/cancellation")
@asks(can_cancel)
def new_cancellation(subscription):
    return page(subscription, CancellationForm(cancellation_date=usual(subscription)))


@portal.post("/subscriptions/<subscription_id>/cancellation")
@asks(can_cancel)
@paced
def ask_cancellation(subscription):
    form = CancellationForm()
    if not form.validate():
        return page(subscription, form), 422
    asked = {"cancellation_date": form.cancellation_date.data.isoformat()}
    send(ChangeRequest.ask("Cancellation", subscription, asked, current_user,
                           note=form.note.data))
    return redirect(place(subscription.subscription_id))


def usual(subscription):
    """The end of the current period, where that may be known (D29)."""
    today = clock.today(g.tenant.time_zone)
    return today if PERIOD & hidden() else usual_day(subscription, today)


def page(subscription, form):
    return render_template(
        "portal/requests/cancellation.html",
        subscription=subscription, form=form, usual=usual(subscription),
        today=clock.today(g.tenant.time_zone), replaces=waiting(subscription.subscription_id),
    )
