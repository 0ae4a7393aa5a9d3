"""Instants as people say them, in the shop's own time zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from designer.document.document import Document
from designer.language import _, current
from designer.records import Campaign, Phase

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def spoken(instant: datetime) -> str:
    """The instant for the top bar: 11月8日 20:00, or Nov 8, 20:00."""
    if current() == "en":
        return f"{_MONTHS[instant.month - 1]} {instant.day}, {instant:%H:%M}"
    return f"{instant.month}月{instant.day}日 {instant:%H:%M}"


def short(instant: datetime) -> str:
    """The day for the ticks of a time line: 11-08."""
    return f"{instant:%m-%d}"


def phases(document: Document) -> tuple[Phase, ...]:
    """Every phase of every campaign by its start."""
    found = (phase for campaign in document.all(Campaign) for phase in campaign.phases)
    return tuple(sorted(found, key=lambda phase: phase.start))


def phase_at(document: Document, instant: datetime) -> Phase | None:
    """The phase an instant falls in, the latest begun when there are several."""
    running = [one for one in phases(document) if one.start <= instant < one.end]
    return running[-1] if running else None


def phase_type(phase: Phase) -> str:
    """What a type of phase is called."""
    names = {
        "daily": _("Daily"), "seeding": _("Seeding"), "presale": _("Presale"),
        "warmup": _("Warm-up"), "peak": _("Peak"), "encore": _("Encore"),
    }  # fmt: skip
    return names[phase.type]


def days(start: datetime, end: datetime, *, step: int) -> Iterator[datetime]:
    """Midnights between two instants, every `step` days."""
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    day = midnight if midnight >= start else midnight + timedelta(days=1)
    while day <= end:
        yield day
        day += timedelta(days=step)


def boundaries(document: Document) -> tuple[datetime, ...]:
    """Where phases begin and end, in order."""
    ends = {instant for phase in phases(document) for instant in (phase.start, phase.end)}
    return tuple(sorted(ends))
