"""What strangers send to the doors of programs is not read before they are known (I1)."""

import gzip
import io

import pytest

from tests.api.program import Program

PLACE = "/invoices/INV-1/attachments"
KIND = "multipart/form-data; boundary=b"


@pytest.fixture
def program(cast, app):
    return Program(app, "acme", "acme-key")


def file(body, name="a.txt"):
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + body + b"\r\n--b--\r\n"


class Watched(io.BytesIO):
    """Knows whether anybody has read."""

    taken = 0

    def readinto(self, buffer):
        found = super().readinto(buffer)
        self.taken += found
        return found

    def read(self, size=-1):
        found = super().read(size)
        self.taken += len(found)
        return found


@pytest.mark.parametrize("kind", [KIND, "application/x-www-form-urlencoded", "application/json"])
def test_the_body_of_a_stranger_is_not_read(program, kind):
    body = Watched(file(b"x" * 500_000) if kind == KIND else b"a=" + b"x" * 200_000)
    size = str(len(body.getvalue()))
    answer = program.post(PLACE, input_stream=body, content_type=kind,
                          headers={"Authorization": "Bearer nobody", "Content-Length": size})
    assert (answer.status_code, body.taken) == (401, 0)


def test_a_packed_file_is_bounded_as_any(program):
    sizes = {1: 201, 5 * 1024 * 1024: 201, 5 * 1024 * 1024 + 1: 422, 33 * 1024 * 1024: 413}
    for size, status in sizes.items():
        told = program.post(PLACE, data=gzip.compress(file(b"x" * size), 1), content_type=KIND,
                            headers={"Content-Encoding": "gzip"})
        assert told.status_code == status, told.text


@pytest.mark.parametrize("name", ["a\0b", "../../b", "\x01", "‮gpj.exe", "a" * 5_000, "=1+1"])
def test_no_name_of_a_file_stumbles(program, name):
    told = program.post(PLACE, data=file(b"x", name), content_type=KIND)
    assert told.status_code == 201
    assert not set(told.json["name"]) & set("/\\\0\x01‮") and len(told.json["name"]) < 256


def test_a_nul_in_an_address_is_still_nobodys(program):
    assert program.get("/contacts?customer_id=%00").status_code == 404
    assert program.get("/customers/%00").status_code == 404
