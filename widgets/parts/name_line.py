"""A name that is read as a heading and edited in place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from designer.language import _
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.buttons import with_shortcut
from widgets.look.paint import fill, painting


class NameLine(QLineEdit):
    """A name that becomes a field when it is clicked; Enter keeps it, Esc gives it back."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, size: int = fonts.TITLE) -> None:
        super().__init__(parent)
        self._name = ""
        self.setFrame(False)
        self.setFont(fonts.font(size, weight=fonts.BOLD))
        self.setToolTip(with_shortcut(_("Click to rename"), "F2"))
        self.setFixedHeight(24)
        self.setTextMargins(-2, 0, 0, 0)
        self.editingFinished.connect(self._finish)

    def show_name(self, name: str) -> None:
        """Show a name from the document; what is being typed stays."""
        if name != self._name or not self.hasFocus():
            self._name = name
            self.setText(name)
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._name)
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            super().paintEvent(event)
            return
        look = tokens.of(self)
        with painting(self) as painter:
            if self.underMouse():
                fill(painter, QRectF(self.rect()), look.colour("hover"), radius=5)
            painter.setFont(self.font())
            painter.setPen(look.colour("text"))
            cut = QFontMetrics(self.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width() - 4
            )
            painter.drawText(self.rect().adjusted(1, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, cut)

    def _finish(self) -> None:
        wanted = self.text().strip()
        if wanted and wanted != self._name:
            self._name = wanted
            self.named.emit(wanted)
        else:
            self.setText(self._name)
