"""A company's one colour, made safe: every text in it or on it keeps a contrast of 4.5 : 1.

Contrast is that of WCAG 2.2 (S3). Pure: a colour in, a stylesheet out; nothing is stored here.
"""

READABLE = 4.5
VISIBLE = 1.6
INK, WHITE, BLACK = "#1f1c18", "#ffffff", "#000000"
# The most demanding background that accent text stands on, and the paper that a tint is mixed
# into, by mode (see portico.css).
LIGHT, DARK = ("#f4f2ee", "#ffffff"), ("#272422", "#1c1a18")


def stylesheet(primary_color: str) -> str:
    """Custom properties for light and dark; raises ValueError unless `#rrggbb` or `#rgb`."""
    light, dark = _block(palette(primary_color, LIGHT)), _block(palette(primary_color, DARK))
    return (
        f":root{{{light}}}"
        "@media screen and (prefers-color-scheme:dark)"
        f'{{:root:not([data-theme="light"]){{{dark}}}}}'
        f'@media screen{{:root[data-theme="dark"]{{{dark}}}}}\n'
    )


def palette(primary_color: str, mode: tuple[str, str]) -> dict[str, str]:
    """The accent's roles in a mode: area, edge, hover, text on it, text in it, soft tint."""
    ground, paper = mode
    accent = _hex(_rgb(primary_color))
    on, soft = text_on(accent), mix(paper, accent, 0.08)
    return {
        "accent": accent,
        "accent-edge": readable(accent, [ground], VISIBLE),
        "accent-hover": mix(accent, BLACK if on == WHITE else WHITE, 0.14),
        "accent-on": on,
        "accent-text": readable(accent, [ground, soft]),
        "accent-soft": soft,
    }


def text_on(color: str) -> str:
    """White where it can be read on the colour, else the darkest ink that can."""
    return next(ink for ink in (WHITE, INK, BLACK) if contrast(ink, color) >= READABLE)


def readable(color: str, grounds: list[str], least: float = READABLE) -> str:
    """The colour itself, or the nearest shade of it that stands out from every ground."""
    far = BLACK if luminance(grounds[0]) > 0.18 else WHITE
    shades = (mix(color, far, step / 50) for step in range(51))
    return next(s for s in shades if min(contrast(s, ground) for ground in grounds) >= least)


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = (_linear(channel / 255) for channel in _rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(color: str, other: str, share: float) -> str:
    """The colour with that share of another in it, 0 to 1."""
    pairs = zip(_rgb(color), _rgb(other), strict=True)
    return _hex(round(a + (b - a) * share) for a, b in pairs)


def _block(roles: dict[str, str]) -> str:
    return ";".join(f"--{role}:{color}" for role, color in roles.items())


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _rgb(color: str) -> tuple[int, int, int]:
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not color.startswith("#"):
        raise ValueError(f"not a colour like #1a2b3c: {color!r}")
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def _hex(channels) -> str:
    return "#" + bytes(channels).hex()
