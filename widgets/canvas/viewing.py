"""What the eye wants on the canvas: the phone, the floors' arrangement, the helping lines."""

from __future__ import annotations

from typing import Any, Final, Literal, get_args

import msgspec
from PySide6.QtCore import QObject, Signal

from designer.lint.rules import limit
from designer.phones import BASE, after, phone
from designer.records import Struct
from widgets.settings import Settings

Arrangement = Literal["side", "stacked", "pull"]
ARRANGEMENTS: Final[tuple[Arrangement, ...]] = get_args(Arrangement)
Aid = Literal["rulers", "guides", "fold", "safe", "outline"]
AIDS: Final[tuple[Aid, ...]] = get_args(Aid)
Zoom = float | Literal["fit", "selection"]
SIDE, GAP, SCROLL_BAR = 56, 64, 12
"""The margins of the stage as its style sheet has them, in pixels."""
LEAST, MOST = 0.1, 4.0


class View(Struct):
    """One way to look: a phone, an arrangement of the floors, and which aids are drawn."""

    phone: str = BASE
    arrangement: Arrangement = "side"
    rulers: bool = False
    guides: bool = True
    fold: bool = True
    safe: bool = False
    outline: bool = False


class Viewing(QObject):
    """The way to look that is in force; kept for the user when there are settings."""

    changed = Signal(object)

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.view = remembered(settings) if settings is not None else View()

    def set(self, **changes: object) -> None:
        """Look otherwise, and remember it."""
        view = msgspec.structs.replace(self.view, **changes)
        if view == self.view:
            return
        self.view = view
        if self._settings is not None:
            self._settings.keep("view/canvas", msgspec.json.encode(view).decode())
        self.changed.emit(view)

    def toggle(self, aid: Aid) -> None:
        """Draw an aid, or draw it no more."""
        self.set(**{aid: not getattr(self.view, aid)})

    def next_phone(self) -> None:
        """Take the next phone, after the last the first."""
        self.set(phone=after(self.view.phone).id)

    def message(self) -> dict[str, Any]:
        """The view as the page reads it, with the numbers behind the safe areas."""
        held = phone(self.view.phone)
        told = {name: limit(f"safe.{name}") for name in ("sign_top", "sign_bottom", "second_top")}
        whole: dict[str, Any] = {aid: getattr(self.view, aid) for aid in AIDS}
        return whole | {
            "width": held.width, "height": held.height, "arrangement": self.view.arrangement,
            "bands": told,
        }  # fmt: skip

    def query(self, place: tuple[float, float, float, bool] | None) -> str:
        """The view as the page reads it in its address, before anything is painted."""
        held = phone(self.view.phone)
        text = f"&w={held.width}&h={held.height}&a={self.view.arrangement}"
        if self.view.outline:
            text += "&o=1"
        return text if place is None else f"{text}&x={place[1]:.2f}&y={place[2]:.2f}"

    def first_zoom(self, room: int, *, floors: int) -> float:
        """The zoom at which the floors fit into a width, the same that the page itself finds."""
        across = floors if self.view.arrangement == "side" else 1
        free = room - SCROLL_BAR - 2 * SIDE - GAP * (across - 1)
        wide = phone(self.view.phone).width * across
        return max(LEAST, min(1.0, int(free / wide * 100) / 100))


def remembered(settings: Settings) -> View:
    """The view the user left; what cannot be read counts as none."""
    try:
        view = msgspec.json.decode(settings.kept("view/canvas", "{}"), type=View)
    except msgspec.DecodeError:
        return View()
    return msgspec.structs.replace(view, phone=phone(view.phone).id)
