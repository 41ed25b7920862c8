"""Files leave the embedded store by a signed address only, not by its other listeners (W3)."""

import json
from pathlib import Path

import pytest
import urllib3

from config import storage

KEY = "1/attachments/INV-1/canary.txt"


@pytest.fixture
def filer(app):
    with app.app_context():
        storage.put(KEY, b"CANARY" * 1000, "text/plain")
    ports = json.loads(Path(app.config["PORTICO_STATE"], "seaweedfs-ports.json").read_text())
    return f"http://127.0.0.1:{ports['filer']}/buckets/{app.config['S3_BUCKET']}"


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT", "POST"])
@pytest.mark.parametrize("path", [f"/{KEY}", "/"])
def test_nobody_reads_or_writes_beside_s3(filer, method, path):
    assert urllib3.request(method, filer + path).status == 401


def test_the_signed_address_still_opens(app, filer):
    with app.app_context():
        assert urllib3.request("GET", storage.link(KEY, "canary.txt")).data == b"CANARY" * 1000
