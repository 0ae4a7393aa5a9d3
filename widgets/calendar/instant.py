"""The simulated instant in the top bar: a button, and a small sheet to set it exactly."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDateTime, QPoint, Qt, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QVBoxLayout, QWidget

from designer.language import _, current
from widgets.calendar.dates import phases, spoken
from widgets.calendar.drawing import COLOURS
from widgets.look import tokens
from widgets.look.controls import Button, Section, Text
from widgets.look.states import Sheet
from widgets.session import Focus, Session


class InstantButton(Button):
    """Says when it is in the simulated store; pressing it opens the sheet."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            spoken(session.focus.instant), icon="calendar-clock", parent=parent, height=34
        )
        self.session = session
        self.sheet: InstantSheet | None = None
        self.setToolTip(_("The simulated time: the store is shown as it is then"))
        self.clicked.connect(self.open_sheet)
        session.selected.connect(self._selected)

    def open_sheet(self) -> None:
        """Open the sheet below the button."""
        self.sheet = InstantSheet(self.session, self)
        self.sheet.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width() - self.sheet.width(), self.height() + 6))
        self.sheet.move(corner)
        self.sheet.show()
        self.sheet.edit.setFocus()

    def _selected(self, focus: Focus) -> None:
        self.setText(spoken(focus.instant))


class InstantSheet(Sheet):
    """The instant as figures, and the beginnings of the phases to jump to."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PAD, 12, tokens.PAD, 12)
        column.setSpacing(8)
        column.addWidget(Text(_("Look at the store at"), "caption"))
        self.edit = QDateTimeEdit()
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.edit.setMinimumWidth(220)
        self.edit.setAccessibleName(_("The simulated time"))
        self.edit.setTimeZone(QTimeZone(session.document.shop.time_zone.encode()))
        self._put(session.focus.instant)
        self.edit.dateTimeChanged.connect(self._edited)
        column.addWidget(self.edit)
        self._add_phases(column)
        now = Button(_("Now"), tone="quiet", icon="clock", height=28)
        now.clicked.connect(lambda: self._go(datetime.now(self._zone())))
        column.addWidget(now, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_phases(self, column: QVBoxLayout) -> None:
        found = phases(self.session.document)
        if not found:
            return
        section = Section(_("Phases"))
        section.body.setSpacing(2)
        for phase in found[:8]:
            gap = "，" if current() == "zh_CN" else ", "
            start = phase.start.astimezone(self._zone())
            button = Button(f"{phase.name}{gap}{spoken(start)}", tone="ghost", height=28)
            button.set_dot(COLOURS[phase.type])
            button.clicked.connect(lambda _on=False, at=start: self._go(at))
            section.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(section)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.session.document.shop.time_zone)

    def _go(self, instant: datetime) -> None:
        self.session.look(instant=instant.replace(second=0, microsecond=0))
        self._put(self.session.focus.instant)

    def _put(self, instant: datetime) -> None:
        moment = QDateTime.fromMSecsSinceEpoch(round(instant.timestamp() * 1000))
        self.edit.blockSignals(True)
        self.edit.setDateTime(moment.toTimeZone(self.edit.timeZone()))
        self.edit.blockSignals(False)

    def _edited(self, moment: QDateTime) -> None:
        seconds = moment.toMSecsSinceEpoch() / 1000
        self.session.look(instant=datetime.fromtimestamp(seconds, self._zone()))
