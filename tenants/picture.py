"""Logo and banner: what is taken, and what is kept of it, which is its pixels alone (S4, D14)."""

import hashlib
import io
from dataclasses import dataclass
from typing import NamedTuple

from config.languages import N_
from tenants import picture_end

MB = 1_000_000
KINDS = {
    b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF87a": "GIF", b"GIF89a": "GIF",
}
KEPT = {"PNG": "png", "JPEG": "jpg", "GIF": "png"}
TYPES = {"png": "image/png", "jpg": "image/jpeg"}
ORIENTATION, TURNED = 0x0112, (5, 6, 7, 8)  # EXIF: values whose picture lies on its side
KIND = N_("Choose a JPEG, PNG or GIF picture. What is in this file is none of these.")
DAMAGED = N_("This picture is damaged or incomplete. Save it anew and upload it again.")
MORE = N_("This file holds more than a picture. Save the picture anew and upload it again.")
EMPTY = N_("This file is empty.")
LARGE = N_("This file has %(size)s; it must be under %(most)s MB.")
PIXELS = N_(
    "This picture has %(width)s × %(height)s pixels; at most %(most_width)s × %(most_height)s"
    " are possible."
)
MANY = N_(
    "This picture has far more pixels than the %(most_width)s × %(most_height)s that are possible."
)
HINT = N_("Try reducing the image width size to between 190-199 pixels and re-upload.")


class PictureRefused(ValueError):
    """The reasons as (sentence, values) pairs, to be translated."""

    def __init__(self, *reasons):
        super().__init__(" ".join(sentence % values for sentence, values in reasons))
        self.reasons = reasons


class Picture(NamedTuple):
    """`name` tells the content, so that browsers may keep it forever; `still` of an animation."""

    name: str
    content: bytes
    kind: str
    still: bool


@dataclass(frozen=True)
class Rule:
    """What may be uploaded for a place; sizes in bytes (“under”) and pixels (“at most”)."""

    megabytes: int
    width: int
    height: int
    hint: str = ""

    def read(self, content):
        """The picture made anew from the pixels of the file; raises PictureRefused.

        Size and dimensions are looked at before anything is decoded, so no file costs more than
        the pixels of the largest that is taken.
        """
        kind = self.kind(content)
        end = picture_end.of(content, kind)
        if end is None:
            raise PictureRefused((DAMAGED, {}))
        picture = self.opened(content, kind)
        self.measure(picture)
        if content[end:].strip(b"\0\r\n "):
            raise PictureRefused((MORE, {}))
        return redrawn(picture, KEPT[kind])

    def kind(self, content):
        """JPEG, PNG or GIF, by how the file begins; its name and stated type say nothing."""
        if not content:
            raise PictureRefused((EMPTY, {}))
        if len(content) >= self.megabytes * MB:
            size = f"{len(content) / MB:.2f} MB"
            raise PictureRefused((LARGE, {"size": size, "most": self.megabytes}))
        for start, kind in KINDS.items():
            if content.startswith(start):
                return kind
        raise PictureRefused((KIND, {}))

    def opened(self, content, kind):
        """The head of the file, nothing decoded."""
        from PIL import Image

        try:
            return Image.open(io.BytesIO(content), formats=[kind])
        except Image.DecompressionBombError as error:
            raise PictureRefused((MANY, self.most)) from error
        except Exception as error:  # whatever a reader of hostile bytes may come upon
            raise PictureRefused((DAMAGED, {})) from error

    @property
    def most(self):
        return {"most_width": self.width, "most_height": self.height}

    def measure(self, picture):
        width, height = upright(picture)
        if width <= self.width and height <= self.height:
            return
        hint = ((self.hint, {}),) if self.hint and width > self.width else ()
        raise PictureRefused((PIXELS, {"width": width, "height": height, **self.most}), *hint)


LOGO = Rule(1, 200, 70, HINT)
BANNER = Rule(2, 2400, 600)
RULES = {"logo": LOGO, "banner": BANNER}


def upright(picture):
    """Width and height as it is shown, which a camera may have told apart from the pixels.

    Of a picture whose head has no EXIF none is asked for: a PNG would be decoded to look for it.
    """
    try:
        turned = "exif" in picture.info and picture.getexif().get(ORIENTATION) in TURNED
    except Exception as error:
        raise PictureRefused((DAMAGED, {})) from error
    return picture.size[::-1] if turned else picture.size


def redrawn(picture, kind):
    """A new file of the first frame's pixels: no EXIF, no comments, no profile, no animation."""
    from PIL import Image, ImageOps

    try:
        still = getattr(picture, "is_animated", False)
        picture.seek(0)
        picture.load()
        pixels = ImageOps.exif_transpose(picture)
        clear = kind == "png" and pixels.has_transparency_data
        pixels = pixels.convert("RGBA" if clear else "RGB")
    except Exception as error:
        raise PictureRefused((DAMAGED, {})) from error
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    body = io.BytesIO()
    bare.save(body, {"png": "PNG", "jpg": "JPEG"}[kind], optimize=True, quality=90)
    name = f"{hashlib.sha256(body.getvalue()).hexdigest()[:32]}.{kind}"
    return Picture(name, body.getvalue(), TYPES[kind], still)
