"""What the platform would say of an asset's file: too heavy, narrow or long, not described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from designer.language import _
from designer.lint.rules import limit
from designer.records import Asset


class Fault(NamedTuple):
    """One thing about a file: a short name for filters, the sentence, and whether it is grave."""

    rule: str
    text: str
    grave: bool = True


def heaviest(media: str) -> int:
    """How many bytes a file of this type may have."""
    kind = media.partition("/")[0]
    return int(limit({"video": "video.max_bytes", "model": "model.max_bytes"}.get(
        kind, "picture.max_bytes")))  # fmt: skip


def faults(asset: Asset, *, seconds: float = 0.0, triangles: int = 0) -> tuple[Fault, ...]:
    """The faults of a file, the gravest first; length and triangles are told when known."""
    return tuple(_faults(asset, seconds, triangles))


def is_heavy(asset: Asset) -> bool:
    """Whether the file weighs more than the platform takes."""
    return asset.size > heaviest(asset.media)


def _faults(asset: Asset, seconds: float, triangles: int) -> Iterator[Fault]:
    if is_heavy(asset):
        size, most = _weight(asset.size), _weight(heaviest(asset.media))
        yield Fault("heavy", _("Weighs {size}; the platform takes {limit}.", size=size, limit=most))
    longest, most_triangles = limit("video.max_seconds"), int(limit("model.max_triangles"))
    if seconds > longest:
        yield Fault("long", _("Runs {seconds} s; the platform takes {limit} s.",
                              seconds=f"{seconds:.0f}", limit=f"{longest:.0f}"))  # fmt: skip
    if triangles > most_triangles:
        yield Fault("complex", _("Has {count} triangles; phones manage {limit}.",
                                 count=f"{triangles:,}", limit=f"{most_triangles:,}"))  # fmt: skip
    narrowest = int(limit("picture.min_width"))
    if asset.media.startswith("image/") and asset.media != "image/svg+xml":
        if 0 < asset.width < narrowest:
            text = _("Is {width} px wide; over the full width it would look blurred ({limit} px).",
                     width=asset.width, limit=narrowest)  # fmt: skip
            yield Fault("narrow", text, grave=False)
        if not asset.alt.strip():
            yield Fault("alt", _("Has no words for those who cannot see it."), grave=False)


def _weight(size: int) -> str:
    if size >= 1024**2:
        return f"{size / 1024**2:.1f} MB".replace(".0 MB", " MB")
    return f"{max(1, size // 1024)} KB"
