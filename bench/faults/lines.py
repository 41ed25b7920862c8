"""The lines from Portico's processes to database and gateway, and the steps at which they stop."""

from urllib.parse import parse_qs, urlsplit

from bench.faults.relay import BACK, THERE, Gate, Relay

STEPS = ("before the call", "charged without answer", "answer not committed",
         "committed not answered")


class Lines:
    """`settings` are those of a process that reaches both by relays."""

    def __init__(self, environment):
        gateway, database = map(urlsplit, (environment["TEST_GATEWAY_URL"],
                                           environment["DATABASE_URL"]))
        self.gateway = Relay((gateway.hostname, gateway.port))
        self.database = Relay(parse_qs(database.query)["host"][0] + "/.s.PGSQL.5432")
        login = database.netloc.rpartition("@")[0]
        self.settings = {
            **environment, "TEST_GATEWAY_URL": f"http://127.0.0.1:{self.gateway.port}",
            "DATABASE_URL": f"{database.scheme}://{login}@127.0.0.1:{self.database.port}"
                            f"{database.path}?sslmode=disable&gssencmode=disable"}

    def stopped(self, step, exchange, begin):
        """`begin` something; the gate at which it stands at that step of the exchange."""
        gate = held(self.gateway, THERE if step == STEPS[0] else BACK, exchange)
        begin()
        gate.wait()
        if step in STEPS[:2]:
            return gate
        commit = held(self.database, THERE if step == STEPS[2] else BACK, committing)
        gate.open(passing=True)
        commit.wait()
        return commit

    def release(self):
        """Everything passes again."""
        self.gateway.watch = self.database.watch = None

    def close(self):
        self.gateway.close()
        self.database.close()


def held(relay, way, fits):
    """A Gate that the relay's lines come to."""
    relay.watch = gate = Gate(way, fits)
    return gate


def charging(line, chunk):
    return line.first.startswith(b"POST /charges")


def refunding(line, chunk):
    return line.first.startswith(b"POST /refunds")


def asking(line, chunk):
    return line.first.startswith(b"GET /attempts")


def committing(line, chunk):
    """PostgreSQL's word for it, both when it is asked for and when it is done."""
    return b"COMMIT\x00" in chunk
