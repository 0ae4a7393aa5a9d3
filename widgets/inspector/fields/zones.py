"""The field for a picture with hot zones: draw them on the picture, or type their pixels."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from designer.kinds.settings.hot_zones import HotZones
from designer.kinds.settings.image import Image
from designer.language import _
from designer.records import new_id
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.fields.link import LinkEdit
from widgets.inspector.fields.picture import PictureField
from widgets.inspector.rows import ItemRow
from widgets.inspector.zone_board import Box, ZoneBoard
from widgets.look.buttons import Button, with_shortcut
from widgets.look.controls import Text
from widgets.parts.choosing import Option
from widgets.parts.line import Line
from widgets.parts.pictures import asset_of
from widgets.parts.quiet import Spin
from widgets.parts.stack import Stack

_SIDES = (("x", "X"), ("y", "Y"), ("w", "W"), ("h", "H"))


class ZonesField(Field):
    """The picture, the board to draw on, the list of zones, and the zone in hand."""

    def __init__(self, setting: HotZones, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._most = setting.max
        self._value: dict[str, Value] = setting.initial()
        self._at = -1
        picture = Image(id=setting.id, label=setting.label)
        self.picture = PictureField(picture, place, crops=False)
        self.picture.edited.connect(lambda value: self._put(image=value))
        self.picture.sealed.connect(self.sealed)
        self.board = ZoneBoard(place.session)
        self.board.setAccessibleName(_("{name}: zones", name=said(setting.label)))
        self.board.chosen.connect(self._choose)
        self.board.drawn.connect(self._draw)
        self.board.shaped.connect(self._shape)
        self.board.deleted.connect(self._delete)
        self.board.sealed.connect(self.sealed)
        self.board.opened.connect(self._open)
        self._id = setting.id
        self.large = Button(_("Edit large…"), icon="maximize", height=28)
        self.large.setToolTip(with_shortcut(_("Open in a window of its own"), "Ctrl+Return"))
        self.large.clicked.connect(self._open)
        self.stack = Stack(spacing=2)
        self.stack.moved.connect(self._move)
        self.stack.activated.connect(self._choose)
        self.add = Button(_("Add a zone"), icon="plus", height=28)
        self.add.clicked.connect(lambda: self._draw(Box(0.3, 0.3, 0.4, 0.2)))
        self.count = Text("", "small")
        self.detail = ZoneDetail(place)
        self.detail.made.connect(lambda parts: self._change(**parts))
        self.detail.sealed.connect(self.sealed)
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.large)
        foot.addStretch(1)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.board, self.picture, self.stack):
            column.addWidget(widget)
        column.addLayout(foot)
        column.addWidget(self.detail)

    def show_value(self, value: Value) -> None:
        self._value = dict(value)
        self._at = min(self._at, len(self._zones()) - 1)
        self.refresh()

    def refresh(self) -> None:
        image, zones = self._value["image"], self._zones()
        self.picture.show_value(image)
        asset = asset_of(self.place.session, image.get("asset"))
        self.board.show_zones(image.get("asset"), [_box(zone) for zone in zones], at=self._at)
        self.board.setVisible(asset is not None)
        self.picture.view.setVisible(asset is None)
        self.stack.show_rows([self._row(n, zone) for n, zone in enumerate(zones, 1)])
        self.stack.setVisible(bool(zones))
        self.add.setVisible(asset is not None)
        self.large.setVisible(asset is not None or bool(zones))
        self.add.setEnabled(len(zones) < self._most)
        self.count.setText(f"{len(zones)} / {self._most}" if asset else "")
        self.detail.setVisible(0 <= self._at < len(zones))
        if 0 <= self._at < len(zones):
            size = (asset.width, asset.height) if asset else (750, 750)
            self.detail.show_zone(zones[self._at], size=size)

    def _row(self, number: int, zone: dict[str, Any]) -> ItemRow:
        title = f"{number}  {zone.get('label') or _('Zone without a name')}"
        row = ItemRow(Option(value=zone["id"], title=title), height=32)
        row.removed.connect(self._remove)
        return row

    def _zones(self) -> list[dict[str, Any]]:
        return list(self._value.get("zones", ()))

    def _put(self, **parts: Value) -> None:
        self._value = {**self._value, **parts}
        self.refresh()
        self.edited.emit(self._value)

    def _choose(self, index: int) -> None:
        self._at = index
        self.refresh()

    def _draw(self, box: Box) -> None:
        zones = self._zones()
        if len(zones) >= self._most:
            return
        zone = {"id": new_id("zon"), **box.values(), "label": "", "link": _NOWHERE}
        self._at = len(zones)
        self._put(zones=[*zones, zone])
        self.sealed.emit()

    def _open(self) -> None:
        self.place.session.editing.emit(self.place.variant(), self.place.path(self._id))

    def _shape(self, index: int, box: Box) -> None:
        self._at = index
        if not self._zones()[index].get("locked"):
            self._change(**box.values())

    def _change(self, **parts: object) -> None:
        zones = self._zones()
        zones[self._at] = {**zones[self._at], **parts}
        self._put(zones=zones)

    def _delete(self, index: int) -> None:
        self._remove(self._zones()[index]["id"])

    def _remove(self, key: str) -> None:
        zones = [z for z in self._zones() if z["id"] != key or z.get("locked")]
        self._at = min(self._at, len(zones) - 1)
        self._put(zones=zones)
        self.sealed.emit()

    def _move(self, index: int, target: int) -> None:
        zones = self._zones()
        zones.insert(target, zones.pop(index))
        self._at = target
        self._put(zones=zones)
        self.sealed.emit()
        self.stack.focus_row(target)


_NOWHERE = {"action": "none", "target": ""}


class ZoneDetail(QWidget):
    """One zone: its name, where it leads, and its place in pixels of the picture."""

    made = Signal(object)
    sealed = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._size = (750, 750)
        self.label = Line(placeholder=_("What a screen reader says"))
        self.label.setAccessibleName(_("Name of the zone"))
        self.label.edited.connect(lambda text: self.made.emit({"label": text}))
        self.label.sealed.connect(self.sealed)
        self.link = LinkEdit(place.session, name=_("The zone leads to"))
        self.link.made.connect(lambda link: self.made.emit({"link": link}))
        self.sides = {side: Spin(low=0, high=20_000) for side, __ in _SIDES}
        grid = QGridLayout()
        grid.setSpacing(6)
        for place_, (side, letter) in enumerate(_SIDES):
            spin = self.sides[side]
            spin.setPrefix(f"{letter}  ")
            spin.setAccessibleName(_("{side} in pixels of the picture", side=letter))
            spin.valueChanged.connect(lambda __, side=side: self._typed(side))
            spin.editingFinished.connect(self.sealed)
            grid.addWidget(spin, place_ // 2, place_ % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.label)
        column.addWidget(self.link)
        column.addLayout(grid)

    def show_zone(self, zone: dict[str, Any], *, size: tuple[int, int]) -> None:
        """Show a zone of a picture of `size` pixels."""
        self._size = size
        self.label.show_text(str(zone.get("label", "")))
        self.link.show_link(zone.get("link", _NOWHERE))
        for side, spin in self.sides.items():
            spin.show_number(round(zone[side] * self._whole(side)))

    def _typed(self, side: str) -> None:
        value = round(min(1.0, self.sides[side].value() / self._whole(side)), 6)
        self.made.emit({side: value})

    def _whole(self, side: str) -> int:
        return max(1, self._size[0 if side in "xw" else 1])


def _box(zone: dict[str, Any]) -> Box:
    return Box(*(float(zone[side]) for side, __ in _SIDES))
