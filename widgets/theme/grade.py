"""How well words can be read: the contrast in figures, a verdict, and a better colour."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from designer.colours import AAA
from designer.language import _
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.paint import fill, focus_ring, outline, painting


class Verdict(QWidget):
    """A ratio such as 4.52, with a tick and AA or AAA, or a warning sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._good = "", True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_ratio(self, ratio: float, *, least: float) -> None:
        """Judge a contrast against the least there must be."""
        self._good = ratio >= least
        level = "AAA" if ratio >= AAA else "AA" if self._good else _("too low")
        self._text = f"{int(ratio * 100) / 100:.2f}  {level}"  # never rounded up to what it is not
        self.setAccessibleName(_("Contrast {ratio}", ratio=self._text))
        self.setToolTip(
            _("Contrast {ratio} : 1, at least {least} : 1 is needed",
              ratio=f"{int(ratio * 100) / 100:.2f}", least=f"{least:g}")
        )  # fmt: skip
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def passes(self) -> bool:
        """Whether the contrast is enough."""
        return self._good

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(fonts.font(fonts.SMALL, weight=fonts.MEDIUM))
        widest = metrics.horizontalAdvance(f"21.00  {_('too low')}")  # so that rows line up
        return QSize(widest + 28, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        tone = "good" if self._good else "danger"
        with painting(self) as painter:
            fill(painter, rect, look.colour(f"{tone}_soft"), radius=6)
            sign = "check" if self._good else "triangle-alert"
            at = QRectF(5, 0, 14, rect.height())
            icons.paint(painter, sign, at=at, colour=look.colour(tone), size=12)
            painter.setFont(fonts.font(fonts.SMALL, weight=fonts.MEDIUM))
            painter.setPen(look.colour(tone))
            words = QRectF(22, 0, rect.width() - 24, rect.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)


class Better(Pressable):
    """The nearest colour that passes, to take with one click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())
        self.offer("#000000")

    def offer(self, colour: str) -> None:
        """Offer a colour."""
        self.colour = colour
        self.setText(colour.upper())
        said = _("Use {colour}, the nearest that can be read", colour=colour.upper())
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(78, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, self.ground() or look.colour("panel"), radius=6)
            outline(painter, rect, look.colour("line_strong"), radius=6)
            dot = QRectF(rect.left() + 5, rect.center().y() - 6, 12, 12)
            fill(painter, dot, QColor(self.colour), radius=3)
            painter.setFont(fonts.font(fonts.SMALL))
            painter.setPen(self.ink())
            words = rect.adjusted(22, 0, -4, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=6)


class Grade(QWidget):
    """A verdict with the better colour beside it when it is needed."""

    mended = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, *, verdict: Literal["first", "last"] = "first"
    ) -> None:
        super().__init__(parent)
        self.verdict, self.better = Verdict(), Better()
        self.better.clicked.connect(lambda: self.mended.emit(self.better.colour))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.verdict if verdict == "first" else self.better)
        row.addStretch(1)
        row.addWidget(self.better if verdict == "first" else self.verdict)

    def show_ratio(self, ratio: float, *, least: float, better: str) -> None:
        """Judge a contrast; offer `better` when it is too low."""
        self.verdict.show_ratio(ratio, least=least)
        self.better.offer(better)
        self.better.setVisible(not self.verdict.passes())
