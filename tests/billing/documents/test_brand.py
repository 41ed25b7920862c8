import struct
import zlib

import pytest


def picture(width, height):
    """A PNG of one colour."""
    rows = b"".join(b"\0" + b"\x0f\x76\x6e" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*parts) for parts in chunks)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_the_rule_wears_the_companys_colour(printed, seller):
    assert "1 0 0 SCN" not in printed().paint()
    assert "1 0 0 SCN" in printed(seller=seller | {"accent": "#ff0000"}).paint()


@pytest.mark.parametrize("accent", ["", None, "red", "#12345", 'rgb("x")', "#ff0000\n#panic()"])
def test_a_colour_that_is_none_falls_back(printed, seller, accent):
    assert "1 0 0 SCN" not in printed(seller=seller | {"accent": accent}).paint()


@pytest.mark.parametrize("size", [(400, 120), (2000, 100), (50, 400)])
def test_the_logo_stands_for_the_name(printed, seller, size):
    pages = printed(seller=seller | {"logo": picture(*size)})
    (image,) = pages.reader.pages[0].images
    assert image.image.size == size
    assert len(pages) == 1


def test_a_broken_logo_gives_way_to_the_name(printed, seller, warnings):
    pages = printed(seller=seller | {"logo": picture(40, 40)[:60]})
    assert pages.text.count("AcmeCloudInc.") == 3
    assert "did not work" in warnings.text


def test_a_drawn_logo_reaches_for_nothing_outside(printed, seller, tmp_path):
    (tmp_path / "secret.png").write_bytes(picture(40, 40))
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<image href="{tmp_path}/secret.png" width="9" height="9"/></svg>'
    )
    pages = printed(seller=seller | {"logo": drawing.encode()})
    assert not pages.reader.pages[0].images


@pytest.mark.parametrize(
    ("state", "colour"),
    [
        ("Paid", "0.08235294 0.5019608 0.23921569"),
        ("Past due", "0.7254902 0.10980392 0.10980392"),
        ("Posted", "0.9490196 0.94509804 0.94509804"),
    ],
)
def test_the_state_gives_the_pill_its_colour(printed, state, colour):
    pages = printed(status="(translated)", state=state)
    assert "(translated)" in pages
    assert f"{colour} scn" in pages.paint()
    assert f"{colour} scn" not in printed(state="Processing").paint()
