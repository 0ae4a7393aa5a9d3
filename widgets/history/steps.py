"""The steps of a project as rows: those in force by day, and those undone that can come back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from designer.document.deeds import Deed, deed
from designer.errors import DesignerError
from designer.language import _
from widgets.session import Session

if TYPE_CHECKING:
    from designer.document.document import Document

SIGNS: dict[Deed, str] = {
    "add": "plus", "remove": "trash-2", "move": "move-down", "fill": "pencil", "rule": "route",
    "rename": "type", "lock": "lock", "page": "file", "layout": "layout-template",
    "theme": "palette", "shop": "store", "crowd": "users", "experiment": "flask-conical",
    "campaign": "megaphone", "catalogue": "shopping-bag", "asset": "image", "many": "layers",
}  # fmt: skip
"""The icon of each deed."""


class Step(NamedTuple):
    """One row; `away` steps must be redone (above 0) or undone (below) to be there.

    `seq` is the edit after which the project was so, `edit` the edit that made the step.
    """

    label: str
    at: datetime | None
    away: int
    seq: int
    edit: int


class Day(NamedTuple):
    """A heading over the steps of one day, or over those undone."""

    title: str


Row = Step | Day


def steps_of(document: Document) -> list[Step]:
    """All steps, the newest first, down to the project as it was created."""
    history = document.history
    done, undone = history.done, history.undone
    count = len(undone)
    steps = [
        Step(history.label(seq), history.at(seq), count - place, seq - 1, seq)
        for place, seq in enumerate(undone)
    ]
    steps += [
        Step(history.label(seq), history.at(seq), -back, seq, seq)
        for back, seq in enumerate(reversed(done))
    ]
    return [*steps, Step(_("The project as it was created"), None, -len(done), 0, 0)]


def rows_of(steps: list[Step], *, zone: str, now: datetime, wanted: str = "") -> list[Row]:
    """The steps whose label holds the wanted text, under a heading for each day."""
    text, rows, title = wanted.strip().casefold(), list[Row](), ""
    days = _Days(zone, now)
    for step in steps:
        if text and text not in step.label.casefold():
            continue
        here = _("Undone, can come back") if step.away > 0 else days.title(step.at)
        if here and here != title:
            rows.append(Day(here))
            title = here
        rows.append(step)
    return rows


class _Days:
    """Says days; ten thousand steps of one hour are looked up once."""

    def __init__(self, zone: str, now: datetime) -> None:
        self._zone = ZoneInfo(zone)
        self._today = now.astimezone(self._zone).date()
        self._known: dict[tuple[date, int], str] = {}

    def title(self, at: datetime | None) -> str:
        if at is None:
            return ""
        key = (at.date(), at.hour)
        if key not in self._known:
            self._known[key] = self._said(at.astimezone(self._zone).date())
        return self._known[key]

    def _said(self, day: date) -> str:
        if day == self._today:
            return _("Today")
        if day == self._today - timedelta(days=1):
            return _("Yesterday")
        return day.isoformat()


def travel(session: Session, away: int) -> None:
    """Undo or redo so many steps in one go."""
    session.attempt(lambda: session.document.travel(away))


class Signs:
    """The icon beside each step, read from its diff when it first comes into view."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, str] = {0: "sparkles"}

    def icon(self, step: Step) -> str:
        """The icon of a step."""
        if step.edit not in self._known:
            self._known[step.edit] = self._read(step)
        return self._known[step.edit]

    def _read(self, step: Step) -> str:
        try:
            diff = self._document.history.journal.read(step.edit)
        except DesignerError:
            return "circle-help"  # damaged: travelling there says so
        return SIGNS[deed(diff.reversed() if step.away > 0 else diff)]

    def forget(self, edit: int) -> None:
        """Read an edit again: a burst has grown."""
        self._known.pop(edit, None)


def moment_words(at: datetime | None, *, zone: str, now: datetime) -> str:
    """When a version was named: the time today, else the day and the time."""
    if at is None:
        return ""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.date() == today:
        return local.strftime("%H:%M")
    if local.date() == today - timedelta(days=1):
        return _("yesterday {time}", time=local.strftime("%H:%M"))
    return local.strftime("%m-%d %H:%M")


def state_words(step: Step) -> str:
    """Where a step stands, and what a click on it does."""
    if step.away == 0:
        return _("The project is here")
    return _("Undone; click to bring it back") if step.away > 0 else _("Click to go back here")
