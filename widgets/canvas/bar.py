"""The strip above the canvas: how wide, how large, and through whose eyes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QActionGroup, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from designer.document.diff import Diff
from designer.language import _
from designer.records import Persona, Shop
from widgets.look import tokens
from widgets.look.controls import Avatar, Button, IconButton, Text
from widgets.look.paint import painting
from widgets.session import Focus, Session

STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class CanvasBar(QWidget):
    """Zoom and persona; `zoom_wanted` carries a number or "fit"."""

    zoom_wanted = Signal(object)
    preview_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setFixedHeight(44)
        self._zoom = 1.0
        self.smaller = IconButton("minus", _("Zoom out"), "Ctrl+-", size=28)
        self.size_button = Button("100%", tone="ghost", height=28)
        self.larger = IconButton("plus", _("Zoom in"), "Ctrl+=", size=28)
        self.fit = IconButton("maximize", _("Fit both floors"), "Shift+1", size=28)
        self.preview = IconButton("smartphone", _("Preview on a phone"), "F5", size=28)
        self.avatar = Avatar(session.persona(), size=22)
        self.eyes = Button("", tone="ghost", height=30, trailing="chevron-down")
        self._connect()
        self._lay_out()
        self._selected(session.focus)

    def set_zoom(self, zoom: float) -> None:
        """Say the zoom in force."""
        self._zoom = zoom
        self.size_button.setText(f"{round(zoom * 100)}%")

    def step(self, by: int) -> None:
        """Ask for the next larger (1) or smaller (-1) step of zoom."""
        steps = STEPS if by > 0 else STEPS[::-1]
        past = (one for one in steps if (one - self._zoom) * by > 0.005)
        self.zoom_wanted.emit(next(past, steps[-1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(QRectF(self.rect()), tokens.of(self).colour("stage"))

    def _connect(self) -> None:
        self.smaller.clicked.connect(lambda: self.step(-1))
        self.larger.clicked.connect(lambda: self.step(1))
        self.fit.clicked.connect(lambda: self.zoom_wanted.emit("fit"))
        self.size_button.clicked.connect(lambda: self.zoom_wanted.emit(1.0))
        self.size_button.setToolTip(_("Show at 100 %"))
        self.preview.clicked.connect(self.preview_wanted)
        self.eyes.clicked.connect(self.open_personas)
        self.eyes.setToolTip(_("Look at the store through the eyes of a persona"))
        self.session.selected.connect(self._selected)
        self.session.changed.connect(self._changed)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 4)
        row.setSpacing(2)
        row.addStretch(1)
        row.addWidget(Text("375 pt", "caption"))
        row.addSpacing(10)
        for widget in (self.smaller, self.size_button, self.larger, self.fit):
            row.addWidget(widget)
        row.addSpacing(10)
        row.addWidget(self.avatar)
        row.addWidget(self.eyes)
        row.addSpacing(6)
        row.addWidget(self.preview)
        row.addStretch(1)

    def _selected(self, focus: Focus) -> None:
        persona = self.session.persona()
        name = persona.name if persona else _("unknown visitor")
        self.avatar.set_persona(persona)
        self.eyes.setText(_("Seen by {name}", name=name))

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Persona, Shop):
            self._selected(self.session.focus)

    def open_personas(self) -> None:
        """Offer the visitor nobody knows, and every persona."""
        menu = persona_menu(self.session, self)
        menu.popup(self.eyes.mapToGlobal(QPoint(0, self.eyes.height() + 4)))


def persona_menu(session: Session, parent: QWidget) -> QMenu:
    """Whose eyes to look through, as a menu that marks the present choice."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    choices: list[tuple[str | None, str]] = [(None, _("Unknown visitor"))]
    found = (session.document.get(key, Persona) for key in session.document.shop.personas)
    choices += [(one.id, one.name) for one in found]
    for key, text in choices:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(key == session.focus.persona)
        group.addAction(action)
        action.triggered.connect(lambda _on=False, key=key: session.look(persona=key))
    return menu
