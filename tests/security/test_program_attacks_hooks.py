"""Whoever a webhook calls may answer as they like: it costs neither memory nor time (I6)."""

import pytest

from config import outside
from tests.ear import Ear

HERE = ("127.0.0.1/32",)
HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
A_LOT = 64  # times a million bytes


@pytest.fixture
def ear():
    with Ear() as listening:
        yield listening


@pytest.mark.parametrize("size", [b"-1", b"-0x1", b"-2", b"+-1", b"-ffffffff"])
def test_a_chunk_of_less_than_nothing_is_not_read_to_the_end(ear, size):
    """Of what never ends only what fits between the two is ever taken."""
    sent = []

    def endless(handler):
        handler.close_connection = True
        try:
            handler.wfile.write(HEAD + size + b"\r\n")
            for _ in range(A_LOT):
                handler.wfile.write(b"x" * 1_000_000)
                sent.append(1)
        except OSError:
            pass

    ear.answers = [endless]
    assert outside.post(ear.address, {}, b"{}", HERE) == (200, "")
    assert len(sent) < A_LOT


@pytest.mark.parametrize("chunks, text", [
    (b"5\r\nhello\r\n0\r\n\r\n", "hello"), (b"5;x=y\r\nhello\r\n3\r\n, y\r\n0\r\n\r\n", "hello, y"),
    (b"ffffffffffffffff\r\n" + b"x" * 10_000, "x" * outside.MOST)], ids=["one", "two", "huge"])
def test_other_chunks_are_read_as_ever(ear, chunks, text):
    def answer(handler):
        handler.close_connection = True
        handler.wfile.write(HEAD + chunks)

    ear.answers = [answer]
    assert outside.post(ear.address, {}, b"{}", HERE) == (200, text)
