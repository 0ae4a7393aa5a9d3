"""What a pressed pointer does on the board: draw, move, stretch, catch, push the picture along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from designer.kinds.geometry.box import Box, Handle, around, spanned, stretched
from designer.kinds.geometry.snapping import Field, Line, snap
from widgets.zones.subject import Subject

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SLACK = 3.0
"""Pixels of the view a pointer may wander before a press becomes a gesture."""


class Stage(Protocol):
    """What a gesture needs of the board."""

    subject: Subject
    lines: tuple[Line, ...]
    draft: Box | None
    net: Box | None

    def pixel(self, at: QPointF) -> tuple[int, int]:
        """The corner of pixels nearest to a place of the view."""

    def reach(self) -> int:
        """How near counts as snapping now, in pixels of the picture."""

    def push(self, dx: float, dy: float) -> None:
        """Push the picture along in the view."""


class Gesture:
    """From press to release; subclasses say what a move means."""

    def __init__(self, stage: Stage, start: QPointF) -> None:
        self.stage, self.start = stage, start
        self.live = False

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """The pointer moved."""
        far = (at - self.start).manhattanLength() >= SLACK
        if self.live or far:
            if not self.live:
                self.live = True
                self.begin(held)
            self.go(at, held)

    def begin(self, held: Qt.KeyboardModifier) -> None:
        """The press has become a gesture."""

    def go(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """Follow the pointer."""

    def finish(self) -> None:
        """The button was let go."""

    def cancel(self) -> None:
        """Esc: everything is as before."""

    def field(self, held: Qt.KeyboardModifier, *, moving: frozenset[str] = frozenset()) -> Field:
        """What to snap to; nothing while Ctrl is held."""
        subject = self.stage.subject
        if held & CTRL:
            return Field(subject.picture.size, reach=-1)
        others = [box for key, box in subject.picture.boxes.items() if key not in moving]
        upright = subject.upright()
        return Field(subject.picture.size, others, upright=upright, reach=self.stage.reach())


class Pan(Gesture):
    """Push the picture along."""

    def __init__(self, stage: Stage, start: QPointF) -> None:
        super().__init__(stage, start)
        self.last = start

    def go(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        self.stage.push(at.x() - self.last.x(), at.y() - self.last.y())
        self.last = at


class Draw(Gesture):
    """Draw a zone between the press and the pointer; Shift makes it square."""

    def go(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        (x, y), (right, bottom) = self.stage.pixel(self.start), self.stage.pixel(at)
        if held & SHIFT:
            side = max(abs(right - x), abs(bottom - y))
            right, bottom = x + side * _sign(right - x), y + side * _sign(bottom - y)
        drawn = spanned((x, y), (right, bottom))
        drawn = drawn._replace(w=max(1, drawn.w), h=max(1, drawn.h))
        corner: Handle = (
            ("nw" if bottom < y else "sw") if right < x else "ne" if bottom < y else "se"
        )
        snapped = snap(drawn, self.field(held), handle=corner)
        whole = Box(0, 0, *self.stage.subject.picture.size)
        seen = snapped.box.overlaps(whole)
        self.stage.draft = snapped.box.inside_of(whole) if seen else None
        self.stage.lines = snapped.lines

    def finish(self) -> None:
        box, self.stage.draft = self.stage.draft, None
        if self.live and box is not None and min(box.w, box.h) >= 2:
            self.stage.subject.add([box])

    def cancel(self) -> None:
        self.stage.draft = None


class Net(Gesture):
    """Catch the zones between the press and the pointer, beside those caught before with Shift."""

    def begin(self, held: Qt.KeyboardModifier) -> None:
        subject = self.stage.subject
        self.before = subject.selected
        self.kept = self.before if held & SHIFT else ()

    def go(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        subject = self.stage.subject
        self.stage.net = net = spanned(self.stage.pixel(self.start), self.stage.pixel(at))
        grown = net._replace(w=max(1, net.w), h=max(1, net.h))
        caught = [key for key, box in subject.picture.boxes.items() if box.overlaps(grown)]
        subject.choose([*self.kept, *caught])

    def finish(self) -> None:
        self.stage.net = None
        if not self.live:
            self.stage.subject.choose(())

    def cancel(self) -> None:
        self.stage.net = None
        if self.live:
            self.stage.subject.choose(self.before)


class Shaping(Gesture):
    """A gesture that changes zones as it goes; all its edits are one step."""

    def begin(self, held: Qt.KeyboardModifier) -> None:
        subject = self.stage.subject
        self.burst = subject.gesture()
        self.found = subject.now()
        self.chosen = subject.selected
        self.take()

    def take(self) -> None:
        """Remember where the selected zones that are free stand now."""
        subject = self.stage.subject
        free = [zone for zone in subject.chosen_zones() if not zone.locked]
        self.boxes: Mapping[str, Box] = {zone.id: subject.picture.box(zone) for zone in free}

    def finish(self) -> None:
        if self.live:
            self.stage.subject.session.document.history.seal()

    def cancel(self) -> None:
        if self.live:
            self.stage.subject.give_up(self.found, burst=self.burst)
            self.stage.subject.choose(self.chosen)

    def apart(self, at: QPointF) -> tuple[int, int]:
        """How far the pointer is from the press, in pixels of the picture."""
        (x, y), (to_x, to_y) = self.stage.pixel(self.start), self.stage.pixel(at)
        return to_x - x, to_y - y


class Move(Shaping):
    """Move the selected zones together; Shift keeps to one axis."""

    def __init__(self, stage: Stage, start: QPointF, *, copies: bool = False) -> None:
        super().__init__(stage, start)
        self.copies = copies

    def begin(self, held: Qt.KeyboardModifier) -> None:
        super().begin(held)
        if self.copies:
            subject = self.stage.subject
            like = subject.chosen_zones()
            subject.add([subject.picture.box(zone) for zone in like], like=like, burst=self.burst)
            self.take()

    def go(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        if not self.boxes:
            return
        dx, dy = self.apart(at)
        if held & SHIFT:
            dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
        whole = around(self.boxes.values())
        moved = snap(whole.moved(dx, dy), self.field(held, moving=frozenset(self.boxes)))
        box = moved.box.inside(self.stage.subject.picture.size)
        self.stage.lines = moved.lines if box == moved.box else ()
        by = box.x - whole.x, box.y - whole.y
        places = {key: one.moved(*by) for key, one in self.boxes.items()}
        self.stage.subject.place(places, burst=self.burst)


class Stretch(Shaping):
    """Drag an edge or a corner of the zone in hand; Shift keeps the ratio of a corner."""

    def __init__(self, stage: Stage, start: QPointF, handle: Handle) -> None:
        super().__init__(stage, start)
        self.handle = handle

    def go(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        subject = self.stage.subject
        key = subject.selected[-1] if subject.selected else ""
        if key not in self.boxes:
            return
        box, (dx, dy) = self.boxes[key], self.apart(at)
        keep = box.w / box.h if held & SHIFT else 0.0
        drawn = stretched(box, self.handle, dx, dy, keep=keep)
        handle = _turned(self.handle, box, drawn)
        field = self.field(held if not keep else CTRL, moving=frozenset((key,)))
        snapped = snap(drawn, field, handle=handle)
        whole = Box(0, 0, *subject.picture.size)
        self.stage.lines = snapped.lines
        if snapped.box.overlaps(whole):
            subject.place({key: snapped.box.inside_of(whole)}, burst=self.burst)


def _turned(handle: Handle, box: Box, drawn: Box) -> Handle:
    """The handle that the pointer really holds once the zone has been turned over."""
    made = str(handle)
    if ("e" in handle and drawn.x < box.x) or ("w" in handle and drawn.right > box.right):
        made = made.translate(str.maketrans("ew", "we"))
    if ("s" in handle and drawn.y < box.y) or ("n" in handle and drawn.bottom > box.bottom):
        made = made.translate(str.maketrans("ns", "sn"))
    return made  # type: ignore[return-value]


def _sign(value: int) -> int:
    return -1 if value < 0 else 1
