"""The mails that the embedded sink has received."""

import time
from email import message_from_bytes, policy

from config.embedded import mailbox


class Mailbox:
    """Newest first; `wait` asks again until there are enough, `patience` bounds it."""

    def __init__(self, store):
        self.store = store
        self.before = set(mailbox.names(store))

    def messages(self):
        """The mails that came since this test began, parsed."""
        return [
            message_from_bytes(received.source, policy=policy.default)
            for received in mailbox.received(self.store)
            if received.name not in self.before
        ]

    def wait(self, count=1, patience=20):
        end = time.monotonic() + patience
        while len(self.messages()) < count and time.monotonic() < end:
            time.sleep(0.05)
        return self.messages()
