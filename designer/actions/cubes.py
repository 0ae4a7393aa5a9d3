"""What a user does to a cube: merge and split cells, move borders, take a template, fill cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from designer.actions.variants import set_setting
from designer.actions.zones import Spot
from designer.document.document import Document
from designer.document.inheritance import effective
from designer.document.queries import owner
from designer.errors import NotFoundError
from designer.kinds.geometry import tiles
from designer.kinds.geometry.box import Box
from designer.kinds.geometry.tiles import Edge, Shape, Template
from designer.kinds.settings.cube import Cell, Cube, CubeValue
from designer.kinds.when import read
from designer.language import _
from designer.records import Module, new_id

if TYPE_CHECKING:
    from designer.kinds.library import Library


def cube_at(document: Document, spot: Spot, *, library: Library) -> CubeValue:
    """The cube at a spot; raises NotFoundError when there is none."""
    kind = library.get(owner(document, spot.variant, Module).kind)
    field = kind.setting(spot.setting) if kind else None
    if kind is None or not isinstance(field, Cube):
        raise NotFoundError(_("There is no setting “{path}”.", path=spot.setting))
    return field.parse(read(kind.fitting(effective(document, spot.variant)), spot.setting))


def merge_cells(document: Document, *, spot: Spot, area: Box, library: Library) -> str:
    """Make one cell of everything an area touches; the first filled one's content stays.

    Returns the cell's id.
    """
    now = cube_at(document, spot, library=library)
    area = tiles.reached([cell.box for cell in now.cells], _on_grid(area, now))
    inner = [cell for cell in now.cells if cell.box.overlaps(area)]
    kept = next((cell for cell in inner if _is_filled(cell)), inner[0] if inner else _empty(area))
    made = _placed(kept, area)
    rest = [cell for cell in now.cells if cell not in inner]
    _put(document, spot, now, [*rest, made], _("Merge cells of {name}"), library)
    return made.id


def split_cell(document: Document, *, spot: Spot, cell: str, library: Library) -> None:
    """Take a cell apart into single places; the first keeps the content."""
    now = cube_at(document, spot, library=library)
    found = _cell(now, cell)
    first, *others = tiles.parts(found.box)
    made = [_placed(found, first), *(_empty(place) for place in others)]
    rest = [one for one in now.cells if one.id != cell]
    _put(document, spot, now, [*rest, *made], _("Split a cell of {name}"), library)


def move_border(
    document: Document,
    *,
    spot: Spot,
    cell: str,
    edge: Edge,
    by: int,
    library: Library,
    burst: str = "",
) -> None:
    """Move the border at one edge of a cell by so many places; `burst` names a drag."""
    now = cube_at(document, spot, library=library)
    index = now.cells.index(_cell(now, cell))
    boxes = [one.box for one in now.cells]
    moved = tiles.bordering(boxes, index, edge, by, shape=(now.columns, now.rows))
    cells = [_placed(one, box) for one, box in zip(now.cells, moved, strict=True)]
    _put(document, spot, now, cells, _("Move a border of {name}"), library, burst=burst)


def use_template(document: Document, *, spot: Spot, template: Template, library: Library) -> None:
    """Arrange the cells as a template does, filled ones first; what finds no place goes."""
    now = cube_at(document, spot, library=library)
    filled = [cell for cell in now.cells if _is_filled(cell)]
    order = [*filled, *(cell for cell in now.cells if not _is_filled(cell))]
    cells = [
        _placed(order[number], box) if number < len(order) else _empty(box)
        for number, box in enumerate(template.tiles)
    ]
    made = msgspec.structs.replace(now, columns=template.shape[0], rows=template.shape[1])
    _put(document, spot, made, cells, _("Arrange {name}"), library)


def shape_cube(document: Document, *, spot: Spot, shape: Shape, library: Library) -> None:
    """Give the grid other columns and rows: cells beyond it are cut, new places become cells."""
    now = cube_at(document, spot, library=library)
    whole = Box(0, 0, *shape)
    kept = [_placed(cell, cell.box.inside_of(whole)) for cell in now.cells
            if cell.box.overlaps(whole)]  # fmt: skip
    before = Box(0, 0, now.columns, now.rows)
    boxes = [cell.box for cell in kept]
    new = [place for place in tiles.holes(boxes, shape) if not place.overlaps(before)]
    made = msgspec.structs.replace(now, columns=shape[0], rows=shape[1])
    cells = [*kept, *(_empty(place) for place in new)]
    _put(document, spot, made, cells, _("Change the grid of {name}"), library)


def remove_cells(document: Document, *, spot: Spot, cells: Iterable[str], library: Library) -> None:
    """Take cells out and leave their places empty."""
    now, gone = cube_at(document, spot, library=library), frozenset(cells)
    left = [cell for cell in now.cells if cell.id not in gone]
    _put(document, spot, now, left, _("Empty places of {name}"), library)


def fill_cell(document: Document, *, spot: Spot, cell: str, library: Library, **parts: Any) -> None:
    """Give a cell another `image`, `link` or `label`; edits of one in a row are one step."""
    now = cube_at(document, spot, library=library)
    filled = msgspec.convert({**msgspec.to_builtins(_cell(now, cell)), **parts}, Cell)
    cells = [filled if one.id == cell else one for one in now.cells]
    burst = f"{cell}:{','.join(sorted(parts))}"
    _put(document, spot, now, cells, _("Fill a cell of {name}"), library, burst=burst)


def swap_cells(document: Document, *, spot: Spot, one: str, other: str, library: Library) -> None:
    """Let two cells change places."""
    now = cube_at(document, spot, library=library)
    places: Mapping[str, Box] = {one: _cell(now, other).box, other: _cell(now, one).box}
    cells = [_placed(cell, places.get(cell.id, cell.box)) for cell in now.cells]
    _put(document, spot, now, cells, _("Swap cells of {name}"), library)


# ---- inside -------------------------------------------------------------------------------------


def _cell(now: CubeValue, key: str) -> Cell:
    for cell in now.cells:
        if cell.id == key:
            return cell
    raise NotFoundError(_("There is no cell “{id}” here.", id=key))


def _on_grid(area: Box, now: CubeValue) -> Box:
    return area.inside((now.columns, now.rows))


def _is_filled(cell: Cell) -> bool:
    return bool(cell.image.asset or cell.link.action != "none" or cell.label)


def _empty(place: Box) -> Cell:
    return _placed(Cell(id=new_id("cel"), x=0, y=0), place)


def _placed(cell: Cell, place: Box) -> Cell:
    return msgspec.structs.replace(cell, x=place.x, y=place.y, w=place.w, h=place.h)


def _put(
    document: Document,
    spot: Spot,
    now: CubeValue,
    cells: Sequence[Cell],
    label: str,
    library: Library,
    *,
    burst: str = "",
) -> None:
    order = tuple(sorted(cells, key=lambda cell: (cell.y, cell.x)))
    value: Any = msgspec.to_builtins(msgspec.structs.replace(now, cells=order))
    told = label.format(name=owner(document, spot.variant, Module).name)
    merge = f"cube:{spot.variant}:{spot.setting}:{burst}" if burst else ""
    with document.transaction(told, merge=merge):
        set_setting(
            document, variant=spot.variant, setting=spot.setting, value=value, library=library
        )
