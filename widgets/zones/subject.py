"""Every deed on the zones of a picture: drawn, placed, named, led, locked, arranged, mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject

from designer.actions import zones as deeds
from designer.actions.zones import Mend, Spot
from designer.kinds.geometry import arranging
from designer.kinds.geometry.arranging import Axis, Edge, Side
from designer.kinds.geometry.box import Box
from designer.kinds.settings.hot_zones import Zone
from designer.records import Variant
from widgets.session import Session
from widgets.zones.seen import Seen

T = TypeVar("T")


class Subject(Seen):
    """A hot-zone picture and what a hand can do to it; a refusal is said to the user."""

    def __init__(self, session: Session, spot: Spot, parent: QObject | None = None) -> None:
        super().__init__(session, spot, parent)
        self._gestures = 0

    # ---- doing ----

    def gesture(self) -> str:
        """A name for what comes next, so that all its edits are one step."""
        self.session.document.history.seal()
        self._gestures += 1
        return f"gesture{self._gestures}"

    def add(self, boxes: Sequence[Box], *, like: Sequence[Zone] = (), burst: str = "") -> None:
        """Draw zones and select them."""
        self._reselect(lambda: deeds.add_zones(
            self.session.document, spot=self.spot, boxes=boxes, like=like, burst=burst,
            library=self.session.library,
        ))  # fmt: skip

    def place(self, boxes: Mapping[str, Box], *, label: str = "", burst: str = "") -> None:
        """Bring zones to these places."""
        self._do(lambda: deeds.place_zones(
            self.session.document, spot=self.spot, boxes=boxes, label=label, burst=burst,
            library=self.session.library,
        ))  # fmt: skip

    def now(self) -> Variant:
        """The variant as it stands, for a gesture that may be given up."""
        return self.session.document.get(self.spot.variant, Variant)

    def give_up(self, before: Variant, *, burst: str) -> None:
        """Bring back what a gesture found."""
        if before != self.now():
            self._do(
                lambda: deeds.give_up(
                    self.session.document, spot=self.spot, before=before, burst=burst
                )
            )
        self.session.document.history.seal()

    def remove(self) -> None:
        """Take the selected zones out; the one after them is selected."""
        self._do(lambda: deeds.remove_zones(
            self.session.document, spot=self.spot, zones=self.selected,
            library=self.session.library,
        ))  # fmt: skip

    def lead(self, link: Mapping[str, str]) -> None:
        """Let all selected zones do this."""
        self._do(lambda: deeds.lead_zones(
            self.session.document, spot=self.spot, zones=self.selected, link=link,
            library=self.session.library,
        ))  # fmt: skip

    def name(self, label: str) -> None:
        """Name the zone in hand."""
        if self.selected:
            self._do(lambda: deeds.name_zone(
                self.session.document, spot=self.spot, zone=self.selected[-1], label=label,
                library=self.session.library,
            ))  # fmt: skip

    def lock(self, keys: Iterable[str]) -> None:
        """Lock zones, or let them go when all are locked."""
        wanted = tuple(keys)
        locked = not all(zone.locked for zone in self.zones if zone.id in wanted)
        self._do(lambda: deeds.lock_zones(
            self.session.document, spot=self.spot, zones=wanted, locked=locked,
            library=self.session.library,
        ))  # fmt: skip

    def order(self, key: str, index: int) -> None:
        """Bring a zone to another place in the reading order."""
        self._do(lambda: deeds.order_zone(
            self.session.document, spot=self.spot, zone=key, index=index,
            library=self.session.library,
        ))  # fmt: skip

    def mend(self, key: str, mend: Mend) -> None:
        """Mend what is wrong with the place of a zone."""
        self._do(lambda: deeds.mend_zone(
            self.session.document, spot=self.spot, zone=key, mend=mend, least=self.least(),
            library=self.session.library,
        ))  # fmt: skip

    def show_picture(self, asset: str) -> None:
        """Put the zones on another picture."""
        self._do(
            lambda: deeds.show_picture(
                self.session.document, spot=self.spot, asset=asset, library=self.session.library
            )
        )

    # ---- arranging ----

    def arrange(self, change: Callable[[list[Box]], list[Box]], label: str) -> None:
        """Bring the selected zones that are free to other places, as one step."""
        free = [zone for zone in self.chosen_zones() if not zone.locked]
        if free:
            made = change([self.picture.box(zone) for zone in free])
            boxes = {zone.id: box for zone, box in zip(free, made, strict=True)}
            self.place(boxes, label=label)

    def align(self, edge: Edge, label: str) -> None:
        """Align the selected zones; a single one to the picture."""
        self.arrange(lambda b: arranging.aligned(b, edge, size=self.picture.size), label)

    def distribute(self, axis: Axis, label: str) -> None:
        """Give the selected zones even gaps."""
        self.arrange(lambda boxes: arranging.distributed(boxes, axis), label)

    def even(self, side: Side, label: str) -> None:
        """Make the selected zones as large as the one selected first."""
        self.arrange(lambda b: arranging.resized(b, side, size=self.picture.size), label)

    def nudge(self, dx: int, dy: int, *, stretch: bool = False) -> None:
        """Push the selected zones, or their far edges; pushes in a row are one step."""
        free = [zone for zone in self.chosen_zones() if not zone.locked]
        boxes = {zone.id: self._nudged(zone, dx, dy, stretch=stretch) for zone in free}
        if boxes:
            self.place(boxes, burst=f"nudge:{stretch}")

    def _nudged(self, zone: Zone, dx: int, dy: int, *, stretch: bool) -> Box:
        box, size = self.picture.box(zone), self.picture.size
        if not stretch:
            return box.moved(dx, dy).inside(size)
        wide = min(size[0] - box.x, max(1, box.w + dx))
        return box._replace(w=wide, h=min(size[1] - box.y, max(1, box.h + dy)))

    # ---- inside ----

    def _do(self, work: Callable[[], T]) -> T | None:
        return self.session.attempt(work)

    def _reselect(self, work: Callable[[], tuple[str, ...]]) -> None:
        made = self._do(work)
        if made:
            self.selected = made
            self.chosen.emit()


def as_link(zone: Zone) -> dict[str, str]:
    """A zone's link as JSON."""
    made: dict[str, str] = msgspec.to_builtins(zone.link)
    return made
