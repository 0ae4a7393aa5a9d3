"""What the page tells the studio and the reverse: typed slots in, JSON signals out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal, Slot


class Bridge(QObject):
    """One end of the channel; messages of a page that was replaced meanwhile are dropped.

    `generation` grows with every load. What goes out carries it, so does what comes in.
    """

    patched = Signal(int, str)
    scened = Signal(int, str)
    dragged = Signal(int, str)
    dropped = Signal(int, str)

    was_entered = Signal()
    was_painted = Signal(int)
    was_picked = Signal(str, str)
    was_swept = Signal(object)
    was_moved = Signal(object, str, int, bool)
    was_landed = Signal(str, int, str, str)
    was_opened = Signal(str, str, str)
    was_asked = Signal(str, int, int)
    was_zoomed = Signal(float)
    was_left = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.generation = 0
        self._ready = False
        self._waiting: list[tuple[Callable[[int, str], None], str]] = []

    # ---- towards the page ----

    def begin(self) -> int:
        """Start another generation, before its page loads; the old one's messages are forgotten."""
        self.generation += 1
        self._ready = False
        self._waiting.clear()
        return self.generation

    def send(self, signal: Any, message: object) -> None:
        """Send a message as JSON, now or as soon as the page has come in."""
        text = msgspec.json.encode(message).decode()
        if self._ready:
            signal.emit(self.generation, text)
        else:
            self._waiting.append((signal.emit, text))

    # ---- from the page ----

    @Slot(int)
    def entered(self, generation: int) -> None:
        """The overlay stands and listens."""
        if generation != self.generation:
            return
        self._ready = True
        for emit, text in self._waiting:
            emit(generation, text)
        self._waiting.clear()
        self.was_entered.emit()

    @Slot(int, int)
    def painted(self, generation: int, serial: int) -> None:
        """A patch, or with 0 the page itself, is on screen."""
        self._current(generation, self.was_painted, serial)

    @Slot(int, str, str)
    def picked(self, generation: int, module: str, how: str) -> None:
        """A module was picked: only, toggle or range; an empty one lets go of all."""
        self._current(generation, self.was_picked, module, how)

    @Slot(int, str)
    def swept(self, generation: int, modules: str) -> None:
        """Modules, as a JSON list, were selected by a frame drawn around them."""
        self._current(generation, self.was_swept, _ids(modules))

    @Slot(int, str, str, int, bool)
    def moved(self, generation: int, modules: str, floor: str, index: int, copied: bool) -> None:
        """Modules, as a JSON list, were dragged to another place, counted without them, or copied
        there, counted with them."""
        self._current(generation, self.was_moved, _ids(modules), floor, index, copied)

    @Slot(int, str, int, str, str)
    def landed(self, generation: int, floor: str, index: int, module: str, source: str) -> None:
        """What was dragged in from outside was let go on a floor, or onto a module's picture."""
        self._current(generation, self.was_landed, floor, index, module, source)

    @Slot(int, str, str, str)
    def opened(self, generation: int, module: str, setting: str, source: str) -> None:
        """A module was double-clicked on what shows this setting, or on this picture."""
        self._current(generation, self.was_opened, module, setting, source)

    @Slot(int, str, int, int)
    def asked(self, generation: int, module: str, x: int, y: int) -> None:
        """The context menu was asked for at a place of the view."""
        self._current(generation, self.was_asked, module, x, y)

    @Slot(int, float)
    def zoomed(self, generation: int, zoom: float) -> None:
        """The page is shown at this zoom now."""
        self._current(generation, self.was_zoomed, zoom)

    @Slot(int, bool)
    def left(self, generation: int, forward: bool) -> None:
        """The keyboard goes on to the next control, or back."""
        self._current(generation, self.was_left, forward)

    def _current(self, generation: int, signal: Any, *arguments: object) -> None:
        if generation == self.generation:
            signal.emit(*arguments)


def _ids(text: str) -> tuple[str, ...]:
    return tuple(msgspec.json.decode(text, type=list[str]))
