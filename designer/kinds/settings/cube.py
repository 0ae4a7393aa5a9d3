"""The `cube` setting: a grid whose places are merged into tiles, each a picture with a link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from designer.errors import InvalidError
from designer.kinds.geometry.box import Box
from designer.kinds.geometry.tiles import fits
from designer.kinds.problems import convert, joined
from designer.kinds.settings.base import Rules, Scene, Setting
from designer.kinds.settings.image import ImageValue, focus_rule
from designer.kinds.settings.link import LinkValue, checked, named
from designer.language import _
from designer.records import Struct

MOST = 8
"""Columns and rows a grid may have."""

Places = Annotated[int, msgspec.Meta(ge=0, le=MOST)]
Count = Annotated[int, msgspec.Meta(ge=1, le=MOST)]


class Cell(Struct):
    """A tile: where it begins and how many columns and rows it takes, what it shows and where it
    leads."""

    id: str
    x: Places
    y: Places
    w: Count = 1
    h: Count = 1
    label: str = ""
    image: ImageValue = ImageValue()
    link: LinkValue = LinkValue()

    @property
    def box(self) -> Box:
        """Its place on the grid."""
        return Box(self.x, self.y, self.w, self.h)


class CubeValue(Struct):
    """The grid and its cells, in reading order; places that no cell covers stay empty."""

    columns: Count = 2
    rows: Count = 2
    cells: tuple[Cell, ...] = ()


class CellView(msgspec.Struct, frozen=True):
    """A cell as a template reads it: class name `css`, `label`, `image` and `link` or None, its
    columns and rows."""

    id: str
    index: int
    css: str
    label: str
    image: Any
    link: Any
    wide: int
    high: int


class CubeView(msgspec.Struct, frozen=True):
    """A cube as a template reads it."""

    columns: int
    rows: int
    cells: tuple[CellView, ...]


class Cube(Setting, tag="cube"):
    """Cells on a grid; each cell's place becomes the rule `.cell-<n>`, the grid's size
    `--<id>-columns` and `--<id>-rows`."""

    default: CubeValue | None = None

    def initial(self) -> dict[str, Any]:
        """The declared cells, or two by two."""
        cells = tuple(Cell(id=f"cell_{n}", x=n % 2, y=n // 2) for n in range(4))
        made: dict[str, Any] = msgspec.json.decode(
            msgspec.json.encode(self.default or CubeValue(cells=cells))
        )
        return made

    def parse(self, value: Any, *, at: str = "") -> CubeValue:
        """The typed value; its cells lie on the grid and none on another."""
        parsed = convert(value, CubeValue, at=at)
        if len({cell.id for cell in parsed.cells}) < len(parsed.cells):
            raise InvalidError(f"{joined(at, 'cells')}: {_('two entries have the same id')}")
        if not fits((cell.box for cell in parsed.cells), (parsed.columns, parsed.rows)):
            sentence = _("cells overlap, or one reaches beyond the grid")
            raise InvalidError(f"{joined(at, 'cells')}: {sentence}")
        for number, cell in enumerate(parsed.cells):
            checked(cell.link, at=joined(at, "cells", str(number), "link"))
        return parsed

    def references(self, value: Any) -> Iterator[str]:
        """The pictures, and what the cells lead to."""
        for cell in self.parse(value).cells:
            yield from filter(None, (cell.image.asset,))
            yield from named(cell.link)

    def rules(self, value: Any) -> Rules:
        """The grid's size, and of each cell its place and where its picture is centred."""
        parsed = self.parse(value)
        yield (
            "",
            {f"--{self.id}-columns": str(parsed.columns), f"--{self.id}-rows": str(parsed.rows)},
        )
        for number, cell in enumerate(parsed.cells, 1):
            area = f"{cell.y + 1} / {cell.x + 1} / span {cell.h} / span {cell.w}"
            yield f" .cell-{number}", {"grid-area": area}
            yield focus_rule(f"{self.id}-{number}", cell.image)

    def view(self, value: Any, scene: Scene) -> CubeView:
        """The grid and the cells' views."""
        parsed = self.parse(value)
        cells = (self._cell(cell, n, scene) for n, cell in enumerate(parsed.cells, 1))
        return CubeView(parsed.columns, parsed.rows, tuple(cells))

    def _cell(self, cell: Cell, number: int, scene: Scene) -> CellView:
        shown = cell.image
        css = f"focus-{self.id}-{number}"
        image = scene.image(
            shown.asset, alt=shown.alt, focus=shown.focus, css=css, part=shown.part()
        )
        link = scene.link(cell.link.action, cell.link.target)
        return CellView(cell.id, number, f"cell-{number}", cell.label, image, link, cell.w, cell.h)
