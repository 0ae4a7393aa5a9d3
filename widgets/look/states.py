"""What a place says when there is nothing to show, and what the window says in passing."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Button
from widgets.look.paint import fill, outline, painting
from widgets.look.text import Text

Tone = Literal["said", "done", "problem"]
TONES: tuple[Tone, ...] = ("said", "done", "problem")


class _Emblem(QWidget):
    """An icon on a soft disc."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            fill(painter, rect, look.colour("accent_soft"), radius=28)
            icons.paint(painter, self._icon, at=rect, colour=look.colour("accent_text"), size=24)


class EmptyState(QWidget):
    """A calm invitation in an empty place: icon, title, a sentence, one thing to do."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        *,
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(_Emblem(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        self.title = Text(title, "title")
        self.text = Text(text, "caption")
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.text.setMaximumWidth(380)
        column.addWidget(self.title)
        middle = QHBoxLayout()  # not an alignment: that would cut a wrapped text at its first lines
        middle.addStretch(1)
        middle.addWidget(self.text, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        if button is not None:
            column.addSpacing(6)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class Sheet(QFrame):
    """A small sheet over the window, gone when something else is clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            painter.fillRect(rect, look.colour("panel"))
            edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            outline(painter, edge, look.colour("line_strong"), radius=0)


class Toast(QWidget):
    """One sentence at the foot of its host that goes by itself; a click or Esc sends it away."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._icon, self._tone = "info", "accent_text"
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 12, 20, 12)
        self.label = Text("", "body")
        self.label.setWordWrap(True)
        self.label.setFont(fonts.font(fonts.BODY))
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.addWidget(self.label)
        host.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, tone: Tone = "said") -> None:
        """Show a sentence for as long as it takes to read."""
        shown = {"said": ("info", "accent_text"), "done": ("circle-check", "good")}
        self._icon, self._tone = shown.get(tone, ("triangle-alert", "danger"))
        self.label.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._clock.start(min(12_000, 2500 + 70 * len(text)))

    def text(self) -> str:
        """The sentence shown last."""
        return self.label.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        rect = QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5)
        with painting(self) as painter:
            for step in range(3):
                shade = look.colour("shadow")
                shade.setAlphaF(0.04)
                grown = rect.adjusted(-step, 1 - step, step, 1 + step)
                fill(painter, grown, shade, radius=11 + step)
            fill(painter, rect, look.colour("line"), radius=10)
            fill(painter, rect.adjusted(1, 1, -1, -1), look.colour("panel"), radius=9)
            at = QRectF(12, 0, 30, self.height())
            icons.paint(painter, self._icon, at=at, colour=look.colour(self._tone), size=18)

    def _place(self) -> None:
        host = self._host
        wished = 84 + self.label.fontMetrics().horizontalAdvance(self.label.text())
        width = min(560, host.width() - 48, wished)
        height = max(46, self.heightForWidth(width))
        self.setGeometry((host.width() - width) // 2, host.height() - height - 96, width, height)
