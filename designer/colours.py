"""Colours as people see them: reading, contrast, and the nearest one that can be read."""

from __future__ import annotations

import colorsys
import math
import re
from functools import lru_cache

from designer.errors import InvalidError
from designer.language import _

AA, LARGE, AAA = 4.5, 3.0, 7.0
"""The contrast WCAG 2.2 asks of text, of large text, and of text in its stricter level."""

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)", re.IGNORECASE)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(%|deg)?")
RGB = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""


def read(text: str) -> str:
    """A colour as #rrggbb from `#1a2b3c`, `1a2b3c`, `#abc`, `rgb(…)` or `hsl(…)`.

    Raises InvalidError.
    """
    plain = text.strip()
    if found := _HEX.fullmatch(plain):
        digits = found[1].lower()
        return "#" + (digits if len(digits) == 6 else "".join(one * 2 for one in digits))
    if found := _CALL.fullmatch(plain):
        return _called(found[1].lower(), found[2], text)
    if len(parts := re.split(r"[\s,]+", plain)) == 3 and all(part.isdecimal() for part in parts):
        return _called("rgb", plain, text)
    raise _unread(text)


def rgb(colour: str) -> RGB:
    """Red, green and blue of #rrggbb, each from 0 to 1."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))  # type: ignore[return-value]


def hexed(parts: RGB) -> str:
    """#rrggbb of red, green and blue, kept within 0 to 1."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, one)) * 255):02x}" for one in parts)


@lru_cache(maxsize=1024)
def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, 0 for black and 1 for white."""
    red, green, blue = (_linear(one) for one in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """So much of `one` in `other`, the way CSS mixes in srgb."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    red, green, blue = (a * share + b * (1 - share) for a, b in pairs)
    return hexed((red, green, blue))


def nearest(colour: str, *ground: str, least: float = AA) -> str:
    """The colour that is closest to `colour` and reaches `least` contrast on each ground.

    Hue stays; lightness moves as little as it must, chroma only where a screen cannot show it. When
    no lightness does on all grounds, black or white, whichever is read better.
    """
    if _lowest(colour, ground) >= least:
        return colour
    lightness, chroma, hue = oklch(colour)
    for step in range(1, 401):
        for way in (-1, 1):
            tried = lightness + way * step / 400
            if 0 <= tried <= 1:
                made = from_oklch(tried, chroma, hue)
                if _lowest(made, ground) >= least:
                    return made
    return max(("#000000", "#ffffff"), key=lambda one: _lowest(one, ground))


def readable_on(ground: str, *, light: str = "#ffffff", dark: str = "#16181d") -> str:
    """Of a light and a dark ink the one that is read better, made readable where neither is."""
    best = max((light, dark), key=lambda one: contrast(one, ground))
    return nearest(best, ground)


def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, and hue in degrees, in OKLCH (Björn Ottosson, 2020)."""
    red, green, blue = (_linear(one) for one in rgb(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return min(1.0, max(0.0, lightness)), math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour; where a screen cannot show it, the same hue and lightness with less chroma."""
    low, high = 0.0, chroma
    found = _unlimited(lightness, chroma, hue)
    if _shown(found):
        return hexed(found)
    for __ in range(14):
        middle = (low + high) / 2
        tried = _unlimited(lightness, middle, hue)
        low, high = (middle, high) if _shown(tried) else (low, middle)
    return hexed(_unlimited(lightness, low, hue))


# ---- inside -------------------------------------------------------------------------------------


def _lowest(colour: str, grounds: tuple[str, ...]) -> float:
    return min((contrast(colour, ground) for ground in grounds), default=21.0)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _curved(share: float) -> float:
    return 12.92 * share if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055


def _unlimited(lightness: float, chroma: float, hue: float) -> RGB:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    red, green, blue = (_curved(one) if one > 0 else one for one in linear)
    return red, green, blue


def _shown(parts: RGB) -> bool:
    return all(-0.0005 <= one <= 1.0005 for one in parts)


def _called(name: str, inside: str, text: str) -> str:
    numbers = _NUMBER.findall(inside)
    if len(numbers) not in (3, 4):
        raise _unread(text)
    values = [float(number) for number, __ in numbers[:3]]
    if name == "rgb":
        scale = [100 if unit == "%" else 255 for __, unit in numbers[:3]]
        red, green, blue = (value / of for value, of in zip(values, scale, strict=True))
        return hexed((red, green, blue))
    hue, saturation, lightness = values
    share = min(1.0, max(0.0, lightness / 100)), min(1.0, max(0.0, saturation / 100))
    return hexed(colorsys.hls_to_rgb((hue % 360) / 360, *share))


def _unread(text: str) -> InvalidError:
    said = text.strip()[:40]
    return InvalidError(_("“{text}” is no colour; write one such as #1f4a3c.", text=said))
