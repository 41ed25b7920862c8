"""The line to the mail server: patient for seconds, and clear about who is to blame (W2)."""

import smtplib
import ssl
from contextlib import suppress
from itertools import zip_longest

import flask_mail
from flask import current_app

CONNECTING, ANSWERING = 5, 30  # seconds
LONGEST_REASON = 300


class Refused(Exception):
    """The server will never take this mail (5xx); the message is the server's own."""


class Deferred(Exception):
    """The mail could not be handed over now: nobody answered, or the server said later (4xx)."""


class Line(flask_mail.Connection):
    """Flask-Mail's connection with time-outs, with the server's certificate checked."""

    def configure_host(self):
        settings = self.mail
        host = self.dial(settings)
        host.sock.settimeout(ANSWERING)
        if settings.use_tls:
            host.starttls(context=ssl.create_default_context())
        if settings.username and settings.password:
            host.login(settings.username, settings.password)
        return host

    def dial(self, settings):
        where = (settings.server, settings.port)
        if settings.use_ssl:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(*where, timeout=CONNECTING, context=context)
        return smtplib.SMTP(*where, timeout=CONNECTING)

    def __exit__(self, *_):
        # The mail's fate is known by now; a server that fails to say goodbye changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            self.host.quit()


def send(message):
    """Hand a message over; raises Refused or Deferred, with a reason for staff.

    What cannot be delivered later comes back to its Return-Path, else to the sender.
    Copies (Bcc) go apart and afterwards: whatever becomes of them, the mail itself has gone out,
    and is not sent again. Returns those that were not taken, as text for staff.
    """
    copies, (path, *paths) = blind_copies(message), return_paths(message)
    try:
        with Line(current_app.extensions["mail"]) as line:
            hand_over(line.host, message, path)
            return [refused for copy in zip_longest(copies, paths)
                    if (refused := hand_copy(line.host, message, *copy))]
    except (smtplib.SMTPException, OSError) as trouble:
        raise Deferred(f"{type(trouble).__name__}: {trouble}"[:LONGEST_REASON]) from trouble


def blind_copies(message):
    """Taken off the message, which must not name them."""
    found = [address.addr_spec for header in message.get_all("Bcc", ()) for address in
             header.addresses]
    del message["Bcc"]
    return found


def hand_copy(host, message, address, path):
    try:
        host.send_message(message, from_addr=path, to_addrs=[address])
    except (smtplib.SMTPException, OSError) as trouble:
        return f"{address}: {trouble}"[:LONGEST_REASON]
    return ""


def return_paths(message):
    """The mail's and its copies', taken off too: the last server writes it (RFC 5321, 4.4)."""
    paths = message.get_all("Return-Path", [None])
    del message["Return-Path"]
    return [path and str(path) for path in paths]


def hand_over(host, message, path):
    """Only what the server says of this very mail can be final; trouble with logging in is not."""
    try:
        host.send_message(message, from_addr=path)
    except smtplib.SMTPRecipientsRefused as refusal:
        judge(*next(iter(refusal.recipients.values())))
    except smtplib.SMTPResponseException as refusal:
        judge(refusal.smtp_code, refusal.smtp_error)
    except smtplib.SMTPNotSupportedError as lack:
        raise Refused(str(lack)) from lack


def judge(code, answer):
    said = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    kind = Refused if 500 <= code < 600 else Deferred
    raise kind(f"{code} {said}"[:LONGEST_REASON])
