"""Calls to addresses that strangers typed: whom they reach, and for how long (security C17)."""

import socket
import ssl
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from threading import Event, Thread

import pytest

from config import outside
from config.networks import reachable
from tests.ear import Ear

HERE = ("127.0.0.1/32",)


@pytest.fixture
def ear():
    with Ear() as listening:
        yield listening


def post(address, networks=HERE):
    return outside.post(address, {"X": "y"}, b"{}", networks)


@pytest.mark.parametrize("address", [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "169.254.169.254",
    "172.31.255.255", "192.0.0.192", "192.168.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    "168.63.129.16", "::", "::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "fe80::1%eth0", "fc00::1",
    "fd00:ec2::254", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1",
])
def test_what_is_not_public_is_out_of_reach(address):
    assert not reachable(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])
def test_what_is_public_is_in_reach(address):
    assert reachable(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1",
                                  "[::1]", "[::ffff:127.0.0.1]"])
def test_no_spelling_leads_inside(ear, host):
    with pytest.raises((outside.NotAllowed, outside.NoAnswer)):
        post(ear.address.replace("127.0.0.1", host), networks=())
    assert ear.heard == []


def test_a_call_arrives_and_is_answered(ear):
    assert post(ear.address).status == 204
    heard, = ear.heard
    assert (heard.path, heard.headers["X"], heard.body) == ("/told?by=portico", "y", b"{}")
    assert heard.headers["Host"] == ear.address.split("/")[2]


def test_the_address_that_was_checked_is_the_one_that_is_called(ear, monkeypatch):
    """A name that changes its mind between the check and the call leads nowhere else."""
    with Ear() as other:
        asked, ports = [], [ear.server.server_port, other.server.server_port]

        def fickle(host, port, **_):
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "",
                     ("127.0.0.1", ports[min(len(asked), 2) - 1]))]

        monkeypatch.setattr(socket, "getaddrinfo", fickle)
        assert post("http://fickle.example/told").status == 204
        assert (asked, len(ear.heard), other.heard) == (["fickle.example"], 1, [])
    assert ear.heard[0].headers["Host"] == "fickle.example"


def test_one_address_inside_among_others_is_enough_to_stay_out(ear, monkeypatch):
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, ear.server.server_port))
              for each in ("127.0.0.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(outside.NotAllowed):
        post("http://two.example/")
    assert ear.heard == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(ear, status):
    ear.answers = [status, 200]
    assert post(ear.address).status == status
    assert len(ear.heard) == 1


def dripping(hung_up):
    """A byte now and then, without an end."""

    def answer(handler):
        try:
            for byte in chain(b"HTTP/1.1 200 OK\r\nX: ", repeat(ord("x"))):
                handler.wfile.write(bytes([byte]))
                time.sleep(0.02)
        except OSError:
            hung_up.set()

    return answer


def test_a_byte_now_and_then_is_not_waited_for(ear, monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 0.5)
    hung_up = Event()
    ear.answers = [dripping(hung_up)]
    with pytest.raises(outside.NoAnswer, match="answer"):
        post(ear.address)
    assert hung_up.wait(60)


def flooding(handler):
    handler.send_response(500)
    handler.end_headers()
    try:
        for _ in range(1_000):
            handler.wfile.write(b"x" * 100_000)
    except OSError:
        pass


def test_only_the_beginning_of_an_answer_is_read(ear):
    ear.answers = [flooding]
    assert post(ear.address) == (500, "x" * outside.MOST)


@pytest.mark.parametrize(("address", "said"), [
    ("http://127.0.0.1:1/", "connection"), ("http://no-such-name.invalid/", "name")])
def test_what_is_not_there_is_told(address, said):
    with pytest.raises(outside.NoAnswer, match=said):
        post(address)


@contextmanager
def behind_tls(folder):
    """The port of a server whose certificate nobody vouches for."""
    certificate, key = forged(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        def serve():
            try:
                context.wrap_socket(listener.accept()[0], server_side=True).close()
            except OSError:
                pass

        Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def forged(folder):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name)
            .public_key(key.public_key()).serial_number(1).not_valid_before(now)
            .not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256()))
    pem = serialization.Encoding.PEM
    (folder / "key.pem").write_bytes(key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    return folder / "certificate.pem", folder / "key.pem"


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    with behind_tls(tmp_path) as port:
        with pytest.raises(outside.NoAnswer, match="tls: CERTIFICATE_VERIFY_FAILED"):
            post(f"https://127.0.0.1:{port}/")
