"""The `hot_zones` setting: one picture with tappable areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec

from designer.errors import InvalidError
from designer.kinds.problems import convert, joined
from designer.kinds.settings.base import Rules, Scene, Setting
from designer.kinds.settings.image import Fraction, ImageValue, focus_rule
from designer.kinds.settings.link import LinkValue, checked, named
from designer.kinds.settings.number import figure
from designer.kinds.when import When
from designer.language import _
from designer.records import Struct

FLOOR = 750
"""The width of a floor in design pixels."""


class Zone(Struct):
    """An area in fractions of the picture from its top left, what it is called and where it leads.

    A locked one stays where it is until it is unlocked.
    """

    id: str
    x: Fraction
    y: Fraction
    w: Fraction
    h: Fraction
    label: str = ""
    link: LinkValue = LinkValue()
    locked: bool = False


class HotZonesValue(Struct):
    """The picture and its zones, in reading order."""

    image: ImageValue = ImageValue()
    zones: tuple[Zone, ...] = ()


class ZoneView(msgspec.Struct, frozen=True):
    """A hot zone as a template reads it: class name `css`, spoken `label`, `link` or None, place in
    the list."""

    id: str
    index: int
    css: str
    label: str
    link: Any


class HotZonesView(msgspec.Struct, frozen=True):
    """A hot-zone picture as a template reads it."""

    image: Any
    zones: tuple[ZoneView, ...]


class Narrowed(Struct):
    """While `when` holds, the picture is shown `width` design pixels wide."""

    when: When
    width: Annotated[int, msgspec.Meta(ge=1, le=750)]


class HotZones(Setting, tag="hot_zones"):
    """A picture with at most `max` hot zones; each zone's place becomes the rule `.zone-<n>`.

    `narrowed` says when the picture is not as wide as the floor; the first that holds counts.
    """

    max: int = 40
    narrowed: tuple[Narrowed, ...] = ()

    def shown_width(self, values: Mapping[str, Any]) -> int:
        """How wide the picture is on the floor, in design pixels, with these settings beside it."""
        return next((one.width for one in self.narrowed if one.when.holds(values)), FLOOR)

    def initial(self) -> dict[str, Any]:
        """No picture, no zones."""
        return {"image": {"asset": None, "alt": "", "focus": [0.5, 0.5]}, "zones": []}

    def parse(self, value: Any, *, at: str = "") -> HotZonesValue:
        """The typed value."""
        parsed = convert(value, HotZonesValue, at=at)
        if len(parsed.zones) > self.max:
            sentence = _(
                "has {count} entries, at most {limit} fit", count=len(parsed.zones), limit=self.max
            )
            raise InvalidError(f"{joined(at, 'zones')}: {sentence}")
        if len({zone.id for zone in parsed.zones}) < len(parsed.zones):
            raise InvalidError(f"{joined(at, 'zones')}: {_('two entries have the same id')}")
        for number, zone in enumerate(parsed.zones):
            checked(zone.link, at=joined(at, "zones", str(number), "link"))
        return parsed

    def references(self, value: Any) -> Iterator[str]:
        """The picture and what its zones lead to."""
        parsed = self.parse(value)
        yield from filter(None, (parsed.image.asset,))
        for zone in parsed.zones:
            yield from named(zone.link)

    def rules(self, value: Any) -> Rules:
        """The place of each zone in percent of the picture."""
        parsed = self.parse(value)
        yield focus_rule(self.id, parsed.image)
        for number, zone in enumerate(parsed.zones, 1):
            box = {"left": zone.x, "top": zone.y, "width": zone.w, "height": zone.h}
            yield f" .zone-{number}", {k: f"{figure(round(v * 100, 3))}%" for k, v in box.items()}

    def view(self, value: Any, scene: Scene) -> HotZonesView:
        """The picture's view and the zones' views."""
        parsed = self.parse(value)
        image = scene.image(
            parsed.image.asset,
            alt=parsed.image.alt,
            focus=parsed.image.focus,
            css=f"focus-{self.id}",
            part=parsed.image.part(),
        )
        zones = (
            ZoneView(z.id, n, f"zone-{n}", z.label, scene.link(z.link.action, z.link.target))
            for n, z in enumerate(parsed.zones, 1)
        )
        return HotZonesView(image, tuple(zones))
