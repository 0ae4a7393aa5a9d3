"""Hot zones edited on the page itself: what the overlay must know of them, and what a hand did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from designer.actions import zones as deeds
from designer.actions.zones import Picture, Spot
from designer.errors import DesignerError
from designer.kinds.geometry.box import Box
from designer.kinds.settings.hot_zones import HotZones, Zone
from designer.language import _
from designer.lint import zones as lint
from designer.lint.finding import Finding
from designer.lint.place import Place
from designer.records import Asset, Module, Variant

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView
    from widgets.session import Session

_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Zoning(QObject):
    """One end of the zones' own channel; the page's messages carry the generation they are of."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self.view, self.session = view, view.session
        self._held = ""

    @Slot(int, str)
    def held(self, generation: int, zone: str) -> None:
        """A zone is in hand now, or none: its keys are not the module's."""
        if generation != self.view.bridge.generation:
            return
        self._keys().removeEventFilter(self)
        self._held = zone
        if zone:
            self._keys().installEventFilter(self)

    @Slot(int, str, str, str, str, bool)
    def placed(
        self, generation: int, variant: str, setting: str, zone: str, box: str, nudged: bool
    ) -> None:
        """A zone was moved or stretched; nudges in a row are one step."""
        place = _box(box)
        if generation != self.view.bridge.generation or place is None:
            return
        session, spot = self.session, Spot(variant, setting)
        burst = f"nudge:{zone}" if nudged else ""
        session.attempt(lambda: deeds.place_zones(
            session.document, spot=spot, boxes={zone: place}, burst=burst, library=session.library
        ))  # fmt: skip

    @Slot(int, str, str, str, str)
    def drawn(self, generation: int, variant: str, setting: str, like: str, box: str) -> None:
        """A zone was drawn, or another one copied to a place."""
        place = _box(box)
        if generation != self.view.bridge.generation or place is None:
            return
        session, spot = self.session, Spot(variant, setting)
        session.attempt(lambda: deeds.add_zones(
            session.document, spot=spot, boxes=[place], like=self._like(spot, like),
            library=session.library,
        ))  # fmt: skip

    @Slot(int, str, str, str)
    def removed(self, generation: int, variant: str, setting: str, zone: str) -> None:
        """A zone was taken out."""
        if generation == self.view.bridge.generation:
            session, spot = self.session, Spot(variant, setting)
            session.attempt(lambda: deeds.remove_zones(
                session.document, spot=spot, zones=[zone], library=session.library
            ))  # fmt: skip

    @Slot(int, str, str, str)
    def opened(self, generation: int, variant: str, setting: str, _zone: str) -> None:
        """The zones are wanted large."""
        if generation == self.view.bridge.generation:
            self.session.editing.emit(variant, setting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and self._held and isinstance(event, QKeyEvent) and _is_the_zones(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _keys(self) -> QWidget:
        """What takes the keys of the page."""
        return self.view.focusProxy() or self.view

    def _like(self, spot: Spot, zone: str) -> list[Zone]:
        picture = deeds.picture_at(self.session.document, spot, library=self.session.library)
        return [one for one in picture.value.zones if one.id == zone]


def zones_of(session: Session) -> dict[str, Any] | None:
    """The hot zones of the one selected module as the overlay draws them; None without any."""
    module, variant = session.module(), session.variant()
    kind = session.library.get(module.kind) if module else None
    fields = kind.settings if kind else ()
    field = next((one for one in fields if isinstance(one, HotZones)), None)
    if module is None or variant is None or field is None:
        return None
    try:
        spot = Spot(variant, field.id)
        picture = deeds.picture_at(session.document, spot, library=session.library)
    except DesignerError:
        return None
    asset = session.document.find(picture.value.image.asset)
    found = _problems(session, module, spot, picture)
    return {
        "module": module.id, "variant": variant, "setting": field.id, "size": picture.size,
        "source": asset.sha256[:16] if isinstance(asset, Asset) else "",
        "free": not (session.project.read_only or module.locked), "words": words(),
        "list": [_zone(picture, zone, n, found[zone.id])
                 for n, zone in enumerate(picture.value.zones, 1)],
    }  # fmt: skip


def words() -> dict[str, str]:
    """What is written below the picture."""
    return {
        "draw": _("Draw a zone"), "drawing": _("Drag on the picture"), "large": _("Edit large…"),
    }  # fmt: skip


def _problems(
    session: Session, module: Module, spot: Spot, picture: Picture
) -> dict[str, tuple[Finding, ...]]:
    variant = session.document.get(spot.variant, Variant)
    place = Place(session.document, module, variant, "")
    return dict(lint.by_zone(picture.value, place, shown=picture.shown))


def _zone(picture: Picture, zone: Zone, number: int, found: tuple[Finding, ...]) -> dict[str, Any]:
    worst = next((one for one in found if one.severity == "error"), None)
    worst = worst or next((one for one in found if one.severity == "warn"), None)
    tone = {"error": "danger", "warn": "warn"}[worst.severity] if worst else ""
    return {
        "id": zone.id, "n": number, "label": zone.label, "locked": zone.locked, "tone": tone,
        "said": worst.message if worst else "", **picture.box(zone)._asdict(),
    }  # fmt: skip


def _box(text: str) -> Box | None:
    """A place as the page tells it; None for anything else."""
    try:
        return Box(*msgspec.json.decode(text, type=tuple[int, int, int, int]))
    except msgspec.MsgspecError:
        return None


def _is_the_zones(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    if event.key() in _KEYS:
        return not control
    return bool(control) and event.key() == Qt.Key.Key_D
