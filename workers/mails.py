"""Mails, as jobs."""

from mailers import delivery
from mailers.mail import Mail
from workers.job import job


@job(Mail, instead=Mail.put_off)
def deliver(mail):
    delivery.deliver(mail)
