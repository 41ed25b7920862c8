"""The Test gateway, a stand-in for a payment provider (M7)."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from billing.gateways.test.server import serve
from config.settings import DEFAULTS

STATE = DEFAULTS["PORTICO_STATE"]


@click.command("test-gateway")
@click.option("--url", envvar="TEST_GATEWAY_URL", default="http://127.0.0.1:8090",
              show_default=True, help="Where to listen; Portico finds it by the same setting.")
@click.option("--secret", envvar="TEST_GATEWAY_SECRET", required=True,
              help="What programs must show; better set in the environment.")
@click.option("--state", envvar="PORTICO_STATE", default=STATE, help="Folder of all that is kept.")
@click.option("--ledger", envvar="TEST_GATEWAY_LEDGER",
              help="File of the ledger; by default test-gateway/ledger in the state folder.")
def test_gateway(url, secret, state, ledger):
    """Serve the Test gateway until told to end; its ledger outlives it."""
    address = urlsplit(url)
    ledger = ledger or Path(state) / "test-gateway" / "ledger"
    serve(address.hostname, 80 if address.port is None else address.port, ledger, secret)
