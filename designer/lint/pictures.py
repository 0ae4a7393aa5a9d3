"""Findings on pictures and videos: gone, without words, too small, too heavy, of another shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designer.kinds.settings.crop import WHOLE
from designer.kinds.settings.image import Image, ImageValue
from designer.kinds.settings.media import MediaValue, VideoValue
from designer.language import _
from designer.lint.finding import Finding
from designer.lint.rules import limit
from designer.records import Asset

if TYPE_CHECKING:
    from designer.lint.place import Place


def image(field: Image, value: ImageValue, place: Place) -> Iterator[Finding]:
    """The findings on one picture setting."""
    if value.asset is None:
        return
    asset = place.document.find(value.asset)
    if not isinstance(asset, Asset):
        yield gone(value.asset, place)
        return
    part = value.part() or WHOLE
    shown = part.size(asset.width, asset.height) if asset.width and asset.height else (0, 0)
    yield from _words(value, asset, place)
    yield from _size(asset, place, width=shown[0], wanted=field.min_width)
    if field.ratio is not None:
        yield from _ratio(shown, field.ratio, place)


def full_width(value: ImageValue, place: Place) -> Iterator[Finding]:
    """The findings on a picture that is as wide as its module, by the platform's own numbers."""
    asset = place.document.find(value.asset)
    if isinstance(asset, Asset):
        least = int(limit("picture.min_width"))
        yield from _size(asset, place, width=asset.width, wanted=least)


def media(value: MediaValue | VideoValue, place: Place) -> Iterator[Finding]:
    """The findings on one video, panorama or model."""
    for key in filter(None, (value.asset, value.poster)):
        if not isinstance(place.document.find(key), Asset):
            yield gone(key, place)
    if value.asset is not None and value.poster is None:
        yield place.finding(
            "media.poster",
            "warn",
            _("There is no poster to show before it plays"),
            _("Choose a poster."),
            inside="poster",
        )


def gone(key: str, place: Place) -> Finding:
    """The finding on an asset that is not in the project."""
    return place.finding(
        "asset.gone",
        "error",
        _("The picture or video “{id}” is not in the project", id=key),
        _("Choose another one."),
        inside="asset",
    )


def _words(value: ImageValue, asset: Asset, place: Place) -> Iterator[Finding]:
    if not value.alt.strip() and not asset.alt.strip():
        yield place.finding(
            "picture.alt",
            "info",
            _("The picture has no words for those who cannot see it"),
            _("Write what it shows, in one line."),
            inside="alt",
        )


def _size(asset: Asset, place: Place, *, width: int, wanted: int) -> Iterator[Finding]:
    heaviest = int(limit("picture.max_bytes"))
    if asset.size > heaviest:
        size, most = f"{asset.size / 1024**2:.1f}", f"{heaviest / 1024**2:g}"
        yield place.finding(
            "picture.heavy",
            "warn",
            _("The picture weighs {size} MB, more than {limit} MB", size=size, limit=most),
            _("Export it with less quality or fewer pixels."),
        )
    if 0 < width < wanted:
        yield place.finding(
            "picture.small",
            "warn",
            _("The picture is {width} px wide and would look blurred", width=width),
            _("Use one at least {width} px wide.", width=wanted),
        )


def _ratio(shown: tuple[int, int], ratio: tuple[int, int], place: Place) -> Iterator[Finding]:
    width, height = shown
    if not width or not height:
        return
    off = (width / height) / (ratio[0] / ratio[1])
    if max(off, 1 / off) - 1 > limit("picture.ratio_tolerance"):
        yield place.finding(
            "picture.ratio",
            "info",
            _(
                "The picture is {width} × {height}; the module is drawn for {x} : {y} and crops it",
                width=width,
                height=height,
                x=ratio[0],
                y=ratio[1],
            ),
            _("Crop it to that shape, or set the focus point."),
        )
