"""Logos and banners: what is taken, and what every other file is told (S4)."""

import io
import os
import struct
import zlib

import pytest
from PIL import Image

from tenants.picture import BANNER, LOGO, PictureRefused

RED = (200, 30, 40)


def drawn(kind, size=(190, 60), mode="RGB", color=RED, **options):
    body = io.BytesIO()
    Image.new(mode, size, color).save(body, kind, **options)
    return body.getvalue()


def noise(size):
    body = io.BytesIO()
    Image.frombytes("RGB", size, os.urandom(3 * size[0] * size[1])).save(body, "PNG")
    return body.getvalue()


def png_of(width, height, *chunks):
    """A PNG that states these dimensions, with chunks as given."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *chunks, chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def animated(count=3):
    frames = [Image.new("RGB", (100, 40), (80 * number, 0, 0)) for number in range(count)]
    body = io.BytesIO()
    frames[0].save(body, "GIF", save_all=True, append_images=frames[1:])
    return body.getvalue()


def exif(**tags):
    told = Image.Exif()
    told[0x010E] = "CANARY taken at home"
    for tag, value in tags.items():
        told[int(tag[1:])] = value
    return told


def refusal(content, rule=LOGO):
    with pytest.raises(PictureRefused) as caught:
        rule.read(content)
    return str(caught.value)


PICTURES = {"PNG": "png", "JPEG": "jpg", "GIF": "png"}


@pytest.mark.parametrize("kind", PICTURES)
def test_three_kinds_are_taken_and_made_anew(kind):
    picture = LOGO.read(drawn(kind))
    assert picture.name.endswith(f".{PICTURES[kind]}") and len(picture.name) == 36
    again = Image.open(io.BytesIO(picture.content))
    assert again.size == (190, 60) and not picture.still
    assert max(abs(a - b) for a, b in zip(again.convert("RGB").getpixel((9, 9)), RED)) < 4
    assert LOGO.read(drawn(kind)).name == picture.name


def test_what_is_beside_the_pixels_goes():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "<script>CANARY</script>")
    words.add_itxt("XML:com.adobe.xmp", "CANARY")
    for file in (drawn("JPEG", exif=exif(), comment=b"CANARY"), drawn("PNG", pnginfo=words),
                 drawn("PNG", exif=exif()), drawn("GIF", comment=b"CANARY"),
                 drawn("PNG", icc_profile=b"CANARY" * 30)):
        assert b"CANARY" in file or b"iCCP" in file
        kept = LOGO.read(file).content
        again = Image.open(io.BytesIO(kept))
        assert b"CANARY" not in kept and b"iCCP" not in kept and not again.getexif()
        assert not {"comment", "Comment", "exif", "icc_profile"} & set(again.info)


def test_a_picture_that_lies_on_its_side_is_set_upright_first():
    told = exif(_274=6)
    picture = LOGO.read(drawn("JPEG", (70, 200), exif=told))
    assert Image.open(io.BytesIO(picture.content)).size == (200, 70)
    assert "200 × 70" not in refusal(drawn("JPEG", (200, 70), exif=told)).split(";")[0]


def test_clear_pixels_stay_clear():
    picture = LOGO.read(drawn("PNG", mode="RGBA", color=(1, 2, 3, 0)))
    assert Image.open(io.BytesIO(picture.content)).getpixel((5, 5))[3] == 0
    for mode, color in (("P", 3), ("L", 90), ("1", 1), ("I;16", 900), ("LA", (9, 9))):
        assert LOGO.read(drawn("PNG", mode=mode, color=color)).kind == "image/png"
    assert LOGO.read(drawn("JPEG", mode="CMYK", color=(0, 9, 9, 9))).kind == "image/jpeg"


def test_of_an_animation_the_first_picture_is_kept():
    picture = LOGO.read(animated())
    again = Image.open(io.BytesIO(picture.content))
    assert picture.still and getattr(again, "n_frames", 1) == 1
    assert again.convert("RGB").getpixel((1, 1)) == (0, 0, 0)


@pytest.mark.parametrize("size, fits", [
    ((200, 70), True), ((201, 70), False), ((200, 71), False), ((1, 1), True),
])
def test_a_logo_has_so_many_pixels_at_most(size, fits):
    if fits:
        assert LOGO.read(drawn("PNG", size))
        return
    said = refusal(drawn("PNG", size))
    assert said.startswith(f"This picture has {size[0]} × {size[1]} pixels; at most 200 × 70")
    hint = "Try reducing the image width size to between 190-199 pixels and re-upload."
    assert (hint in said) == (size[0] > 200)


def test_a_banner_has_bounds_of_its_own():
    assert BANNER.read(drawn("JPEG", (2400, 600)))
    for size in ((2401, 600), (2400, 601)):
        assert "at most 2400 × 600" in refusal(drawn("PNG", size), BANNER)
    assert "Try reducing" not in refusal(drawn("PNG", (2401, 600)), BANNER)


def test_bytes_are_counted_before_anything_is_looked_at():
    small = drawn("PNG")
    room = 1_000_000 - 1 - len(small)
    assert LOGO.read(small + b"\0" * room)
    assert refusal(small + b"\0" * (room + 1)) == "This file has 1.00 MB; it must be under 1 MB."
    assert "must be under 2 MB" in refusal(b"x" * 2_000_000, BANNER)
    assert refusal(b"") == "This file is empty."
    assert "must be under 2 MB" in refusal(noise((1300, 600)), BANNER)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OTHERS = {
    "svg": SVG, "svg with a head": b'<?xml version="1.0"?>' + SVG, "page": b"<html>",
    "pdf": b"%PDF-1.7", "zip": b"PK\x03\x04", "bmp": drawn("BMP"), "webp": drawn("WEBP"),
    "tiff": drawn("TIFF"), "ico": drawn("ICO", (32, 32)), "ps": b"%!PS-Adobe-3.0 EPSF",
    "bom and png": b"\xef\xbb\xbf" + drawn("PNG"), "riff": b"RIFF....", "exe": b"MZ\x90",
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_kind_is_told_by_the_content(name):
    assert refusal(OTHERS[name]).startswith("Choose a JPEG, PNG or GIF picture.")


BOMB = zlib.compress(b"\0" * 60_000_000, 9)
BOMBS = {
    "far too many": png_of(60_000, 60_000, chunk(b"IDAT", b"x")),
    "too many": png_of(10_000, 10_000, chunk(b"IDAT", b"x")),
    "a tower": png_of(9, 71, chunk(b"IDAT", zlib.compress(b"\0" * 60_000_000, 9))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_unfold_is_refused_by_its_dimensions(name):
    assert refusal(BOMBS[name]).startswith("This picture has ")


DAMAGED = {
    "words that unfold": png_of(9, 9, chunk(b"zTXt", b"a\0\0" + BOMB), chunk(b"IDAT", b"x")),
    "pixels that are none": png_of(9, 9, chunk(b"IDAT", b"none")),
    "no pixels": png_of(9, 9), "nothing wide": png_of(0, 9, chunk(b"IDAT", b"x")),
    "a head alone": b"\x89PNG\r\n\x1a\n", "a gif's head": b"GIF89a\x09\0\x09\0",
    "a jpeg's head": b"\xff\xd8\xff\xe0", "a jpeg without a picture": b"\xff\xd8\xff\xd9",
    "a gif's screen": b"GIF89a\xff\xff\xff\xff\0\0\0;",
    "a page in a gif": b"GIF89a/*..*/=1;alert(1)//;",
    "a wrong sum": drawn("PNG").replace(b"IDAT", b"IDAt", 1),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_damaged_is_refused(name):
    assert refusal(DAMAGED[name]).startswith("This picture is damaged or incomplete.")


@pytest.mark.parametrize("kind", PICTURES)
def test_at_whatever_byte_a_file_breaks_off(kind):
    whole = drawn(kind, (64, 40))
    for length in (*range(len(whole) - 40, len(whole)), *range(30, len(whole) - 40, 17)):
        assert "damaged" in refusal(whole[:length]), length


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("more", [SVG, b"PK\x05\x06" + b"\0" * 18, b"<script>", b"MZ"])
def test_what_is_also_something_else_is_refused(kind, more):
    assert refusal(drawn(kind) + more).startswith("This file holds more than a picture.")
    assert "more than a picture" in refusal(drawn(kind) + more + drawn(kind))


def test_progressive_pictures_end_where_they_end():
    body = io.BytesIO()
    Image.effect_noise((200, 70), 90).save(body, "JPEG", progressive=True, optimize=True,
                                           restart_marker_blocks=2)
    assert LOGO.read(body.getvalue()) and LOGO.read(drawn("PNG", (200, 70)) + b"\n")
    assert "more than" in refusal(body.getvalue() + b"<html>")
