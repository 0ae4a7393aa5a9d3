"""What a user does to the hot zones of a picture: draw, place, name, lead, lock, copy, mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from designer.actions.editing import moved
from designer.actions.variants import set_setting
from designer.document.document import Document
from designer.document.inheritance import effective
from designer.document.queries import owner
from designer.errors import NotFoundError, RefusedError
from designer.kinds.geometry.box import Box, Size, box_of
from designer.kinds.geometry.mending import grown, parted
from designer.kinds.settings.hot_zones import FLOOR, HotZones, HotZonesValue, Zone
from designer.kinds.settings.link import TARGETS, LinkValue
from designer.kinds.when import read
from designer.language import _
from designer.records import Asset, Module, Variant, new_id

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from designer.kinds.manifest import Kind

Mend = Literal["inside", "grow", "part"]
NOMINAL: Size = (FLOOR, FLOOR)
"""The size that zones are measured on while there is no picture."""


class Spot(NamedTuple):
    """Where a hot-zone picture stands: a variant, and the path of the setting."""

    variant: str
    setting: str


class Picture(NamedTuple):
    """A hot-zone picture as it is now: its zones, its size in pixels, its width on the floor."""

    value: HotZonesValue
    size: Size
    shown: int
    most: int

    def box(self, zone: Zone) -> Box:
        """The place of a zone in pixels."""
        return box_of(zone, self.size)

    @property
    def boxes(self) -> dict[str, Box]:
        """The places of all zones by id."""
        return {zone.id: self.box(zone) for zone in self.value.zones}


def picture_at(document: Document, spot: Spot, *, library: Library) -> Picture:
    """The hot-zone picture at a spot; raises NotFoundError when there is none."""
    kind, field = _field(document, spot, library)
    values = kind.fitting(effective(document, spot.variant))
    value = field.parse(read(values, spot.setting))
    asset = document.find(value.image.asset)
    size = NOMINAL
    if isinstance(asset, Asset) and asset.width and asset.height:
        part = value.image.part()
        size = part.size(asset.width, asset.height) if part else (asset.width, asset.height)
    return Picture(value, size, field.shown_width(values), field.max)


def add_zones(
    document: Document,
    *,
    spot: Spot,
    boxes: Sequence[Box],
    like: Sequence[Zone] = (),
    library: Library,
    burst: str = "",
) -> tuple[str, ...]:
    """Draw zones, with the names and targets of `like` where given; returns their ids.

    `burst` names a gesture that goes on with them: its edits are one step.
    """
    now = picture_at(document, spot, library=library)
    if len(now.value.zones) + len(boxes) > now.most:
        raise RefusedError(_("A picture holds at most {limit} zones.", limit=now.most))
    made = []
    for number, box in enumerate(boxes):
        base = like[number] if number < len(like) else Zone(id="", x=0, y=0, w=0, h=0)
        place = box.inside(now.size).fractions(now.size)
        zone = msgspec.structs.replace(base, id=new_id("zon"), locked=False, **place)
        made.append(_living(zone, document))
    zones = (*now.value.zones, *made)
    _put(document, spot, zones, _("Add zones to {name}"), library, burst=burst)
    return tuple(zone.id for zone in made)


def place_zones(
    document: Document,
    *,
    spot: Spot,
    boxes: Mapping[str, Box],
    library: Library,
    label: str = "",
    burst: str = "",
) -> None:
    """Bring zones to these places in pixels, by id; locked ones stay.

    `burst` names a gesture: its edits are one step. Refused when all of them are locked.
    """
    now = picture_at(document, spot, library=library)
    free = {z.id for z in now.value.zones if z.id in boxes and not z.locked}
    _refuse_locked(now, boxes.keys(), free)

    def place(zone: Zone) -> Zone:
        return msgspec.structs.replace(zone, **boxes[zone.id].inside(now.size).fractions(now.size))

    zones = _changed(now, free, place)
    _put(document, spot, zones, label or _("Place zones of {name}"), library, burst=burst)


def remove_zones(document: Document, *, spot: Spot, zones: Iterable[str], library: Library) -> None:
    """Take zones out; locked ones stay, refused when all of them are locked."""
    now, wanted = picture_at(document, spot, library=library), frozenset(zones)
    gone = {zone.id for zone in now.value.zones if zone.id in wanted and not zone.locked}
    _refuse_locked(now, wanted, gone)
    left = tuple(zone for zone in now.value.zones if zone.id not in gone)
    _put(document, spot, left, _("Remove zones of {name}"), library)


def lead_zones(
    document: Document, *, spot: Spot, zones: Iterable[str], link: Mapping[str, str],
    library: Library,
) -> None:  # fmt: skip
    """Let zones do the same on a tap."""
    now, target = picture_at(document, spot, library=library), msgspec.convert(link, LinkValue)
    changed = _changed(now, zones, lambda zone: msgspec.structs.replace(zone, link=target))
    _put(document, spot, changed, _("Link zones of {name}"), library, burst="link")


def name_zone(document: Document, *, spot: Spot, zone: str, label: str, library: Library) -> None:
    """Name a zone for the review sheet and for screen readers."""
    now = picture_at(document, spot, library=library)
    changed = _changed(now, (zone,), lambda one: msgspec.structs.replace(one, label=label))
    _put(document, spot, changed, _("Name a zone of {name}"), library, burst=f"label:{zone}")


def lock_zones(
    document: Document, *, spot: Spot, zones: Iterable[str], locked: bool, library: Library
) -> None:
    """Hold zones where they are, or let them go."""
    now = picture_at(document, spot, library=library)
    changed = _changed(now, zones, lambda zone: msgspec.structs.replace(zone, locked=locked))
    label = _("Lock zones of {name}") if locked else _("Unlock zones of {name}")
    _put(document, spot, changed, label, library)


def order_zone(document: Document, *, spot: Spot, zone: str, index: int, library: Library) -> None:
    """Bring a zone to another place in the reading order."""
    now = picture_at(document, spot, library=library)
    found = _zone(now, zone)
    _put(
        document, spot, moved(now.value.zones, found, index), _("Reorder zones of {name}"), library
    )


def show_picture(document: Document, *, spot: Spot, asset: str, library: Library) -> None:
    """Put the zones on a picture; they stand at the same fractions of it."""
    now, found = picture_at(document, spot, library=library), document.get(asset, Asset)
    image = now.value.image
    image = msgspec.structs.replace(image, asset=asset, alt=image.alt or found.alt)
    value: Any = msgspec.to_builtins(msgspec.structs.replace(now.value, image=image))
    label = _("Change the picture of {name}", name=owner(document, spot.variant, Module).name)
    with document.transaction(label):
        set_setting(
            document, variant=spot.variant, setting=spot.setting, value=value, library=library
        )


def mend_zone(
    document: Document, *, spot: Spot, zone: str, mend: Mend, least: int, library: Library
) -> None:
    """Bring a zone inside the picture, make it at least so many pixels large, or part it from those
    it overlaps."""
    now = picture_at(document, spot, library=library)
    box, size = now.box(_zone(now, zone)), now.size
    rest = [other for key, other in now.boxes.items() if key != zone]
    if mend == "inside":
        box = box.inside(size)
    elif mend == "grow":
        box = grown(box, (least, least), size=size, rest=rest)
    else:
        for other in [one for one in rest if one.overlaps(box)]:
            box = parted(box, other, size=size, rest=rest)
    label = _("Mend a zone of {name}")
    place_zones(document, spot=spot, boxes={zone: box}, library=library, label=label)


def give_up(document: Document, *, spot: Spot, before: Variant, burst: str) -> None:
    """Give up a gesture: the variant is again as it was before, within the gesture's own step."""
    label = _("Place zones of {name}", name=owner(document, spot.variant, Module).name)
    with document.transaction(label, merge=_burst(spot, burst)):
        document.put(before)


# ---- inside -------------------------------------------------------------------------------------


def _field(document: Document, spot: Spot, library: Library) -> tuple[Kind, HotZones]:
    kind = library.get(owner(document, spot.variant, Module).kind)
    field = kind.setting(spot.setting) if kind else None
    if kind is None or not isinstance(field, HotZones):
        raise NotFoundError(_("There is no setting “{path}”.", path=spot.setting))
    return kind, field


def _zone(now: Picture, key: str) -> Zone:
    for zone in now.value.zones:
        if zone.id == key:
            return zone
    raise NotFoundError(_("There is no zone “{id}” here.", id=key))


def _changed(
    now: Picture, chosen: Iterable[str], change: Callable[[Zone], Zone]
) -> tuple[Zone, ...]:
    wanted = frozenset(chosen)
    for key in wanted:
        _zone(now, key)
    return tuple(change(zone) if zone.id in wanted else zone for zone in now.value.zones)


def _refuse_locked(now: Picture, wanted: Iterable[str], free: Iterable[str]) -> None:
    for key in wanted:
        _zone(now, key)
    if not set(free) and set(wanted):
        raise RefusedError(_("What is selected is locked; unlock it first."))


def _living(zone: Zone, document: Document) -> Zone:
    """The zone without a target that this project does not have, as after a paste."""
    link = zone.link
    if link.action in TARGETS and not isinstance(document.find(link.target), TARGETS[link.action]):
        return msgspec.structs.replace(zone, link=msgspec.structs.replace(link, target=""))
    return zone


def _put(
    document: Document,
    spot: Spot,
    zones: Iterable[Zone],
    label: str,
    library: Library,
    *,
    burst: str = "",
) -> None:
    now = picture_at(document, spot, library=library)
    value: Any = msgspec.to_builtins(msgspec.structs.replace(now.value, zones=tuple(zones)))
    told = label.format(name=owner(document, spot.variant, Module).name)
    with document.transaction(told, merge=_burst(spot, burst)):
        set_setting(
            document, variant=spot.variant, setting=spot.setting, value=value, library=library
        )


def _burst(spot: Spot, burst: str) -> str:
    return f"zones:{spot.variant}:{spot.setting}:{burst}" if burst else ""
