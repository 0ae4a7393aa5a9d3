"""The strip along the bottom of the window: what it is, the time line, and the people beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _
from widgets.calendar.timeline import Timeline
from widgets.look.controls import Hairline, Text
from widgets.session import Session

HEIGHT = 76


class CalendarBar(QWidget):
    """Title, time line, and a place for the population at the right end."""

    def __init__(
        self, session: Session, *, left: int, right: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setAutoFillBackground(True)
        self.timeline = Timeline(session)
        self._right = right
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        self.row = QHBoxLayout()
        self.row.setSpacing(0)
        self.row.addWidget(_title(left))
        self.row.addWidget(Hairline(Qt.Orientation.Vertical))
        self.row.addWidget(self.timeline, 1)
        column.addLayout(self.row, 1)

    def add_right(self, widget: QWidget) -> None:
        """Put something at the right end."""
        widget.setFixedWidth(self._right)
        self.row.addWidget(Hairline(Qt.Orientation.Vertical))
        self.row.addWidget(widget)


def _title(width: int) -> QWidget:
    title = QWidget()
    title.setFixedWidth(width)
    column = QVBoxLayout(title)
    column.setContentsMargins(14, 14, 14, 12)
    column.setSpacing(6)
    column.addWidget(Text(_("Campaign calendar"), "strong"))
    column.addWidget(Text(_("Drag the time and see the store change"), "caption"))
    column.addStretch(1)
    return title
