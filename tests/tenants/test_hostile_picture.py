"""Pictures made to hurt: to keep a worker busy, to fill its memory, to tell or run something (S4).

What each is answered stands in docs/uploads-and-templates.md.
"""

import io
import resource
import struct
import time
import zlib

import pytest
from PIL import Image

from tenants.picture import BANNER, LOGO, PictureRefused
from tests.tenants.test_picture import animated, chunk, drawn, exif, png_of, refusal

PIXELS = chunk(b"IDAT", zlib.compress(b"\0" * (9 * 3 + 1) * 9))
ZEROS = zlib.compress(b"\0" * 60_000_000, 9)
SCREEN = b"GIF89a" + struct.pack("<HHBBB", 100, 40, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
JPEG = drawn("JPEG", (100, 40))


def frame(left, top, width, height):
    return b"\x2c" + struct.pack("<HHHHB", left, top, width, height, 0) + b"\x02\x02\x44\x01\0"


def behind_start(*segments):
    return JPEG[:2] + b"".join(segments) + JPEG[2:]


def scans(count):
    """A progressive JPEG that goes over all of its pixels so many times more."""
    body = io.BytesIO()
    Image.new("L", (2400, 600)).save(body, "JPEG", progressive=True)
    whole = body.getvalue()
    last = whole[whole.rfind(b"\xff\xda"):-2]
    return whole[:-2] + last * count + whole[-2:]


def stating(width, height):
    """A JPEG whose head states these dimensions."""
    head = b"\xff\xc0\0\x11\x08"
    at = JPEG.index(head) + len(head)
    return JPEG[:at] + struct.pack(">HH", height, width) + JPEG[at + 4:]


BUSY = {
    "a JPEG of 100,000 scans": scans(100_000),
    "a JPEG of 950,000 markers": behind_start(b"\xff\xd0" * 950_000),
    "a JPEG of filling": behind_start(b"\xff" * 1_900_000),
    "a JPEG of empty tables": behind_start(b"\xff\xdb\0\2" * 480_000),
    "a PNG of 130,000 words": png_of(9, 9, *[chunk(b"tEXt", b"a\0")] * 130_000, PIXELS),
    "a PNG of empty pixels": png_of(9, 9, *[chunk(b"IDAT", b"")] * 150_000, PIXELS),
    "a GIF of 120,000 frames": SCREEN + frame(0, 0, 1, 1) * 120_000 + b";",
    "a GIF of 600,000 comments": SCREEN + b"\x21\xfe\0" * 600_000 + frame(0, 0, 1, 1) + b";",
}


@pytest.mark.parametrize("name", BUSY)
def test_what_would_keep_a_reader_busy_is_refused_unread(name):
    before = time.process_time()
    assert refusal(BUSY[name], BANNER).startswith("This picture is damaged")
    assert time.process_time() - before < 0.5


LARGE = {
    "a JPEG's head": stating(65_500, 65_500),
    "a JPEG a little too wide": stating(2401, 600),
    "a GIF's frame beyond its screen": SCREEN + frame(0, 0, 65_535, 65_535) + b";",
    "a GIF's frame far to the right": SCREEN + frame(65_000, 65_000, 500, 500) + b";",
    "a PNG's head": png_of(2**31 - 1, 2**31 - 1, PIXELS),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_states_too_many_pixels_is_refused_by_its_head(name):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(LARGE[name], BANNER).startswith("This picture has ")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4_000


UNFOLDING = {
    "a colour profile": png_of(9, 9, chunk(b"iCCP", b"x\0\0" + ZEROS), PIXELS),
    "words in another script": png_of(9, 9, chunk(b"iTXt", b"a\0\1\0\0\0" + ZEROS), PIXELS),
}


@pytest.mark.parametrize("name", UNFOLDING)
def test_what_unfolds_beside_the_pixels_is_refused(name):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(UNFOLDING[name]).startswith("This picture is damaged")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8_000


def test_pixels_that_unfold_beyond_the_picture_are_not_unfolded():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(LOGO.read(png_of(9, 9, chunk(b"IDAT", ZEROS))).content) < 200
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8_000


def test_later_frames_are_not_looked_at():
    later = SCREEN + frame(0, 0, 1, 1) + frame(0, 0, 65_535, 65_535) + b";"
    assert LOGO.read(later).still and LOGO.read(animated(200)).still


def test_of_an_animated_png_the_first_picture_is_kept():
    frames = [Image.new("RGB", (100, 40), (shade, 0, 0)) for shade in range(0, 250, 10)]
    body = io.BytesIO()
    frames[0].save(body, "PNG", save_all=True, append_images=frames[1:])
    picture = LOGO.read(body.getvalue())
    assert picture.still and b"acTL" not in picture.content and b"fdAT" not in picture.content
    claims = png_of(9, 9, chunk(b"acTL", struct.pack(">II", 2**31, 0)), PIXELS)
    assert Image.open(io.BytesIO(LOGO.read(claims).content)).size == (9, 9)


SCRIPT = b"<script>CANARY</script><?php CANARY ?>"
POLYGLOTS = {
    "a page in a JPEG's comment": drawn("JPEG", comment=SCRIPT),
    "a page in a GIF's comment": drawn("GIF", comment=SCRIPT),
    "a page in a PNG's chunk": png_of(9, 9, chunk(b"caNa", SCRIPT), PIXELS),
    "a page behind a PNG's pixels": png_of(9, 9, PIXELS, chunk(b"tEXt", b"a\0" + SCRIPT)),
    "a page in a JPEG's segment": behind_start(
        b"\xff\xe5" + struct.pack(">H", len(SCRIPT) + 2) + SCRIPT),
    "where it was taken": drawn("JPEG", exif=exif(_34853={1: "N", 2: (48.0, 8.0, 1.0)})),
    "a colour profile": drawn("JPEG", icc_profile=b"CANARY" * 9_000),
    "a profile of CMYK": drawn("JPEG", mode="CMYK", color=(0, 9, 9, 9), icc_profile=b"CANARY" * 9),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_nothing_but_pixels_is_kept(name):
    kept = LOGO.read(POLYGLOTS[name]).content
    again = Image.open(io.BytesIO(kept))
    assert b"CANARY" in POLYGLOTS[name] and b"CANARY" not in kept
    assert again.mode == "RGB" and not again.getexif() and "icc_profile" not in again.info


@pytest.mark.parametrize("turn", [0, 9, 65_535])
def test_a_turn_that_is_none_is_left_aside(turn):
    assert Image.open(io.BytesIO(LOGO.read(drawn("JPEG", exif=exif(_274=turn))).content)).size == (
        190, 60)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_whatever_is_changed_in_a_file_it_is_taken_or_refused(kind):
    """Never another error: each byte of the head and every 13th after it, set to extremes."""
    whole = drawn(kind, (64, 40))
    for place in (*range(len(whole))[:60], *range(60, len(whole), 13)):
        for value in (0, 0x7F, 0xFF):
            try:
                LOGO.read(whole[:place] + bytes([value]) + whole[place + 1:])
            except PictureRefused:
                continue
