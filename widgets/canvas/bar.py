"""The strip above the canvas: which phone, how arranged, how large, and through whose eyes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QWidget

from designer.document.diff import Diff
from designer.language import _
from designer.phones import phone
from designer.records import Persona, Shop
from widgets.canvas.view_menu import ARRANGED, aids_menu, phone_menu, size_of, zoom_levels
from widgets.canvas.viewing import ARRANGEMENTS, Arrangement, View, Viewing
from widgets.look import tokens
from widgets.look.controls import Avatar, Button, IconButton
from widgets.look.paint import painting
from widgets.session import Focus, Session

STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
NARROWEST = 340
LONGEST_NAME = 150
"""The room of a persona's name, in pixels."""
ALL, SHORT, FEW = 690, 580, 410
"""Widths of the bar below which words and then buttons give way; menus and keys hold them still."""


class CanvasBar(QWidget):
    """Phone, floors, aids, zoom and persona; `zoom_wanted` carries a number, "fit" or
    "selection"."""

    zoom_wanted = Signal(object)
    preview_wanted = Signal()

    def __init__(
        self, session: Session, *, viewing: Viewing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.viewing = session, viewing
        self.setFixedHeight(44)
        self._zoom = 1.0
        self.phone = Button("", tone="ghost", height=28, trailing="chevron-down")
        self.arrangements = {
            key: IconButton(icon, _(text), size=28) for key, (icon, text) in ARRANGED.items()
        }
        self.aids = IconButton("ruler", _("Rulers, guides and other aids"), size=28)
        self.smaller = IconButton("minus", _("Zoom out"), "Ctrl+-", size=28)
        self.size_button = Button("100%", tone="ghost", height=28)
        self.larger = IconButton("plus", _("Zoom in"), "Ctrl+=", size=28)
        self.fit = IconButton("maximize", _("Fit both floors"), "Shift+1", size=28)
        self.preview = IconButton("smartphone", _("Preview on a phone"), "F5", size=28)
        self.avatar = Avatar(session.persona(), size=22)
        self.eyes = Button("", tone="ghost", height=30, trailing="chevron-down")
        self._connect()
        self._lay_out()
        self._viewed(viewing.view)
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

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, 44)  # what is inside gives way

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._crowd()

    # ---- making ----

    def _connect(self) -> None:
        self.phone.clicked.connect(self.open_phones)
        self.phone.setToolTip(_("The phone the page is laid out for"))
        for key, button in self.arrangements.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._arrange, key))
        self.aids.clicked.connect(self.open_aids)
        self.smaller.clicked.connect(lambda: self.step(-1))
        self.larger.clicked.connect(lambda: self.step(1))
        self.fit.clicked.connect(lambda: self.zoom_wanted.emit("fit"))
        self.size_button.clicked.connect(self.open_zoom)
        self.size_button.setToolTip(_("How large the page is shown"))
        self.preview.clicked.connect(self.preview_wanted)
        self.eyes.clicked.connect(self.open_personas)
        self.viewing.changed.connect(self._viewed)
        self.session.selected.connect(self._selected)
        self.session.changed.connect(self._changed)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(8, 8, 8, 4)
        row.setSpacing(2)
        row.addStretch(1)
        row.addWidget(self.phone)
        row.addSpacing(4)
        for button in (*self.arrangements.values(), self.aids):
            row.addWidget(button)
        row.addSpacing(8)
        for widget in (self.smaller, self.size_button, self.larger, self.fit):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.avatar)
        row.addWidget(self.eyes)
        row.addSpacing(4)
        row.addWidget(self.preview)
        row.addStretch(1)

    # ---- keeping up ----

    def _viewed(self, view: View) -> None:
        self.phone.setText(size_of(phone(view.phone)))
        for key in ARRANGEMENTS:
            self.arrangements[key].setChecked(key == view.arrangement)

    def _arrange(self, key: Arrangement) -> None:
        self.viewing.set(arrangement=key)
        self._viewed(self.viewing.view)  # a press on the one in use leaves it checked

    def _selected(self, focus: Focus) -> None:
        self.avatar.set_persona(self.session.persona())
        self._crowd()

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Persona, Shop):
            self._selected(self.session.focus)

    def _crowd(self) -> None:
        """Show as much as there is room for; what gives way is in a menu or on a key."""
        width = self.width()
        for button in (self.smaller, self.larger, self.fit):
            button.setVisible(width >= SHORT)
        for button in self.arrangements.values():
            button.setVisible(width >= FEW)
        persona = self.session.persona()
        name = persona.name if persona else _("unknown visitor")
        metrics = QFontMetrics(self.eyes.font())
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, LONGEST_NAME)
        whole = _("Seen by {name}", name=short)
        self.eyes.setText(whole if width >= ALL else short if width >= SHORT else "")
        seen = _("Seen by {name}", name=name)
        self.eyes.setAccessibleName(seen)
        self.eyes.setToolTip(f"{seen} · {_('Look at the store through the eyes of a persona')}")

    # ---- menus ----

    def open_phones(self) -> None:
        """Offer every phone."""
        self._drop(phone_menu(self.viewing, self), self.phone)

    def open_aids(self) -> None:
        """Offer the aids."""
        self._drop(aids_menu(self.viewing, self), self.aids)

    def open_zoom(self) -> None:
        """Offer the usual sizes."""
        menu, asked = zoom_levels(self, zoom=self._zoom)
        menu.triggered.connect(lambda action: self.zoom_wanted.emit(asked[action.text()]))
        self._drop(menu, self.size_button)

    def open_personas(self) -> None:
        """Offer the visitor nobody knows, and every persona."""
        self._drop(persona_menu(self.session, self), self.eyes)

    def _drop(self, menu: QMenu, below: QWidget) -> None:
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))


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
