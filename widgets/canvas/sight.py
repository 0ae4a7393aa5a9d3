"""What the page tells of its geometry and its guides: a channel of its own beside the bridge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from designer.actions import guides
from designer.records import Floor, Struct

if TYPE_CHECKING:
    from widgets.canvas.bridge import Bridge
    from widgets.canvas.viewing import Viewing, Zoom
    from widgets.session import Session


class Lie(Struct):
    """How the floor in hand lies in the view, in pixels; `unit` is one design pixel.

    `chosen` is the rectangle of the selection: left, top, right, bottom.
    """

    floor: str = ""
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    unit: float = 0.5
    chosen: tuple[float, float, float, float] | None = None


class Place(NamedTuple):
    """Where somebody was on a layout: the zoom, where the floors lay, and whether they fitted."""

    zoom: float
    x: float
    y: float
    fits: bool


class Sight(QObject):
    """The page's geometry for rulers and memory, and the guides that are laid on it."""

    guiding = Signal(int, str)
    """A guide from a ruler is over the page: axis and place in the view, and whether to keep it."""
    told = Signal(int, str)
    """Something else for the page's view: which floor to show."""

    lay = Signal(object)
    """The page lies otherwise: a `Lie`."""

    def __init__(self, viewing: Viewing, *, bridge: Bridge, session: Session) -> None:
        super().__init__(viewing)
        self.session, self.bridge, self.viewing = session, bridge, viewing
        self.lie = Lie()
        self.fits = True
        self._places: dict[str, Place] = {}
        viewing.changed.connect(self._viewed)

    # ---- towards the page ----

    def guide(self, axis: str, x: float, y: float, *, end: str = "") -> None:
        """A guide is being drawn out of a ruler; `end` is empty, "keep" or "drop"."""
        self.bridge.send(self.guiding, {"axis": axis, "x": x, "y": y, "end": end})

    def show_floor(self, level: int) -> None:
        """In the pull-down arrangement, show this floor."""
        self.bridge.send(self.told, {"floor": level})

    def pinch(self, by: float, x: float, y: float) -> None:
        """Two fingers on the pad zoom by a factor at a place of the view."""
        self.bridge.send(self.told, {"pinch": by, "x": x, "y": y})

    def _viewed(self, _view: object) -> None:
        self.bridge.send(self.bridge.scened, {"view": self.viewing.message()})

    # ---- from the page ----

    @Slot(int, str)
    def lies(self, generation: int, told: str) -> None:
        """The floor in hand lies so."""
        if generation == self.bridge.generation:
            self.lie = msgspec.json.decode(told, type=Lie)
            self.lay.emit(self.lie)

    @Slot(int, float)
    def zoomed(self, generation: int, zoom: float) -> None:
        """The page is shown at this zoom, whoever asked for it."""
        self.bridge.zoomed(generation, zoom)

    @Slot(int, str, float, float, float, bool)
    def rested(
        self, generation: int, layout: str, zoom: float, x: float, y: float, fits: bool
    ) -> None:
        """A layout came to rest at this zoom with its floors at this place."""
        if generation == self.bridge.generation:
            self._places[layout] = Place(zoom, x, y, fits)
            self.fits = fits

    @Slot(int, str, str, float)
    def laid(self, generation: int, floor: str, axis: Literal["x", "y"], at: float) -> None:
        """A guide was drawn out of a ruler."""
        document = self.session.document
        self._do(
            generation, floor, lambda: guides.add_guide(document, floor=floor, axis=axis, at=at)
        )

    @Slot(int, str, int, str, float, bool)
    def shifted(
        self, generation: int, floor: str, guide: int, to: str, at: float, nudged: bool
    ) -> None:
        """A guide was moved: dragged, or nudged by a key."""
        document = self.session.document
        if not nudged:
            document.history.seal()
        self._do(
            generation,
            floor,
            lambda: guides.carry_guide(document, floor=floor, guide=guide, to=to, at=at),
        )
        if not nudged:
            document.history.seal()

    @Slot(int, str, int)
    def lifted(self, generation: int, floor: str, guide: int) -> None:
        """A guide was taken away."""
        document = self.session.document
        self._do(generation, floor, lambda: guides.remove_guide(document, floor=floor, guide=guide))

    def lay_around(self) -> None:
        """Lay a guide along each edge of the selection, as one step."""
        chosen, lie, document = self.lie.chosen, self.lie, self.session.document
        if chosen is None:
            return
        left, top, right, bottom = chosen
        across = ((one - lie.x) / lie.unit for one in (left, right))
        down = ((one - lie.y) / lie.unit for one in (top, bottom))
        lines = [guides.Line("x", at) for at in across] + [guides.Line("y", at) for at in down]
        self.viewing.set(guides=True)
        self.session.attempt(lambda: guides.add_guides(document, floor=lie.floor, lines=lines))

    # ---- memory ----

    def place(self, layout: str) -> Place | None:
        """Where the user left a layout in this session."""
        return self._places.get(layout)

    def zoom_for(self, layout: str, present: Zoom) -> Zoom:
        """The zoom a layout comes in at: as the user left it, else as the one before was."""
        place = self.place(layout)
        fits = self.fits if place is None else place.fits
        if fits:
            return "fit"
        return present if place is None else place.zoom

    def _do(self, generation: int, floor: str, work: Callable[[], object]) -> None:
        if generation != self.bridge.generation:
            return
        if isinstance(self.session.document.find(floor), Floor):
            self.session.attempt(work)
