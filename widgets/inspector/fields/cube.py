"""The field for a cube: its arrangements, its grid and its cells, and the way to them at large."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.actions.zones import Spot
from designer.kinds.settings.cube import Cube
from designer.language import _
from widgets.inspector.fields.field import Field, Place, Value
from widgets.look.buttons import Button, with_shortcut
from widgets.zones.cube_desk import CubeDesk


class CubeField(Field):
    """A cube; its cells are changed by verbs of their own, each of them one step."""

    def __init__(self, setting: Cube, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._id = setting.id
        self.desk = CubeDesk(place)
        self.large = Button(_("Edit large…"), icon="maximize", height=28)
        self.large.setToolTip(with_shortcut(_("Open in a window of its own"), "Ctrl+Return"))
        self.large.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.desk)
        column.addWidget(self.large)
        self.setFocusProxy(self.desk.board)

    def show_value(self, value: Value) -> None:
        self.desk.subject.turn_to(self._spot())

    def refresh(self) -> None:
        self.desk.subject.refresh()

    def _spot(self) -> Spot:
        return Spot(self.place.variant(), self.place.path(self._id))

    def _open(self) -> None:
        self.place.session.editing.emit(*self._spot())
