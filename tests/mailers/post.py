"""The mails that arrived, as a mail program reads them."""

from email import message_from_bytes, policy

from config.embedded import mailbox


class Post:
    def __init__(self, store):
        self.store = store

    def all(self):
        return [Arrived(found) for found in mailbox.received(self.store)]

    def copies(self, mail):
        """Every arrived mail with this row's Message-ID, newest first."""
        return [found for found in self.all() if found.message["Message-ID"] == mail.message_id]

    def to(self, mail):
        """The one mail that came of the row."""
        found, = self.copies(mail)
        return found


class Arrived:
    def __init__(self, received):
        self.message = message_from_bytes(received.source, policy=policy.default)
        self.recipients, self.source = received.recipients, received.source

    def __getitem__(self, header):
        return self.message[header]

    @property
    def text(self):
        return self.part("plain")

    @property
    def html(self):
        return self.part("html")

    def part(self, kind):
        return self.message.get_body((kind,)).get_content().replace("\r\n", "\n")
