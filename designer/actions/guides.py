"""What a user does to the guides of a floor: lines to design by, never part of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from designer.document.document import Document
from designer.errors import NotFoundError
from designer.language import _
from designer.records import Floor, Guide

WIDE = 750
"""Design pixels across a floor."""


def add_guide(document: Document, *, floor: str, axis: Literal["x", "y"], at: float) -> int:
    """Lay a guide on a floor, in design pixels from its corner; returns its number."""
    record = document.get(floor, Floor)
    made = Guide(axis=axis, at=_within(axis, at))
    if made in record.guides:
        return record.guides.index(made)
    with document.transaction(_("Add a guide")):
        _write(document, record, (*record.guides, made))
    return len(record.guides)


class Line(NamedTuple):
    """Where a guide shall lie, in design pixels from the floor's corner."""

    axis: Literal["x", "y"]
    at: float


def add_guides(document: Document, *, floor: str, lines: Sequence[Line]) -> None:
    """Lay several guides on a floor as one step."""
    with document.transaction(_("Add guides")):
        for line in lines:
            add_guide(document, floor=floor, axis=line.axis, at=line.at)


def move_guide(document: Document, *, floor: str, guide: int, at: float) -> None:
    """Bring a guide elsewhere; a row of small moves of one guide is one step."""
    record, old = _found(document, floor, guide)
    moved = Guide(axis=old.axis, at=_within(old.axis, at))
    if moved == old:
        return
    guides = (*record.guides[:guide], moved, *record.guides[guide + 1 :])
    with document.transaction(_("Move a guide"), merge=f"guide:{floor}:{guide}"):
        _write(document, record, guides)


def carry_guide(document: Document, *, floor: str, guide: int, to: str, at: float) -> int:
    """Bring a guide to another floor; returns its number there."""
    if to == floor:
        move_guide(document, floor=floor, guide=guide, at=at)
        return guide
    record, old = _found(document, floor, guide)
    with document.transaction(_("Move a guide")):
        _write(document, record, record.guides[:guide] + record.guides[guide + 1 :])
        return add_guide(document, floor=to, axis=old.axis, at=at)


def remove_guide(document: Document, *, floor: str, guide: int) -> None:
    """Take one guide away."""
    record, __ = _found(document, floor, guide)
    with document.transaction(_("Remove a guide")):
        _write(document, record, record.guides[:guide] + record.guides[guide + 1 :])


def clear_guides(document: Document, *, floors: tuple[str, ...]) -> None:
    """Take all guides of these floors away."""
    with document.transaction(_("Remove all guides")):
        for key in floors:
            record = document.get(key, Floor)
            if record.guides:
                _write(document, record, ())


def guide_lines(document: Document, *, floor: str) -> dict[str, tuple[float, ...]]:
    """Where the guides of a floor stand, in design pixels: upright ones `x`, level ones `y`."""
    guides = document.get(floor, Floor).guides
    return {axis: tuple(sorted(g.at for g in guides if g.axis == axis)) for axis in ("x", "y")}


def _within(axis: str, at: float) -> float:
    """A guide stands on a whole pixel of its floor."""
    return float(max(0, round(min(at, WIDE) if axis == "x" else at)))


def _found(document: Document, floor: str, guide: int) -> tuple[Floor, Guide]:
    record = document.get(floor, Floor)
    if not 0 <= guide < len(record.guides):
        raise NotFoundError(_("This guide is gone already."))
    return record, record.guides[guide]


def _write(document: Document, floor: Floor, guides: tuple[Guide, ...]) -> None:
    document.put(msgspec.structs.replace(floor, guides=guides))
