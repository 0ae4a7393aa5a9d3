"""Findings on cubes: cells without picture, words or target, and places that stay empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designer.kinds.geometry.tiles import holes
from designer.kinds.settings.cube import Cell, CubeValue
from designer.language import _, plural
from designer.lint import zones
from designer.lint.finding import Finding
from designer.records import Asset

if TYPE_CHECKING:
    from designer.lint.place import Place


def findings(value: CubeValue, place: Place) -> Iterator[Finding]:
    """The findings on one cube."""
    for number, cell in enumerate(value.cells):
        yield from _cell(cell, number, place)
    bare = [number for number, cell in enumerate(value.cells) if cell.image.asset is None]
    if bare:
        yield place.finding(
            "cube.picture",
            "warn",
            plural("{count} cell has no picture yet", "{count} cells have no picture yet",
                   count=len(bare)),
            _("Drop a picture on each cell."),
            inside=f"cells.{bare[0]}.image",
        )  # fmt: skip
    empty = holes((cell.box for cell in value.cells), (value.columns, value.rows))
    if empty:
        yield place.finding(
            "cube.hole",
            "info",
            plural("{count} place of the grid is empty", "{count} places of the grid are empty",
                   count=len(empty)),
            _("Merge it into a neighbour, or leave it as room."),
            inside="cells",
        )  # fmt: skip


def called(cell: Cell, number: int) -> str:
    """What a cell is called, counted from 0 when it has no name."""
    return cell.label.strip() or _("cell {number}", number=number + 1)


def _cell(cell: Cell, number: int, place: Place) -> Iterator[Finding]:
    inside, name = f"cells.{number}", called(cell, number)
    asset = place.document.find(cell.image.asset)
    if cell.image.asset is not None and not isinstance(asset, Asset):
        yield place.finding(
            "asset.gone",
            "error",
            _("The picture or video “{id}” is not in the project", id=cell.image.asset),
            _("Choose another one."),
            inside=f"{inside}.image.asset",
        )
    own = asset.alt if isinstance(asset, Asset) else ""
    if cell.image.asset and not (cell.label or cell.image.alt or own).strip():
        yield place.finding(
            "cube.alt",
            "warn",
            _("“{cell}” has no words for people who cannot see its picture", cell=name),
            _("Name the cell, or describe its picture."),
            inside=f"{inside}.label",
        )
    if cell.image.asset and cell.link.action == "none":
        yield place.finding(
            "cube.target",
            "warn",
            _("“{cell}” leads nowhere", cell=name),
            _("Choose where it leads."),
            inside=f"{inside}.link",
        )
    yield from zones.link(cell.link, place, inside=f"{inside}.link")
