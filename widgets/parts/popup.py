"""A small surface that opens beside a control and closes on Esc or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from widgets.look import tokens
from widgets.look.paint import fill, outline, painting
from widgets.parts.keys import claims

SHADOW = 10
"""Room around the surface for its shadow, in pixels."""


class Popup(QWidget):
    """The surface; `.body` is its column. It lives as long as its owner."""

    def __init__(self, owner: QWidget, *, padding: int = 12, spacing: int = 10) -> None:
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.body = QVBoxLayout(self)
        self.body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # see fit
        edge = SHADOW + padding
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(spacing)

    def open_at(self, anchor: QWidget, *, width: int = 0) -> None:
        """Open under a control, or above it when there is no room below."""
        if width:
            self.setFixedWidth(width + 2 * SHADOW)
        self.fit()
        self.move(self._place(anchor))
        self.show()
        self.raise_()
        self.activateWindow()

    def fit(self) -> None:
        """Be as high as what is inside needs at this width."""
        self.ensurePolished()
        self.body.invalidate()
        self.body.activate()
        width = self.minimumWidth() or self.sizeHint().width()
        tall = self.body.hasHeightForWidth()
        height = self.body.totalHeightForWidth(width) if tall else self.sizeHint().height()
        self.resize(width, height)

    def _place(self, anchor: QWidget) -> QPoint:
        below = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        above = anchor.mapToGlobal(QPoint(0, -4))
        screen = anchor.screen().availableGeometry()
        left = min(below.x() - SHADOW, screen.right() - self.width() + SHADOW)
        top = below.y() - SHADOW
        if top + self.height() - SHADOW > screen.bottom():
            top = max(screen.top() - SHADOW, above.y() - self.height() + SHADOW)
        return QPoint(max(screen.left() - SHADOW, left), top)

    def event(self, event: QEvent) -> bool:
        done = claims(event) or super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()  # something inside came, went or grew
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        rect = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        with painting(self) as painter:
            for step in range(SHADOW, 0, -1):
                shade = look.colour("shadow")
                shade.setAlphaF(0.018)
                grown = rect.adjusted(-step, 2 - step, step, step)
                fill(painter, grown, shade, radius=12 + step)
            fill(painter, rect, look.colour("panel"), radius=12)
            outline(painter, rect, look.colour("line_strong"), radius=12)


def focused_in(widget: QWidget) -> bool:
    """Whether the keyboard is somewhere inside a widget."""
    at = QApplication.focusWidget()
    return at is not None and (at is widget or widget.isAncestorOf(at))
