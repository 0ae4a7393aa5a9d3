"""Words to switch on and off, wrapped over as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, outline, painting


class Flow(QLayout):
    """Widgets in reading order, wrapped like words."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._laid_out(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _laid_out(self, rect: QRect, *, place: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()


class Chip(Pressable):
    """One word, on or off; a colour puts a dot before it."""

    def __init__(
        self, key: str, text: str, *, colour: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key, self.colour = key, colour
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(fonts.font(fonts.CAPTION))

    def sizeHint(self) -> QSize:
        dot = 14 if self.colour else 0
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 20 + dot, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        with painting(self) as painter:
            ground = "accent_soft" if chosen else "hover" if self.underMouse() else "panel"
            fill(painter, rect, look.colour(ground), radius=13)
            line = "accent" if chosen else "line_strong"
            outline(painter, rect, look.colour(line), radius=13)
            left = rect.left() + 10
            if self.colour:
                dot = QRectF(left, rect.center().y() - 4, 8, 8)
                fill(painter, dot, look.colour(self.colour), radius=4)
                left += 14
            painter.setFont(self.font())
            painter.setPen(self.ink("accent_text" if chosen else "text"))
            words = QRectF(left, rect.top(), rect.right() - left - 8, rect.height())
            cut = QFontMetrics(self.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, round(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=13)


class ChipChoice(QWidget):
    """Any number of words switched on."""

    changed = Signal(object)
    """The keys that are on, in the order of the chips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = Flow(self)
        self.chips: dict[str, Chip] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_choices(self, choices: Sequence[tuple[str, str]], *, on: Sequence[str]) -> None:
        """Show these words, some of them on; the keyboard stays where it is."""
        if [key for key, __ in choices] != list(self.chips):
            self._rebuild(choices)
        for key, chip in self.chips.items():
            chip.setChecked(key in on)

    def on(self) -> list[str]:
        """The keys that are on."""
        return [key for key, chip in self.chips.items() if chip.isChecked()]

    def _rebuild(self, choices: Sequence[tuple[str, str]]) -> None:
        for chip in self.chips.values():
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {key: Chip(key, text, parent=self) for key, text in choices}
        for chip in self.chips.values():
            self.flow.addWidget(chip)
            chip.clicked.connect(lambda: self.changed.emit(self.on()))
        self.updateGeometry()
