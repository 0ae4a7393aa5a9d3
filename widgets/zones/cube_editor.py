"""The cube editor: the grid large in a window of its own, the form beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from designer.actions.zones import Spot
from designer.kinds.manifest import Kind
from designer.language import _
from widgets.inspector.fields.field import Place
from widgets.inspector.fields.registry import field_for
from widgets.look.states import Toast
from widgets.session import Session
from widgets.zones.cube_desk import CubeDesk


class CubeEditor(QDialog):
    """A window beside the studio's own: the page there follows every edit here."""

    def __init__(
        self, session: Session, spot: Spot, kind: Kind, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        place = Place(session=session, kind=kind, variant=lambda: spot.variant,
                      submit=lambda __, ___: "", field_for=field_for)  # fmt: skip
        self.desk = CubeDesk(place, wide=True)
        self.toast = Toast(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.desk)
        for keys, verb in (("Ctrl+Z", session.undo), ("Ctrl+Shift+Z", session.redo),
                           ("Ctrl+Y", session.redo)):  # fmt: skip
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(verb)
            self.addAction(action)
        self.desk.subject.gone.connect(self.close)
        self.desk.subject.changed.connect(self._title)
        session.said.connect(self._say)
        self.resize(1040, 720)
        self.desk.subject.turn_to(spot)
        self.desk.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self) -> None:
        module = self.desk.subject.module
        self.setWindowTitle(_("Magic cube · {name}", name=module.name if module else ""))

    def _say(self, text: str, tone: str) -> None:
        if self.isActiveWindow():
            self.toast.say(text, tone=tone)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not self.desk.board.give_up():
                self.close()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.document.history.seal()
        super().closeEvent(event)
