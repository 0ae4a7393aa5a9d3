"""A column of rows that are put in order by dragging or with Ctrl+↑ and Ctrl+↓."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from widgets.parts.keys import claims

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Stack(QWidget):
    """Rows from top to bottom; the first `movable` of them can change places.

    A press that none of a row's own controls takes starts a drag. The arrow keys walk, with Ctrl
    they move the row.
    """

    moved = Signal(int, int)
    """The row at the first place should stand at the second."""
    opened = Signal(int)
    """The row that Return was pressed on, after it was activated."""
    activated = Signal(int)
    """A row was clicked, or Enter was pressed on it."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._movable = 0
        self._pressed: tuple[int, QPoint] | None = None
        self._gap: int | None = None
        self._ghost: QLabel | None = None
        self._mark = _Mark(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._box.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def rows(self) -> Sequence[QWidget]:
        """The rows on show."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[QWidget], *, movable: int | None = None) -> None:
        """Show exactly these rows; those that were on show before and are not now are deleted."""
        self._drop_ghost()
        for gone in self._rows:
            self._box.removeWidget(gone)
            if gone not in rows:
                gone.removeEventFilter(self)
                gone.hide()
                gone.deleteLater()
        for row in rows:
            self._box.addWidget(row)
            if row not in self._rows:
                row.installEventFilter(self)
            row.show()
        self._rows = list(rows)
        self._movable = len(rows) if movable is None else movable
        self._chain()

    def focus_row(self, index: int) -> None:
        """Put the keyboard on a row."""
        if 0 <= index < len(self._rows):
            self._rows[index].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- events of the rows ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched not in self._rows:
            return False
        index = self._rows.index(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            return self._takes(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(index, event)
        if isinstance(event, QMouseEvent):
            return self._mouse(index, event)
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        """Keep the keys that mean something to a row from the shortcuts of the window."""
        if Qt.Key(event.key()) in _STEPS:
            event.accept()
            return True
        return claims(event)

    def _key(self, index: int, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(index)
            self.opened.emit(index)
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(index, index + step)
        else:
            self.focus_row(index + step)
        return True

    def _mouse(self, index: int, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (index, event.position().toPoint())
            self._rows[index].setFocus(Qt.FocusReason.MouseFocusReason)
            return True
        if kind == QEvent.Type.MouseMove and self._pressed is not None:
            self._drag(event.position())
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            self._release()
            return True
        return False

    # ---- dragging ----

    def _drag(self, at: QPointF) -> None:
        assert self._pressed is not None
        index, start = self._pressed
        far = (at.toPoint() - start).manhattanLength() >= QApplication.startDragDistance()
        if self._ghost is None and (not far or index >= self._movable or self._movable < 2):
            return
        row = self._rows[index]
        if self._ghost is None:
            self._lift(row)
        assert self._ghost is not None
        top = row.y() + round(at.y()) - start.y()
        self._ghost.move(row.x(), max(-8, min(top, self.height() - row.height() + 8)))
        leading = top + row.height() if at.y() > start.y() else top
        self._gap = self._gap_at(leading)
        self._mark.place(self._gap_y(self._gap), self.width())

    def _lift(self, row: QWidget) -> None:
        picture = row.grab()
        self._ghost = QLabel(self)
        self._ghost.setPixmap(_faint(picture))
        self._ghost.resize(row.size())
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.show()
        self._ghost.raise_()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _gap_at(self, y: float) -> int:
        middles = (row.y() + row.height() / 2 for row in self._rows[: self._movable])
        return sum(middle < y for middle in middles)

    def _gap_y(self, gap: int) -> int:
        if gap < len(self._rows):
            return self._rows[gap].y() - self._box.spacing() // 2
        return self._rows[-1].geometry().bottom() + self._box.spacing() // 2

    def _release(self) -> None:
        assert self._pressed is not None
        index, gap, lifted = self._pressed[0], self._gap, self._ghost is not None
        self._pressed = None
        self._drop_ghost()
        if not lifted:
            self.activated.emit(index)
        elif gap is not None:
            self._move(index, gap - (gap > index))

    def _move(self, index: int, target: int) -> None:
        if index < self._movable and 0 <= target < self._movable and target != index:
            self.moved.emit(index, target)

    def _drop_ghost(self) -> None:
        self._gap = None
        self._mark.hide()
        self.unsetCursor()
        if self._ghost is not None:
            self._ghost.deleteLater()
            self._ghost = None

    def _chain(self) -> None:
        for above, below in zip(self._rows, self._rows[1:], strict=False):
            QWidget.setTabOrder(above, below)


class _Mark(QWidget):
    """The line that says where a dragged row will stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def place(self, y: int, width: int) -> None:
        self.setGeometry(0, max(0, y - 3), width, 6)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.palette().highlight().color()))
        painter.drawRoundedRect(0, 2, self.width(), 2, 1, 1)
        painter.drawEllipse(0, 0, 6, 6)


def _faint(picture: QPixmap) -> QPixmap:
    """The picture at 85 % so that what lies under a lifted row stays visible."""
    faint = QPixmap(picture.size())
    faint.setDevicePixelRatio(picture.devicePixelRatio())
    faint.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faint)
    painter.setOpacity(0.85)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return faint
