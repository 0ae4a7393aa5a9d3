"""The stage: the canvas between its rulers, which follow the pointer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from shiboken6 import isValid

from widgets.canvas.rulers import THICK, Ruler
from widgets.canvas.sight import Lie
from widgets.canvas.view import CanvasView
from widgets.canvas.viewing import View
from widgets.look import tokens
from widgets.look.paint import painting


class _Corner(QWidget):
    """Where the rulers meet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(THICK, THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("panel"))
            edge = THICK - 1
            painter.fillRect(QRectF(edge, 0, 1, THICK), look.colour("line"))
            painter.fillRect(QRectF(0, edge, THICK, 1), look.colour("line"))


class Stage(QWidget):
    """The page and its rulers, which come and go with the view."""

    def __init__(self, canvas: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.across, self.down, self.corner = Ruler("x", self), Ruler("y", self), _Corner(self)
        self._lay_out()
        self._listen()
        self._viewed(canvas.viewing.view)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.corner, 0, 0)
        grid.addWidget(self.across, 0, 1)
        grid.addWidget(self.down, 1, 0)
        grid.addWidget(self.canvas, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def _listen(self) -> None:
        self.canvas.viewing.changed.connect(self._viewed)
        self.canvas.sight.lay.connect(self._lies)
        self.across.dragged.connect(partial(self._drawn, "y"))
        self.down.dragged.connect(partial(self._drawn, "x"))
        self.canvas.installEventFilter(self)
        for child in self.canvas.findChildren(QWidget):
            child.installEventFilter(self)

    def _viewed(self, view: View) -> None:
        for part in (self.across, self.down, self.corner):
            part.setVisible(view.rulers)

    def _lies(self, lie: Lie) -> None:
        for ruler in (self.across, self.down):
            ruler.set_lie(lie)

    def _drawn(self, axis: str, at: QPointF, end: str) -> None:
        """A guide is drawn out of a ruler; over the page it stays, elsewhere it goes."""
        if self.canvas.session.project.read_only:
            return
        self.canvas.viewing.set(guides=True)
        place = self.canvas.mapFromGlobal(at)
        inside = self.canvas.rect().contains(place.toPoint())
        if end == "keep" and not inside:
            end = "drop"
        self.canvas.sight.guide(axis, place.x(), place.y(), end=end)
        if end:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- the pointer ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._point(event)
        elif kind == QEvent.Type.Leave:
            self.across.set_pointer(None)
            self.down.set_pointer(None)
        elif kind == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget) and isValid(child):
                child.installEventFilter(self)  # the page's own widget comes when it loads
        return False

    def _point(self, event: QMouseEvent) -> None:
        if self.canvas.viewing.view.rulers:
            place = self.canvas.mapFromGlobal(event.globalPosition())
            self.across.set_pointer(place.x())
            self.down.set_pointer(place.y())
