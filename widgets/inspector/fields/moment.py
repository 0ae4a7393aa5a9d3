"""The fields for an instant, and for an instant that is counted down to."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDateTime, QTime, QTimeZone, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.kinds.settings.date_time import Countdown, DateTime
from designer.language import _
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Text
from widgets.parts.line import Line

if TYPE_CHECKING:
    from widgets.inspector.when import WhenPopup
    from widgets.session import Session

SHOWN = "yyyy-MM-dd  HH:mm"
_QT, _ISO = "yyyy-MM-ddTHH:mm:ss", "%Y-%m-%dT%H:%M:%S"


class MomentEdit(QWidget):
    """A date and time of the shop's zone, or none at all."""

    made = Signal(object)
    """A datetime with its offset, or None."""
    sealed = Signal()

    def __init__(
        self, session: Session, *, name: str, tells: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._tells = session, tells
        self.zone = session.document.shop.time_zone
        self.edit = _Edit()
        self.edit.setAccessibleName(name)
        self.edit.dateTimeChanged.connect(lambda: self.made.emit(self.moment()))
        self.edit.editingFinished.connect(self.sealed)
        self.empty = Button(_("Set a date and time"), icon="calendar-clock")
        self.empty.clicked.connect(self._begin)
        self.clear = IconButton("x", _("No date and time"), size=28)
        self.clear.clicked.connect(self._clear)
        self.open = IconButton("calendar-days", _("Pick a day, a time or a phase"), size=28)
        self.open.clicked.connect(self._open)
        self.about = Text("", "small")
        self.about.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.open)
        row.addWidget(self.clear)
        row.addWidget(self.empty)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.about)
        self.made.connect(self.tell)
        self.show_moment(None)

    @cached_property
    def popup(self) -> WhenPopup:
        """Where a day, a time or a phase is picked, made when it is first opened."""
        from widgets.inspector.when import WhenPopup

        made = WhenPopup(self._session, self)
        made.made.connect(self._picked)
        made.sealed.connect(self.sealed)
        return made

    def moment(self) -> datetime | None:
        """The instant on show."""
        if self.edit.isHidden():
            return None
        plain = self.edit.dateTime().toString(_QT)
        return datetime.fromisoformat(plain).replace(tzinfo=ZoneInfo(self.zone))

    def show_moment(self, moment: datetime | None) -> None:
        """Show an instant in the shop's zone, or that there is none."""
        for widget in (self.edit, self.open, self.clear):
            widget.setVisible(moment is not None)
        self.empty.setVisible(moment is None)
        if moment is not None and moment != self.moment():
            local = moment.astimezone(ZoneInfo(self.zone)).strftime(_ISO)
            blocked = self.edit.blockSignals(True)
            self.edit.setDateTime(QDateTime.fromString(local, _QT))
            self.edit.blockSignals(blocked)
        self.tell()

    def tell(self) -> None:
        """Say how far the instant is from the simulated one, and what happens then."""
        moment = self.moment() if self._tells else None
        self.about.setVisible(moment is not None)
        if moment is not None:
            from widgets.inspector.when import told, zone_words

            self.about.setText(f"{told(self._session, moment)}\n{zone_words(moment)}")

    def _open(self) -> None:
        self.popup.open_with(self.open, self.moment())

    def _picked(self, moment: datetime) -> None:
        self.show_moment(moment)
        self.made.emit(moment)

    def _begin(self) -> None:
        start = self._session.focus.instant.replace(minute=0, second=0, microsecond=0)
        self.show_moment(start)
        self.edit.setFocus()
        self.made.emit(self.moment())
        self.sealed.emit()

    def _clear(self) -> None:
        self.show_moment(None)
        self.empty.setFocus()
        self.made.emit(None)
        self.sealed.emit()


class _Edit(QDateTimeEdit):
    """Qt's edit with a calendar, deaf to the wheel until chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat(SHOWN)
        self.setTimeZone(QTimeZone.utc())
        self.setTime(QTime(0, 0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class MomentField(Field):
    """An instant or none."""

    def __init__(self, setting: DateTime, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self.moment = MomentEdit(place.session, name=said(setting.label), tells=True)
        self.moment.made.connect(lambda moment: self.edited.emit(_iso(moment)))
        self.moment.sealed.connect(self.sealed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.moment)

    def show_value(self, value: Value) -> None:
        self.moment.show_moment(_read(value))

    def refresh(self) -> None:
        self.moment.tell()


class CountdownField(Field):
    """An instant, and the words before the figures."""

    def __init__(self, setting: Countdown, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._value: dict[str, object] = {}
        self.moment = MomentEdit(place.session, name=said(setting.label), tells=True)
        self.moment.made.connect(lambda moment: self._put("until", _iso(moment)))
        self.label = Line(placeholder=_("Words before the figures"))
        self.label.setAccessibleName(_("Words before the figures"))
        self.label.edited.connect(lambda text: self._put("label", text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.moment, self.label):
            part.sealed.connect(self.sealed)
            column.addWidget(part)

    def show_value(self, value: Value) -> None:
        self._value = dict(value)
        self.moment.show_moment(_read(value.get("until")))
        self.label.show_text(str(value.get("label", "")))

    def refresh(self) -> None:
        self.moment.tell()

    def _put(self, key: str, value: object) -> None:
        self._value = {**self._value, key: value}
        self.edited.emit(self._value)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _read(value: Value) -> datetime | None:
    return None if value is None else datetime.fromisoformat(str(value))
