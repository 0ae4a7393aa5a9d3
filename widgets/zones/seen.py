"""The picture an editor works on: its zones, what is selected, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from designer.actions.zones import Picture, Spot, picture_at
from designer.document.diff import Diff
from designer.document.queries import owner, place_of
from designer.errors import DesignerError, NotFoundError
from designer.kinds.settings.hot_zones import FLOOR, Zone
from designer.lint import zones as lint
from designer.lint.finding import Finding
from designer.lint.place import Place
from designer.records import Asset, Floor, Module, Variant
from widgets.session import Session


class Seen(QObject):
    """One hot-zone picture of a project as it is now; it follows undo and all other panels."""

    changed = Signal()
    """The zones, the picture or what is wrong with them are others now."""
    chosen = Signal()
    """Other zones are selected."""
    gone = Signal()
    """The picture is no longer in the project."""

    def __init__(self, session: Session, spot: Spot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.spot = session, spot
        self.picture: Picture = picture_at(session.document, spot, library=session.library)
        self.selected: tuple[str, ...] = ()
        self._problems: Mapping[str, tuple[Finding, ...]] | None = None
        session.changed.connect(self._changed)

    # ---- what there is ----

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones in reading order."""
        return self.picture.value.zones

    @property
    def asset(self) -> Asset | None:
        """The picture itself, when there is one."""
        found = self.session.document.find(self.picture.value.image.asset)
        return found if isinstance(found, Asset) else None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed: the project, or the module, is closed to changes."""
        return bool(self.session.project.read_only) or self.module.locked

    @property
    def module(self) -> Module:
        """The module the picture stands in."""
        return owner(self.session.document, self.spot.variant, Module)

    def zone(self, key: str) -> Zone | None:
        """A zone by its id."""
        return next((zone for zone in self.zones if zone.id == key), None)

    def number(self, key: str) -> int:
        """The place of a zone in the reading order, from 1."""
        return next(n for n, zone in enumerate(self.zones, 1) if zone.id == key)

    def chosen_zones(self) -> list[Zone]:
        """The selected zones, in the order they were selected."""
        return [zone for key in self.selected if (zone := self.zone(key)) is not None]

    def problems(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is wrong with each zone, by id."""
        if self._problems is None:
            document = self.session.document
            variant = document.get(self.spot.variant, Variant)
            place = Place(document, self.module, variant, self.spot.setting)
            self._problems = lint.by_zone(self.picture.value, place, shown=self.picture.shown)
        return self._problems

    def fresh(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is wrong right now, also amid a transaction that nobody has heard of yet."""
        document = self.session.document
        self.picture = picture_at(document, self.spot, library=self.session.library)
        self._problems = None
        return self.problems()

    def least(self) -> int:
        """The least side of a zone in pixels of the picture."""
        return lint.least_side(width=self.picture.size[0], shown=self.picture.shown)

    def upright(self) -> tuple[int, ...]:
        """The upright guides of the floor in pixels of the picture, whose middle is the floor's."""
        try:
            floor = self.session.document.get(
                place_of(self.session.document, self.module.id).floor, Floor
            )
        except NotFoundError:
            return ()
        margin, scale = (FLOOR - self.picture.shown) / 2, self.picture.size[0] / self.picture.shown
        found = (round((g.at - margin) * scale) for g in floor.guides if g.axis == "x")
        return tuple(at for at in found if 0 <= at <= self.picture.size[0])

    # ---- selecting ----

    def choose(self, keys: Sequence[str]) -> None:
        """Select exactly these zones; the last is the one in hand."""
        there = {zone.id for zone in self.zones}
        wanted = tuple(key for key in dict.fromkeys(keys) if key in there)
        if wanted != self.selected:
            self.session.document.history.seal()
            self.selected = wanted
            self.chosen.emit()

    def toggle(self, key: str) -> None:
        """Select a zone too, or no longer."""
        rest = [one for one in self.selected if one != key]
        self.choose(rest if key in self.selected else [*rest, key])

    def step(self, by: int) -> None:
        """Select the next or previous zone, after the last the first."""
        keys = [zone.id for zone in self.zones]
        if not keys:
            return
        held = self.selected[-1] if self.selected else None
        at = keys.index(held) + by if held in keys else (0 if by > 0 else -1)
        self.choose([keys[at % len(keys)]])

    # ---- inside ----

    def _changed(self, _diff: Diff) -> None:
        document = self.session.document
        try:
            self.picture = picture_at(document, self.spot, library=self.session.library)
        except DesignerError:
            self.gone.emit()
            return
        self._problems = None
        kept = tuple(key for key in self.selected if self.zone(key) is not None)
        let_go, self.selected = kept != self.selected, kept
        self.changed.emit()
        if let_go:
            self.chosen.emit()
