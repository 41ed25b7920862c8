"""The Test gateway as a service: a stand-in for a payment provider, run as its own program."""

import os
import sys

from config.embedded import ports
from config.embedded.process import Process


class TestGateway:
    __test__ = False  # not a test, whatever pytest makes of its name
    name, replaced_by = "test-gateway", "TEST_GATEWAY_URL"

    def __init__(self, state, durable=True):
        self.state, self.durable = state, durable
        self.port = ports.free(1)[0]

    def environment(self):
        return {"TEST_GATEWAY_URL": f"http://127.0.0.1:{self.port}",
                "TEST_GATEWAY_SECRET": self.state.secret(self.name),
                "TEST_GATEWAY_LEDGER": str(self.state.folder(self.name) / "ledger")}

    def process(self):
        environ = {**os.environ, **self.state.read("environment.json")}
        return Process(
            self.name, [sys.executable, "-m", "app", "test-gateway"],
            self.state.log(self.name), answers=self.answers, environ=environ)

    def answers(self):
        return ports.answers(self.port)

    def settle(self):
        pass
