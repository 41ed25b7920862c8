"""The mail sink as a service; what it keeps is read through config.embedded.mailbox."""

import sys

from config.embedded import ports
from config.embedded.process import Process


class Smtp:
    name, replaced_by = "smtp", "SMTP_URL"

    def __init__(self, state, durable=True):
        self.state, self.durable = state, durable
        self.port = ports.free(1)[0]

    def environment(self):
        return {"SMTP_URL": f"smtp://127.0.0.1:{self.port}",
                "MAIL_STORE": str(self.state.folder("mail"))}

    def process(self):
        return Process(
            self.name,
            [sys.executable, "-m", "config.embedded.sink", self.port, self.state.folder("mail")],
            self.state.log(self.name), answers=self.answers)

    def answers(self):
        return ports.answers(self.port)

    def settle(self):
        pass
