"""Findings on hot zones and links: overlapping, outside, too small to tap, leading nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from designer.document.queries import floors_of, name_of, place_of
from designer.errors import NotFoundError
from designer.kinds.settings.hot_zones import FLOOR, HotZonesValue, Zone
from designer.kinds.settings.link import TARGETS, LinkValue
from designer.language import _
from designer.lint.finding import Finding
from designer.lint.rules import limit
from designer.records import Asset, Module

if TYPE_CHECKING:
    from designer.lint.place import Place

_SLACK = 1e-6


def findings(value: HotZonesValue, place: Place, *, shown: int = FLOOR) -> Iterator[Finding]:
    """The findings on one hot-zone picture that is `shown` so many design pixels wide."""
    asset = place.document.find(value.image.asset)
    if value.image.asset is not None and not isinstance(asset, Asset):
        yield place.finding(
            "asset.gone",
            "error",
            _("The picture or video “{id}” is not in the project", id=value.image.asset),
            _("Choose another one."),
            inside="image.asset",
        )
    size = (asset.width, asset.height) if isinstance(asset, Asset) and asset.width else (1, 1)
    for number, zone in enumerate(value.zones):
        yield from _zone(zone, number, place, size=size, shown=shown)
    for (i, first), (j, second) in combinations(enumerate(value.zones), 2):
        if overlap(first, second):
            yield place.finding(
                "zone.overlap",
                "error",
                _(
                    "“{first}” and “{second}” overlap; a tap there is ambiguous",
                    first=called(first, i),
                    second=called(second, j),
                ),
                _("Move or shrink one of them."),
                inside=f"zones.{j}",
            )


def by_zone(
    value: HotZonesValue, place: Place, *, shown: int = FLOOR
) -> Mapping[str, tuple[Finding, ...]]:
    """The findings of each zone by its id; an overlap is one of both zones."""
    found: dict[str, list[Finding]] = {zone.id: [] for zone in value.zones}
    bare = place._replace(path="")
    for one in findings(value, bare, shown=shown):
        part, __, number = one.setting.partition(".")
        if part == "zones":
            found[value.zones[int(number.partition(".")[0])].id].append(one)
    for first, second in combinations(value.zones, 2):
        if overlap(first, second):
            told = next(f for f in found[second.id] if f.rule == "zone.overlap")
            found[first.id].append(told)
    return {key: tuple(told) for key, told in found.items()}


def link(value: LinkValue, place: Place, *, inside: str = "") -> Iterator[Finding]:
    """The finding on a link whose target is missing, gone or not on this layout."""
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
        elif value.action == "module" and _elsewhere(value.target, place):
            yield place.finding(
                "link.elsewhere",
                "warn",
                _("“{name}” stands on another layout; a tap finds nothing to scroll to",
                  name=name_of(place.document.get(value.target, Module))),
                _("Choose a module of this layout."),
                inside=inside,
            )  # fmt: skip
    elif value.action == "second_floor" and _flat(place):
        yield place.finding(
            "link.floor",
            "warn",
            _("The link leads to the second floor, which this layout does not have"),
            _("Choose where it leads."),
            inside=inside,
        )


def overlap(first: Zone, second: Zone) -> bool:
    """Whether two zones share an area."""
    wide = min(first.x + first.w, second.x + second.w) - max(first.x, second.x)
    high = min(first.y + first.h, second.y + second.h) - max(first.y, second.y)
    return wide > _SLACK and high > _SLACK


def on_phone(zone: Zone, *, size: tuple[int, int], shown: int = FLOOR) -> tuple[float, float]:
    """Width and height of a zone in points of a 375-point phone; `size` is the picture's."""
    wide = shown / 2
    return zone.w * wide, zone.h * wide * size[1] / size[0]


def least_side(*, width: int, shown: int = FLOOR) -> int:
    """The least side of a zone in pixels of a picture `width` pixels wide."""
    return -int(-limit("zone.min_side") * width // shown)


def called(zone: Zone, number: int) -> str:
    """What a zone is called, counted from 0 when it has no name."""
    return zone.label.strip() or _("zone {number}", number=number + 1)


def outside(zone: Zone) -> bool:
    """Whether a zone reaches beyond the picture."""
    return zone.x + zone.w > 1 + _SLACK or zone.y + zone.h > 1 + _SLACK


def _zone(
    zone: Zone, number: int, place: Place, *, size: tuple[int, int], shown: int
) -> Iterator[Finding]:
    name, inside = called(zone, number), f"zones.{number}"
    if outside(zone):
        yield place.finding(
            "zone.outside",
            "error",
            _("“{zone}” reaches outside the picture", zone=name),
            _("Move it inside."),
            inside=inside,
        )
    yield from _small(zone, name, place, inside=inside, size=size, shown=shown)
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


def _small(
    zone: Zone, name: str, place: Place, *, inside: str, size: tuple[int, int], shown: int
) -> Iterator[Finding]:
    """A zone is large enough when its pixels are, so that a mend to whole pixels always holds."""
    width, height = size if size[0] > 1 else (FLOOR, FLOOR)
    least = least_side(width=width, shown=shown)
    if min(round(zone.w * width), round(zone.h * height)) >= least:
        return
    side = min(on_phone(zone, size=(width, height), shown=shown))
    yield place.finding(
        "zone.small",
        "warn",
        _(
            "“{zone}” is {side} pt at its narrowest on the phone; fingers need {limit} pt",
            zone=name,
            side=f"{side:.1f}".removesuffix(".0"),
            limit=round(limit("zone.min_side") / 2),
        ),
        _("Make it at least {side} px of the picture wide and high.", side=least),
        inside=inside,
    )


def _fits(value: LinkValue, place: Place) -> bool:
    return isinstance(place.document.find(value.target), TARGETS[value.action])


def _elsewhere(target: str, place: Place) -> bool:
    """Whether a module stands on another layout than the one that leads to it."""
    try:
        here, there = (place_of(place.document, key) for key in (place.module.id, target))
    except NotFoundError:
        return False
    return here.layout != there.layout


def _flat(place: Place) -> bool:
    """Whether the layout of this module has no second floor."""
    try:
        layout = place_of(place.document, place.module.id).layout
    except NotFoundError:
        return False
    return all(floor.level == 1 for floor in floors_of(place.document, layout))
