"""Files are private, and handed out for five minutes under the name that they came with (W3)."""

import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ClientError
from werkzeug.http import parse_options_header

from config import shelf, storage

KEY = "1/attachments/INV-1/terms"


@pytest.fixture
def stored(app):
    with app.app_context():
        storage.put(KEY, b"the terms", "text/html")
        yield
        storage.delete(KEY)


def fetch(address):
    with urllib.request.urlopen(address) as answer:  # noqa: S310
        return answer.read(), answer.headers


def test_a_file_is_kept_and_gone_when_deleted(stored):
    assert shelf.read(KEY) == b"the terms"
    storage.delete(KEY)
    assert shelf.read(KEY) is None


@pytest.mark.parametrize("name", [
    "terms.txt", 'the "new" terms.txt', "Überweisung 漢字.pdf", "a;b.txt", "back\\slash.txt",
    'x.txt"; filename="evil.exe', "%41.txt",
])
def test_a_link_hands_it_out_under_its_name(stored, name):
    body, headers = fetch(storage.link(KEY, name))
    assert body == b"the terms"
    kind, options = parse_options_header(headers["Content-Disposition"])
    assert (kind, options) == ("attachment", {"filename": name})


def test_a_name_brings_no_header_with_it(stored):
    _, headers = fetch(storage.link(KEY, "a.txt\r\nX-Evil: 1"))
    assert "X-Evil" not in headers


def test_a_link_is_good_for_five_minutes(stored):
    said = parse_qs(urlsplit(storage.link(KEY, "terms.txt")).query)
    assert said["X-Amz-Expires"] == ["300"] and said["X-Amz-Signature"]


def test_without_the_signature_or_for_another_file_nobody_gets_it(stored):
    signed = storage.link(KEY, "terms.txt")
    for address in (signed.partition("?")[0], signed.replace("/1/", "/2/"), signed[:-4] + "0000"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            fetch(address)
        assert refused.value.code == 403


def test_browsers_get_the_public_address(app, stored):
    app.config["S3_PUBLIC_ENDPOINT_URL"] = "https://files.portico.example"
    try:
        assert storage.link(KEY, "terms.txt").startswith("https://files.portico.example/")
    finally:
        app.config["S3_PUBLIC_ENDPOINT_URL"] = None


def test_storage_says_whether_it_is_there(stored, app):
    assert storage.answers()
    app.config["S3_BUCKET"], kept = "no-such-bucket", app.config["S3_BUCKET"]
    try:
        with pytest.raises(ClientError):
            storage.answers()
    finally:
        app.config["S3_BUCKET"] = kept
