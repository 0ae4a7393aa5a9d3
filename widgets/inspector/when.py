"""A day and a time in a popup: a month, the clock, and the phases of the shop's campaigns."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.language import _, plural
from widgets.calendar.dates import phases, spoken
from widgets.calendar.drawing import COLOURS
from widgets.look.buttons import Button
from widgets.look.controls import Elided, Text
from widgets.parts.choosing import Option, OptionList
from widgets.parts.month import Month, Span
from widgets.parts.popup import Popup
from widgets.parts.quiet import Spin

if TYPE_CHECKING:
    from widgets.session import Session

MOST = 24
"""How many beginnings and ends of phases are offered."""


class WhenPopup(Popup):
    """Every click is told at once; `sealed` ends a step."""

    made = Signal(object)
    """A datetime in the shop's zone."""
    sealed = Signal()

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner, padding=12, spacing=8)
        self._session = session
        self.zone = ZoneInfo(session.document.shop.time_zone)
        self._moment = session.focus.instant.astimezone(self.zone)
        self.month = Month()
        self.month.picked.connect(self._day)
        self.hour = _clock(23, _("Hour"))
        self.minute = _clock(59, _("Minute"))
        for box in (self.hour, self.minute):
            box.valueChanged.connect(self._time)
            box.editingFinished.connect(self.sealed)
        self.place = Elided("", "small")
        self.head = Text(_("Phases of campaigns"), "caption")
        self.phases = OptionList(self, rows=5)
        self.phases.setAccessibleName(_("Phases of campaigns"))
        self.phases.picked.connect(self._phase)
        self.done = Button(_("Done"), height=28)
        self.done.clicked.connect(self.close)
        self._lay_out()

    def _lay_out(self) -> None:
        clock = QHBoxLayout()
        clock.setSpacing(4)
        clock.addWidget(self.hour)
        clock.addWidget(Text(":", "strong"))
        clock.addWidget(self.minute)
        clock.addSpacing(4)
        clock.addWidget(self.place, 1)
        self.body.addWidget(self.month)
        self.body.addLayout(clock)
        self.body.addWidget(self.head)
        self.body.addWidget(self.phases)
        self.body.addWidget(self.done, 0, Qt.AlignmentFlag.AlignRight)

    def open_with(self, anchor: QWidget, moment: datetime | None) -> None:
        """Open beside a control with an instant."""
        self.zone = ZoneInfo(self._session.document.shop.time_zone)
        start = moment or self._session.focus.instant
        self._moment = start.astimezone(self.zone).replace(second=0, microsecond=0)
        self.place.setText(zone_words(self._moment))
        self._show()
        choices = self._choices()
        self.phases.show_options(choices, ticked=[self._moment.isoformat()])
        self.phases.setVisible(bool(choices))
        self.head.setVisible(bool(choices))
        self._mark_next(choices)
        self.open_at(anchor, width=7 * 34 + 24)
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    def moment(self) -> datetime:
        """The instant on show."""
        return self._moment

    # ---- inside ----

    def _show(self) -> None:
        today = self._session.focus.instant.astimezone(self.zone).date()
        self.month.show_day(self._moment.date(), today=today, spans=self._spans())
        self.hour.show_number(self._moment.hour)
        self.minute.show_number(self._moment.minute)

    def _spans(self) -> list[Span]:
        return [
            Span(one.start.astimezone(self.zone).date(), _last(one.end.astimezone(self.zone)),
                 COLOURS[one.type], one.name)
            for one in phases(self._session.document)
        ]  # fmt: skip

    def _choices(self) -> list[Option]:
        """The beginnings and ends of phases, in the order of time."""
        found: list[tuple[datetime, str, str]] = []
        for one in phases(self._session.document):
            colour = COLOURS[one.type]
            found.append((one.start, _("{name} starts", name=one.name), colour))
            found.append((one.end, _("{name} ends", name=one.name), colour))
        found.sort(key=lambda one: one[0])
        return [
            Option(value=at.astimezone(self.zone).isoformat(), title=text, colour=colour,
                   note=spoken(at.astimezone(self.zone)))
            for at, text, colour in found[:MOST]
        ]  # fmt: skip

    def _mark_next(self, choices: list[Option]) -> None:
        """Bring the first beginning or end that is not over into view."""
        times = [datetime.fromisoformat(one.value) for one in choices]
        row = next((n for n, at in enumerate(times) if at >= self._moment), len(times) - 1)
        if row >= 0:
            index = self.phases.model().index(row, 0)
            self.phases.setCurrentIndex(index)
            self.phases.scrollTo(index)

    def _day(self, day: date) -> None:
        self._tell(self._moment.replace(year=day.year, month=day.month, day=day.day))
        self.sealed.emit()

    def _time(self) -> None:
        hour, minute = int(self.hour.value()), int(self.minute.value())
        self._tell(self._moment.replace(hour=hour, minute=minute))

    def _phase(self, value: str) -> None:
        self._tell(datetime.fromisoformat(value).astimezone(self.zone))
        self._show()
        self.sealed.emit()

    def _tell(self, moment: datetime) -> None:
        self._moment = moment
        self.phases.tick([moment.isoformat()])
        self.made.emit(moment)


def zone_words(moment: datetime) -> str:
    """The zone of an instant, such as “Asia/Shanghai, UTC+8”."""
    offset = moment.utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    return f"UTC{hours:+g}  {getattr(moment.tzinfo, 'key', '')}"


def relative(moment: datetime, now: datetime) -> str:
    """How far an instant is from another, in words: in 3 days, 2 hours ago, now."""
    minutes = round((moment - now).total_seconds() / 60)
    if minutes == 0:
        return _("at the simulated time")
    far = abs(minutes)
    if far < 60:
        said = plural("{count} minute", "{count} minutes", count=far)
    elif far < 48 * 60:
        said = plural("{count} hour", "{count} hours", count=round(far / 60))
    else:
        said = plural("{count} day", "{count} days", count=round(far / 1440))
    return _("{time} later", time=said) if minutes > 0 else _("{time} earlier", time=said)


def told(session: Session, moment: datetime) -> str:
    """What an instant is: how far from the simulated one, and what begins, ends or runs then."""
    parts = [relative(moment, session.focus.instant)]
    for one in phases(session.document):
        if moment == one.start:
            parts.append(_("{name} starts", name=one.name))
        elif moment == one.end:
            parts.append(_("{name} ends", name=one.name))
        elif one.start < moment < one.end and one.type != "daily":
            parts.append(_("during {name}", name=one.name))
    return " · ".join(parts[:3])


def _last(end: datetime) -> date:
    """The last day of a half-open window."""
    return (end - timedelta(microseconds=1)).date()


class Clock(Spin):
    """Hours or minutes, always of two figures."""

    def textFromValue(self, value: float) -> str:
        return f"{round(value):02d}"


def _clock(high: int, name: str) -> Spin:
    box = Clock(low=0, high=high)
    box.setWrapping(True)
    box.setFixedWidth(56)
    box.setAccessibleName(name)
    return box
