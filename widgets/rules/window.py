"""When a rule is in force: always, in phases, or between two instants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from designer.document.queries import phases
from designer.language import _
from designer.records import (
    ALWAYS,
    Between,
    During,
    Window,
)
from widgets.inspector.fields.choice import stretched
from widgets.inspector.fields.moment import MomentEdit
from widgets.look.buttons import SegmentedControl
from widgets.look.controls import Text
from widgets.parts.chips import ChipChoice
from widgets.rules.wording import window_dates

if TYPE_CHECKING:
    from widgets.session import Session


class WindowEdit(QWidget):
    """Always, during campaign phases, or between two instants."""

    made = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.mode = SegmentedControl(
            [("always", _("Always")), ("phases", _("Phases")), ("between", _("Dates"))]
        )
        self.mode.setAccessibleName(_("When"))
        self.mode.chosen.connect(self._chose_mode)
        self.phases = ChipChoice()
        self.phases.setAccessibleName(_("Phases"))
        self.phases.changed.connect(lambda on: self._tell(During(phases=tuple(on))))
        self.dates = Text("", "small")
        self.dates.setWordWrap(True)
        self.start = MomentEdit(session, name=_("From"))
        self.end = MomentEdit(session, name=_("Until"))
        for edit in (self.start, self.end):
            edit.made.connect(lambda __: self._between())
        self.span = QWidget()
        grid = QGridLayout(self.span)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for place, (text, edit) in enumerate(((_("From"), self.start), (_("Until"), self.end))):
            grid.addWidget(Text(text, "caption"), place, 0)
            grid.addWidget(edit, place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (stretched(self.mode), self.phases, self.span, self.dates):
            column.addWidget(widget)

    def show_window(self, window: Window) -> None:
        """Show a window."""
        plain = "always" if window == ALWAYS else "between"
        self._arrange("phases" if isinstance(window, During) else plain)
        known = phases(self._session.document)
        on = window.phases if isinstance(window, During) else ()
        self.phases.show_choices([(key, phase.name) for key, phase in known.items()], on=on)
        if isinstance(window, Between):
            self.start.show_moment(window.start)
            self.end.show_moment(window.end)
        self._say(window)

    def _arrange(self, mode: str) -> None:
        self.mode.choose(mode)
        self.phases.setVisible(mode == "phases")
        self.span.setVisible(mode == "between")
        self.dates.setVisible(mode == "phases")

    def _say(self, window: Window) -> None:
        none = _("This project has no campaign phases yet.")
        known = phases(self._session.document)
        said = window_dates(self._session.document, window) if known else none
        self.dates.setText(said)

    def _chose_mode(self, mode: str) -> None:
        if mode == "always":
            self._arrange(mode)
            self.made.emit(ALWAYS)
        elif mode == "phases":
            self.show_window(During(phases=tuple(self._current_phases())))
            self._tell(During(phases=tuple(self._current_phases())))
        else:
            self._arrange(mode)
            self._between()

    def _current_phases(self) -> list[str]:
        """The phase that runs at the instant in focus, to start from."""
        now = self._session.focus.instant
        known = phases(self._session.document)
        return [key for key, phase in known.items() if phase.start <= now < phase.end][:1]

    def _between(self) -> None:
        self._tell(Between(start=self.start.moment(), end=self.end.moment()))

    def _tell(self, window: Window) -> None:
        self._say(window)
        self.made.emit(window)
