"""The label of a setting: it can be dragged to change a number, and shows what a search found."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from designer.language import _
from widgets.look import icons, tokens
from widgets.look.buttons import Pressable
from widgets.look.controls import Elided
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.quiet import Spin

STRIDE = 4
"""Pixels of a drag that make one step."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the value of a setting comes from.

    `base` names the variant that gives it when it is inherited; `above` names the variant that it
    would fall back to, or be given to.
    """

    own: bool = False
    base: str = ""
    above: str = ""
    mixed: bool = False

    def said(self) -> str:
        """The source in words."""
        if self.mixed:
            return _("The selected modules have different values")
        if self.own:
            return _("Set here, “{name}” has another", name=self.above) if self.above else ""
        return _("Inherited from “{name}”", name=self.base) if self.base else ""


class RowLabel(Elided):
    """The name of a setting; beside a number it is a handle that changes it."""

    scrubbed = Signal()
    """A drag over the label is over."""
    menu_wanted = Signal(QPointF)
    _start: tuple[float, float] | None = None

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "caption", parent)
        self._box: Spin | None = None
        self._moved = False
        self._needle = ""

    def handle(self, box: Spin) -> None:
        """Let a drag over the label change the number in a box."""
        self._box = box
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def mark(self, needle: str) -> None:
        """Mark where the text holds what is searched for."""
        self._needle = needle.casefold()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._box is not None and event.button() == Qt.MouseButton.LeftButton:
            self._start, self._moved = (event.globalPosition().x(), self._box.value()), False
            self._box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.grabKeyboard()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None or self._box is None:
            return
        steps = int((event.globalPosition().x() - self._start[0]) / STRIDE)
        held, step = event.modifiers(), self._box.singleStep()
        if held & Qt.KeyboardModifier.ShiftModifier:
            step *= 10
        self._moved = self._moved or steps != 0
        if self._moved:
            self._box.setValue(self._start[1] + steps * step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._finish()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._start and self._box is not None:
            self._box.setValue(self._start[1])
            self._finish()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        held = self._start is not None and event.type() == QEvent.Type.ShortcutOverride
        if held and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(QPointF(event.globalPos()))

    def paintEvent(self, event: QPaintEvent) -> None:
        at = self.text().casefold().find(self._needle) if self._needle else -1
        if at >= 0:
            metrics = QFontMetrics(self.font())
            left = metrics.horizontalAdvance(self.text()[:at])
            width = metrics.horizontalAdvance(self.text()[at : at + len(self._needle)])
            middle = self.height() / 2
            with painting(self) as painter:
                place = QRectF(left - 2, middle - 9, width + 4, 18)
                fill(painter, place, tokens.of(self).colour("warn_soft"), radius=4)
        super().paintEvent(event)

    def _finish(self) -> None:
        self._start = None
        self.releaseKeyboard()
        self.scrubbed.emit()


class SourceMark(Pressable):
    """A small sign of where a value comes from; a press offers what can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = Source()
        self.setFixedSize(18, 22)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_source(Source())

    def show_source(self, source: Source) -> None:
        """Show a source; a plain default has no sign."""
        self.source = source
        said = source.said()
        self.setToolTip(said)
        self.setAccessibleName(said or _("The kind's default"))
        self.setVisible(bool(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(18, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            if (ground := self.ground()) is not None:
                fill(painter, rect.adjusted(0, 2, 0, -2), ground, radius=5)
            if self.source.mixed:
                icons.paint(painter, "layers", at=rect, colour=look.colour("warn"), size=13)
            elif self.source.own:
                dot = QRectF(rect.center().x() - 3, rect.center().y() - 3, 6, 6)
                fill(painter, dot, look.colour("accent"), radius=3)
            else:
                icons.paint(painter, "link-2", at=rect, colour=look.colour("violet"), size=13)
            if self.hasFocus():
                focus_ring(painter, rect.adjusted(0, 2, 0, -2), look, radius=5)
