"""A new module of a kind below what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.document.queries import floors_of, place_of
from widgets.dragging import Dragged, add_here

if TYPE_CHECKING:
    from widgets.window import Window


def add_below(window: Window, kind: str) -> None:
    """Add it after the last selected module, or at the end of a floor where it may stand."""
    session = window.session
    window.design()
    manifest = session.library.get(kind)
    allowed = manifest.floors if manifest is not None else (1, 2)
    floors = {floor.id: floor for floor in floors_of(session.document, session.focus.layout)}
    if session.focus.modules:
        place = place_of(session.document, session.focus.modules[-1])
        if place.floor in floors and floors[place.floor].level in allowed:
            add_here(session, Dragged(kind), floor=place.floor, index=place.index + 1)
            return
    fitting = [one for one in floors.values() if one.level in allowed] or [*floors.values()]
    add_here(session, Dragged(kind), floor=fitting[0].id, index=len(fitting[0].modules))
