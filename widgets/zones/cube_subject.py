"""The cube an editor works on: its cells, which are in hand, and every deed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from designer.actions import cubes as deeds
from designer.actions.zones import Spot
from designer.document.diff import Diff
from designer.document.inheritance import effective
from designer.document.queries import owner
from designer.errors import DesignerError
from designer.kinds.geometry import tiles
from designer.kinds.geometry.box import Box
from designer.kinds.geometry.tiles import Edge, Template
from designer.kinds.settings.cube import Cell, CubeValue
from designer.kinds.settings.hot_zones import FLOOR
from designer.lint import cubes as lint
from designer.lint.finding import Finding
from designer.lint.place import Place
from designer.records import Module, Variant
from widgets.session import Session

T = TypeVar("T")
ROW = 240
"""Height of a row in design pixels where the kind does not say."""


class CubeSubject(QObject):
    """One cube of a project, shown and changed; it follows undo and all other panels."""

    changed = Signal()
    gone = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.spot: Spot | None = None
        self.cube = CubeValue()
        self.selected = ""
        self.area: Box | None = None
        """The places that a drag or Shift has taken hold of."""
        session.changed.connect(self._changed)

    def turn_to(self, spot: Spot) -> None:
        """Work on the cube at a spot from now on."""
        if spot != self.spot:
            self.spot, self.selected, self.area = spot, "", None
        self.refresh()

    def refresh(self) -> None:
        """Read the cube as it is now."""
        if self.spot is None:
            return
        try:
            self.cube = deeds.cube_at(
                self.session.document, self.spot, library=self.session.library
            )
        except DesignerError:
            self.spot = None
            self.gone.emit()
            return
        if self.selected not in {cell.id for cell in self.cube.cells}:
            self.selected = ""
        self.changed.emit()

    # ---- what there is ----

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in reading order."""
        return self.cube.cells

    @property
    def module(self) -> Module | None:
        """The module the cube stands in."""
        if self.spot is None:
            return None
        return owner(self.session.document, self.spot.variant, Module)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        module = self.module
        return bool(self.session.project.read_only) or module is None or module.locked

    def cell(self, key: str) -> Cell | None:
        """A cell by its id."""
        return next((cell for cell in self.cells if cell.id == key), None)

    def held(self) -> Cell | None:
        """The cell in hand."""
        return self.cell(self.selected)

    def at(self, x: int, y: int) -> Cell | None:
        """The cell on a place of the grid."""
        return next((cell for cell in self.cells if cell.box.contains(x, y)), None)

    def row_height(self) -> float:
        """The height of a row as a share of the cube's width."""
        values: Mapping[str, Any] = {}
        if self.spot is not None and (module := self.module) is not None:
            kind = self.session.library.get(module.kind)
            given = effective(self.session.document, self.spot.variant)
            values = kind.complete(given) if kind else given
        height = values.get("height", ROW)
        return (height if isinstance(height, int | float) else ROW) / FLOOR

    def problems(self) -> tuple[Finding, ...]:
        """What is wrong with the cube and its cells."""
        if self.spot is None or self.module is None:
            return ()
        variant = self.session.document.get(self.spot.variant, Variant)
        place = Place(self.session.document, self.module, variant, "")
        return tuple(lint.findings(self.cube, place))

    def problems_of(self, key: str) -> tuple[Finding, ...]:
        """What is wrong with one cell."""
        number = next((n for n, cell in enumerate(self.cells) if cell.id == key), -1)
        start = f"cells.{number}."
        return tuple(one for one in self.problems() if f"{one.setting}.".startswith(start))

    # ---- selecting ----

    def choose(self, key: str, area: Box | None = None) -> None:
        """Take a cell in hand, or take hold of places."""
        self.selected, self.area = key, area
        self.session.document.history.seal()
        self.changed.emit()

    def take(self, area: Box) -> None:
        """Take hold of all that an area cuts through."""
        self.area = tiles.reached([cell.box for cell in self.cells], area)
        self.changed.emit()

    # ---- doing ----

    def merge(self) -> None:
        """Make one cell of the places in hand."""
        area, self.area = self.area, None
        if area is not None:
            made = self._do(deeds.merge_cells, area=area)
            if made:
                self.choose(made)
        self.changed.emit()

    def split(self, key: str) -> None:
        """Take a cell apart."""
        self._do(deeds.split_cell, cell=key)

    def clear(self, keys: Sequence[str]) -> None:
        """Leave the places of cells empty."""
        self._do(deeds.remove_cells, cells=keys)

    def move_border(self, key: str, edge: Edge, by: int, *, burst: str) -> None:
        """Move the border at an edge of a cell."""
        self._do(deeds.move_border, cell=key, edge=edge, by=by, burst=burst)

    def use(self, template: Template) -> None:
        """Arrange the cells as a template does."""
        self._do(deeds.use_template, template=template)

    def shape(self, columns: int, rows: int) -> None:
        """Give the grid other columns and rows."""
        if (columns, rows) != (self.cube.columns, self.cube.rows):
            self._do(deeds.shape_cube, shape=(columns, rows))

    def fill(self, key: str, **parts: object) -> None:
        """Give a cell a picture, a link or a name."""
        self._do(deeds.fill_cell, cell=key, **parts)

    def swap(self, one: str, other: str) -> None:
        """Let two cells change places."""
        self._do(deeds.swap_cells, one=one, other=other)

    # ---- inside ----

    def _do(self, verb: Callable[..., T], **given: object) -> T | None:
        session, spot = self.session, self.spot
        return session.attempt(
            lambda: verb(session.document, spot=spot, library=session.library, **given)
        )

    def _changed(self, _diff: Diff) -> None:
        self.refresh()
