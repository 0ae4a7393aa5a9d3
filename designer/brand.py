"""A brand's look: palettes, a whole palette from one colour, and what can be read on what."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from designer.colours import AA, contrast, from_oklch, nearest, oklch, read, readable_on
from designer.errors import InvalidError
from designer.language import _, mark
from designer.records import Label, Struct, Theme

TOKENS: Mapping[str, str] = {
    "primary": mark("Primary"), "on-primary": mark("On primary"), "accent": mark("Accent"),
    "on-accent": mark("On accent"), "paper": mark("Paper"), "surface": mark("Surface"),
    "ink": mark("Ink"), "muted": mark("Muted text"), "line": mark("Line"), "price": mark("Price"),
    "gold": mark("Gold"), "night": mark("Night"), "on-night": mark("On night"),
}  # fmt: skip
"""The theme's tokens in words."""

RADII, GAPS, SCALES = (0, 60), (0, 80), (0.8, 1.4)
"""The least and the most of corner and gap in design pixels, and of the type scale."""
FILE = Path(__file__).resolve().parents[1] / "assets" / "themes" / "palettes.json"
_LARGEST = 20_000
_NEARLY = 3.3


class Pair(NamedTuple):
    """Words in one token on a ground of another, and the contrast they need."""

    text: str
    ground: str
    least: float = AA


PAIRS = (
    Pair("on-primary", "primary"), Pair("on-accent", "accent"), Pair("ink", "paper"),
    Pair("ink", "surface"), Pair("muted", "paper"), Pair("muted", "surface"),
    Pair("price", "paper"), Pair("price", "surface"), Pair("on-night", "night"),
    Pair("gold", "night"),
)  # fmt: skip
"""What the built-in kinds write on what."""


class Palette(Struct):
    """A ready palette: a name and the colours it grows from."""

    id: str
    name: Label
    primary: str
    accent: str
    heading: Literal["sans", "serif"]
    radius: int


@cache
def palettes() -> tuple[Palette, ...]:
    """The palettes that come with the program."""
    return msgspec.json.decode(FILE.read_bytes(), type=tuple[Palette, ...])


def dressed(theme: Theme, palette: Palette) -> Theme:
    """A theme in a palette; gap and type scale stay."""
    return msgspec.structs.replace(
        theme, colours=derived(palette.primary, accent=palette.accent), heading=palette.heading,
        radius=palette.radius,
    )  # fmt: skip


def derived(primary: str, *, accent: str | None = None) -> dict[str, str]:
    """A whole palette from one brand colour (and an accent); every pair can be read."""
    brand = read(primary)
    __, chroma, hue = oklch(brand)
    tint = min(chroma, 0.14) / 0.14
    colours = {
        "primary": brand,
        "accent": read(accent) if accent else _accent(brand),
        "paper": from_oklch(0.992, 0.006 * tint, hue),
        "surface": from_oklch(0.962, 0.014 * tint, hue),
        "ink": from_oklch(0.24, 0.026 * tint, hue),
        "line": from_oklch(0.9, 0.018 * tint, hue),
        "gold": "#c9a45c",
        "night": from_oklch(0.21, 0.034 * tint, hue),
        "on-night": from_oklch(0.945, 0.02 * tint, hue),
    }
    grounds = colours["paper"], colours["surface"]
    colours["muted"] = nearest(from_oklch(0.5, 0.024 * tint, hue), *grounds)
    colours["price"] = nearest(colours["accent"], *grounds)
    if contrast(colours["accent"], grounds[0]) > _NEARLY:  # rather a shade darker than dark words
        colours["accent"] = nearest(colours["accent"], grounds[0])
    for token in ("primary", "accent"):
        ground = colours[token]
        colours[f"on-{token}"] = readable_on(ground, light=grounds[0], dark=colours["ink"])
    colours["gold"] = nearest(colours["gold"], colours["night"])
    return {token: colours[token] for token in TOKENS}


def colour_of(theme: Theme, token: str) -> str:
    """A token's colour; one that the theme leaves out, or misspells, is derived from the others."""
    try:
        return read(theme.colours[token])
    except (KeyError, InvalidError):
        pass
    try:
        brand = read(theme.colours.get("primary", "#1f2937"))
    except InvalidError:
        brand = "#1f2937"
    return derived(brand)[token]


def unread(theme: Theme) -> tuple[Pair, ...]:
    """The pairs that cannot be read well."""
    return tuple(pair for pair in PAIRS if ratio(theme, pair) < pair.least)


def ratio(theme: Theme, pair: Pair) -> float:
    """The contrast of a pair."""
    return contrast(colour_of(theme, pair.text), colour_of(theme, pair.ground))


def mended(theme: Theme, pair: Pair) -> Theme:
    """The theme with the pair's text in the nearest colour that can be read, on all its grounds.

    Where no colour can be read on all of them, on the ground of this pair.
    """
    text = colour_of(theme, pair.text)
    grounds = [colour_of(theme, one.ground) for one in PAIRS if one.text == pair.text]
    made = nearest(text, *grounds, least=pair.least)
    if any(contrast(made, ground) < pair.least for ground in grounds):
        made = nearest(text, colour_of(theme, pair.ground), least=pair.least)
    return with_colour(theme, pair.text, made)


def with_colour(theme: Theme, token: str, colour: str) -> Theme:
    """The theme with another colour for one token."""
    return msgspec.structs.replace(theme, colours={**theme.colours, token: read(colour)})


def with_palette(theme: Theme, colours: Mapping[str, str]) -> Theme:
    """The theme with all its colours replaced."""
    return msgspec.structs.replace(theme, colours=dict(colours))


def to_text(theme: Theme) -> str:
    """The theme as text to hand on."""
    return msgspec.json.format(msgspec.json.encode(theme), indent=2).decode()


def from_text(text: str) -> Theme:
    """The theme in a text; raises InvalidError."""
    if len(text) > _LARGEST:
        raise InvalidError(_("This text is too long to be a theme."))
    try:
        found: Any = msgspec.json.decode(text)
        theme = msgspec.convert(found, Theme)
    except (msgspec.MsgspecError, RecursionError):
        raise InvalidError(_("This text is no theme; copy one from another shop.")) from None
    unknown = sorted(theme.colours.keys() - TOKENS.keys())
    if unknown:
        raise InvalidError(_("“{name}” is no colour of a theme.", name=unknown[0][:40]))
    return bounded(msgspec.structs.replace(
        theme, colours={token: read(colour) for token, colour in theme.colours.items()}
    ))  # fmt: skip


def bounded(theme: Theme) -> Theme:
    """The theme with corner, gap and type scale within what the kinds are drawn for."""
    return msgspec.structs.replace(
        theme, radius=int(_within(theme.radius, RADII)), gap=int(_within(theme.gap, GAPS)),
        scale=round(_within(theme.scale, SCALES), 3) if theme.scale == theme.scale else 1.0,
    )  # fmt: skip


def seen_in(picture: bytes, *, most: int = 6) -> tuple[str, ...]:
    """The colours a picture is made of, the liveliest first; raises InvalidError."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture)) as opened:
            if opened.width * opened.height > 60_000_000:
                raise InvalidError(_("The picture is too large to take colours from."))
            opened.draft("RGB", (256, 256))
            small = opened.convert("RGBA")
            small.thumbnail((96, 96))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise InvalidError(_("No colours can be taken from this picture.")) from None
    flat = Image.new("RGBA", small.size, "#ffffff")
    flat.alpha_composite(small)
    few = flat.convert("RGB").quantize(colors=16)
    table = few.getpalette() or []
    counts: Sequence[tuple[int, Any]] = few.getcolors() or ()
    found = {
        "#" + "".join(f"{one:02x}" for one in table[3 * at : 3 * at + 3]): count
        for count, at in counts
    }
    whole = sum(found.values()) or 1
    order = sorted(found, key=lambda one: -_lively(one, found[one] / whole))
    return tuple(_apart(order))[:most]


def _apart(colours: Sequence[str]) -> list[str]:
    """The colours without those that look like one before them."""
    kept: list[str] = []
    for one in colours:
        here = oklch(one)
        if all(_far(here, oklch(other)) > 0.09 for other in kept):
            kept.append(one)
    return kept


def _far(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    turn = abs((one[2] - other[2] + 180) % 360 - 180) / 180
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) + turn * min(one[1], other[1]) * 2


def _lively(colour: str, share: float) -> float:
    lightness, chroma, __ = oklch(colour)
    middle = 1 - abs(lightness - 0.5)
    return chroma * 4 * middle + min(share, 0.3)


def _accent(brand: str) -> str:
    """Across the wheel, strong enough to sell, dark enough for white words."""
    __, ___, hue = oklch(brand)
    across = (hue + 165) % 360
    return nearest(from_oklch(0.56, 0.19, across), "#ffffff")


def _within(value: float, bounds: tuple[float, float]) -> float:
    return min(bounds[1], max(bounds[0], value))
