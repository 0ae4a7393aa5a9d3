"""Findings on hot zones and links: overlapping, outside, too small to tap, leading nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from designer.kinds.settings.hot_zones import HotZonesValue, Zone
from designer.kinds.settings.link import TARGETS, LinkValue
from designer.language import _
from designer.lint.finding import Finding
from designer.lint.rules import limit
from designer.records import Asset

if TYPE_CHECKING:
    from designer.lint.place import Place

CANVAS = 750
_SLACK = 1e-6


def findings(value: HotZonesValue, place: Place) -> Iterator[Finding]:
    """The findings on one hot-zone picture."""
    asset = place.document.find(value.image.asset)
    if value.image.asset is not None and not isinstance(asset, Asset):
        yield place.finding(
            "asset.gone",
            "error",
            _("The picture or video “{id}” is not in the project", id=value.image.asset),
            _("Choose another one."),
            inside="image.asset",
        )
    tall = asset.height / asset.width if isinstance(asset, Asset) and asset.width else 1.0
    for number, zone in enumerate(value.zones):
        yield from _zone(zone, number, place, tall=tall)
    for (i, first), (j, second) in combinations(enumerate(value.zones), 2):
        if overlap(first, second):
            yield place.finding(
                "zone.overlap",
                "error",
                _(
                    "“{first}” and “{second}” overlap; a tap there is ambiguous",
                    first=_called(first, i),
                    second=_called(second, j),
                ),
                _("Move or shrink one of them."),
                inside=f"zones.{j}",
            )


def link(value: LinkValue, place: Place, *, inside: str = "") -> Iterator[Finding]:
    """The finding on a link whose target is missing or gone."""
    if value.action in TARGETS or value.action == "url":
        if not value.target:
            yield place.finding(
                "link.empty",
                "warn",
                _("The link has no target"),
                _("Choose where it leads."),
                inside=inside,
            )
        elif value.action != "url" and not _fits(value, place):
            yield place.finding(
                "link.dead",
                "error",
                _("The link leads to “{id}”, which is not in the project", id=value.target),
                _("Choose another target."),
                inside=inside,
            )


def overlap(first: Zone, second: Zone) -> bool:
    """Whether two zones share an area."""
    wide = min(first.x + first.w, second.x + second.w) - max(first.x, second.x)
    high = min(first.y + first.h, second.y + second.h) - max(first.y, second.y)
    return wide > _SLACK and high > _SLACK


def _zone(zone: Zone, number: int, place: Place, *, tall: float) -> Iterator[Finding]:
    name, inside = _called(zone, number), f"zones.{number}"
    if zone.x + zone.w > 1 + _SLACK or zone.y + zone.h > 1 + _SLACK:
        yield place.finding(
            "zone.outside",
            "error",
            _("“{zone}” reaches outside the picture", zone=name),
            _("Move it inside."),
            inside=inside,
        )
    side = min(zone.w * CANVAS, zone.h * CANVAS * tall)
    least = limit("zone.min_side")
    if round(side) < least:
        yield place.finding(
            "zone.small",
            "warn",
            _(
                "“{zone}” is {side} px at its narrowest; fingers need {limit} px",
                zone=name,
                side=round(side),
                limit=round(least),
            ),
            _("Make it larger."),
            inside=inside,
        )
    if zone.link.action == "none":
        yield place.finding(
            "zone.target",
            "error",
            _("“{zone}” leads nowhere", zone=name),
            _("Choose where it leads."),
            inside=f"{inside}.link",
        )
    if not zone.label.strip():
        yield place.finding(
            "zone.label",
            "info",
            _("“{zone}” has no name for the review sheet and for screen readers", zone=name),
            _("Name it."),
            inside=f"{inside}.label",
        )
    yield from link(zone.link, place, inside=f"{inside}.link")


def _fits(value: LinkValue, place: Place) -> bool:
    return isinstance(place.document.find(value.target), TARGETS[value.action])


def _called(zone: Zone, number: int) -> str:
    return zone.label.strip() or _("zone {number}", number=number + 1)
