"""Runs the Test gateway: `python -m billing.gateways.test.server --port 8090 --ledger PATH`."""

import argparse
import os
import signal
import sys

from werkzeug.serving import WSGIRequestHandler, make_server

from billing.gateways.test.app import House
from billing.gateways.test.ledger import Ledger


class Quiet(WSGIRequestHandler):
    """Writes no line per request: addresses name attempts and methods."""

    def log_request(self, code="-", size="-"):
        pass


def serve(host, port, ledger, secret):
    """Serve until SIGTERM or Ctrl-C; says where in one line, once it listens (port 0: any free).

    Raises ValueError without a secret. A port in use is told on stderr and ends with status 1.
    """
    if not secret:
        raise ValueError("the Test gateway needs a secret (TEST_GATEWAY_SECRET)")
    signal.signal(signal.SIGTERM, leave)
    book = Ledger(ledger)
    server = make_server(host, port, House(book, secret), threaded=True, request_handler=Quiet)
    print(f"Test gateway on http://{host}:{server.server_port}, ledger {ledger}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        book.close()


def leave(*_):
    sys.exit(0)


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Portico's Test gateway")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--ledger", required=True, help="file of the ledger, made if missing")
    parser.add_argument("--secret", default=os.environ.get("TEST_GATEWAY_SECRET"))
    given = parser.parse_args(arguments)
    if not given.secret:
        parser.error("set TEST_GATEWAY_SECRET or give --secret")
    serve(given.host, given.port, given.ledger, given.secret)


if __name__ == "__main__":
    main()
