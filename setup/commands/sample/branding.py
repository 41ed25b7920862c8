"""Logos and banners of the demo's companies, drawn here so that they belong to nobody."""

import hashlib
import io
import math
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from billing.documents.fonts import paths
from config import storage

LOGO, BANNER, FINE = (198, 56), (2400, 600), 4  # pixels (S4); drawn so many times larger
INK = "#1f2a2c"
TYPES = {"png": "image/png", "jpg": "image/jpeg"}


class Picture(NamedTuple):
    """`name` tells the content, so that browsers may keep it forever (D14)."""

    name: str
    content: bytes


def draw(company):
    """The company's logo and banner."""
    color = company.profile["primary_color"]
    mark, word, band = (waves, "Acme Cloud", swell) if company.name == "Acme Cloud" else (
        blocks, company.name, hills)
    return picture(logo(mark, word, color), "png"), picture(banner(band, color), "jpg")


def store(tenant_id, *pictures):
    for name, content in pictures:
        kind = TYPES[name.rpartition(".")[2]]
        storage.put(f"{tenant_id}/branding/{name}", content, kind)


def picture(image, kind):
    body = io.BytesIO()
    image.save(body, {"png": "PNG", "jpg": "JPEG"}[kind], optimize=True, quality=88)
    content = body.getvalue()
    return Picture(f"{hashlib.sha256(content).hexdigest()[:16]}.{kind}", content)


def logo(mark, word, color):
    """A mark and the name beside it, on nothing."""
    width, height = (side * FINE for side in LOGO)
    image = Image.new("RGBA", (width, height))
    pen = ImageDraw.Draw(image)
    mark(pen, height, color)
    pen.text((height * 1.08, height / 2), word, INK, font(height * 0.40), anchor="lm")
    return image.resize(LOGO, Image.Resampling.LANCZOS).crop(
        (0, 0, min(LOGO[0], -(-image.getbbox()[2] // FINE)), LOGO[1]))


def font(size):
    """Inter where it is installed, else what the library brings."""
    if "Inter" not in paths():
        return ImageFont.load_default(size)
    letters = ImageFont.truetype(str(paths()["Inter"]), size)
    letters.set_variation_by_axes([32, 600])
    return letters


def waves(pen, size, color):
    """A cloud of three discs on a line."""
    left, low = size * 0.06, size * 0.74
    for x, y, radius in ((0.26, 0.56, 0.18), (0.48, 0.43, 0.25), (0.70, 0.56, 0.18)):
        pen.ellipse([size * (x - radius) + left - size * 0.06, size * (y - radius),
                     size * (x + radius) + left - size * 0.06, size * (y + radius)], fill=color)
    pen.rounded_rectangle([size * 0.08, size * 0.56, size * 0.88, low], size * 0.09, fill=color)


def blocks(pen, size, color):
    """Three blocks that step up."""
    for place, height in enumerate((0.30, 0.50, 0.70)):
        left = size * (0.10 + place * 0.27)
        pen.rounded_rectangle([left, size * (0.85 - height), left + size * 0.22, size * 0.85],
                              size * 0.05, fill=blend(color, "#ffffff", 0.45 - place * 0.22))


def banner(band, color):
    """Calm bands in shades of the colour, from light to deep."""
    image = Image.new("RGB", BANNER, blend(color, "#ffffff", 0.12))
    pen = ImageDraw.Draw(image)
    for layer in range(7):
        shade = blend(color, "#000000", 0.02 + layer * 0.065)
        points = [(x, band(x / BANNER[0], layer) * BANNER[1]) for x in range(0, 2401, 12)]
        pen.polygon([*points, (BANNER[0], BANNER[1]), (0, BANNER[1])], fill=shade)
    return image


def swell(x, layer):
    return 0.16 + layer * 0.125 + 0.07 * math.sin(math.tau * (x * 1.2 + layer * 0.17))


def hills(x, layer):
    return 0.12 + layer * 0.13 + 0.12 * abs(math.sin(math.pi * (x * 1.7 + layer * 0.23)))


def blend(color, other, share):
    """The colour with that share of another in it."""
    pairs = zip(bytes.fromhex(color[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()
