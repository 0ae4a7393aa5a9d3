"""What is wrong with the zone in hand: the reason, how to mend it, and a button that does."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _
from designer.lint.finding import Finding
from widgets.look import icons, tokens
from widgets.look.buttons import Button
from widgets.look.controls import Text
from widgets.look.paint import fill, painting
from widgets.zones.deeds import MENDS

_SIGNS = {"error": ("circle-x", "danger"), "warn": ("triangle-alert", "warn"),
          "info": ("info", "muted")}  # fmt: skip


class Problems(QWidget):
    """The findings of one zone, worst first; nothing at all when there is none."""

    mended = Signal(str)
    """The rule whose mend was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Finding, ...] = ()
        self.rows: list[Problem] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_problems(self, found: tuple[Finding, ...], *, mendable: bool) -> None:
        """Show these findings; `mendable` when the zone may be changed."""
        order = tuple(sorted(found, key=lambda one: list(_SIGNS).index(one.severity)))
        if order != self._shown:
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self._shown, self.rows = order, [self._row(one) for one in order]
        for row in self.rows:
            row.mend.setEnabled(mendable)
        self.setVisible(bool(order))

    def _row(self, finding: Finding) -> Problem:
        row = Problem(finding)
        row.mend.clicked.connect(lambda: self.mended.emit(finding.rule))
        self._column.addWidget(row)
        return row


class Problem(QWidget):
    """One finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        self._icon, self._tone = _SIGNS[finding.severity]
        self.text = Text(finding.message, "body")
        self.hint = Text(finding.mend, "caption")
        for label in (self.text, self.hint):
            label.setWordWrap(True)
        mend = MENDS.get(finding.rule)
        self.mend = Button(_(mend[0]) if mend else "", height=26, parent=self)
        self.mend.setVisible(mend is not None)
        foot = QHBoxLayout()
        foot.addWidget(self.mend)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(34, 8, 10, 9)
        column.setSpacing(3)
        column.addWidget(self.text)
        column.addWidget(self.hint)
        if mend is not None:
            column.addSpacing(3)
            column.addLayout(foot)
        self.setAccessibleName(f"{finding.message} {finding.mend}")

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        soft = "raised" if self._tone == "muted" else f"{self._tone}_soft"
        with painting(self) as painter:
            fill(painter, rect, look.colour(soft), radius=8)
            at = QRectF(6, 6, 24, 22)
            icons.paint(painter, self._icon, at=at, colour=look.colour(self._tone), size=16)
