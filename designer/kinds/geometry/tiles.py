"""Tiles on a grid that never overlap: merged, split, their borders moved, the grid resized."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from designer.kinds.geometry.box import Box, around

Shape = tuple[int, int]
"""Columns and rows."""
Edge = Literal["left", "right", "top", "bottom"]


class Template(NamedTuple):
    """A known arrangement: a grid and its tiles."""

    name: str
    shape: Shape
    tiles: tuple[Box, ...]


def _template(name: str, columns: int, rows: int, *tiles: tuple[int, int, int, int]) -> Template:
    return Template(name, (columns, rows), tuple(Box(*tile) for tile in tiles))


TEMPLATES: tuple[Template, ...] = (
    _template("1", 1, 1, (0, 0, 1, 1)),
    _template("2", 2, 1, (0, 0, 1, 1), (1, 0, 1, 1)),
    _template("3", 3, 1, (0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)),
    _template("4", 4, 1, *((n, 0, 1, 1) for n in range(4))),
    _template("2×2", 2, 2, *((n % 2, n // 2, 1, 1) for n in range(4))),
    _template("3×2", 3, 2, *((n % 3, n // 3, 1, 1) for n in range(6))),
    _template("1+2", 2, 2, (0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)),
    _template("2+1", 2, 2, (0, 0, 1, 1), (1, 0, 1, 2), (0, 1, 1, 1)),
    _template("1/2", 2, 2, (0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)),
    _template("1/3", 3, 2, (0, 0, 3, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1)),
    _template("1+3", 4, 2, (0, 0, 2, 2), (2, 0, 2, 1), (2, 1, 1, 1), (3, 1, 1, 1)),
    _template("1+4", 4, 2, (0, 0, 2, 2), *((2 + n % 2, n // 2, 1, 1) for n in range(4))),
)
"""The arrangements to begin with."""


def fits(tiles: Iterable[Box], shape: Shape) -> bool:
    """Whether all tiles lie on the grid and none on another."""
    listed = list(tiles)
    whole = Box(0, 0, *shape)
    on = all(t.w > 0 and t.h > 0 and around((t, whole)) == whole for t in listed)
    return on and not any(one.overlaps(other) for one, other in combinations(listed, 2))


def holes(tiles: Iterable[Box], shape: Shape) -> list[Box]:
    """The single places that no tile covers, row by row."""
    listed = list(tiles)
    places = (Box(x, y, 1, 1) for y in range(shape[1]) for x in range(shape[0]))
    return [place for place in places if not any(place.overlaps(tile) for tile in listed)]


def reached(tiles: Sequence[Box], area: Box) -> Box:
    """The area grown until it cuts through no tile."""
    while (grown := around([area, *(t for t in tiles if t.overlaps(area))])) != area:
        area = grown
    return area


def parts(tile: Box) -> list[Box]:
    """The single places a tile is made of, row by row."""
    return [Box(tile.x + x, tile.y + y, 1, 1) for y in range(tile.h) for x in range(tile.w)]


def bordering(tiles: Sequence[Box], index: int, edge: Edge, by: int, *, shape: Shape) -> list[Box]:
    """The tiles with the border at one edge of a tile moved by so many places.

    The whole straight border moves, so a full grid stays full; it stops where a tile would vanish
    or run into another. The outer border of the grid stays.
    """
    tile = tiles[index]
    at, end = {
        "left": (tile.x, shape[0]), "right": (tile.right, shape[0]),
        "top": (tile.y, shape[1]), "bottom": (tile.bottom, shape[1]),
    }[edge]  # fmt: skip
    if at in (0, end):
        return list(tiles)
    step = 1 if by > 0 else -1
    made = list(tiles)
    for __ in range(abs(by)):
        moved = _moved(made, index, edge, step)
        if moved is None:
            break
        made = moved
    return made


def _moved(tiles: Sequence[Box], index: int, edge: Edge, step: int) -> list[Box] | None:
    across = edge in ("left", "right")
    turned = [tile if across else _turned(tile) for tile in tiles]
    own = turned[index]
    at = own.right if edge in ("right", "bottom") else own.x
    made = [_bent(tile, at, step) if n in _along(turned, index, at) else tile
            for n, tile in enumerate(turned)]  # fmt: skip
    if any(tile.w < 1 or tile.x < 0 for tile in made):
        return None
    if any(one.overlaps(other) for one, other in combinations(made, 2)):
        return None
    return [tile if across else _turned(tile) for tile in made]


def _along(tiles: Sequence[Box], index: int, at: int) -> set[int]:
    """The tiles at both sides of the straight border at `at` that runs past a tile."""
    found = {index}
    while True:
        top = min(tiles[n].y for n in found)
        bottom = max(tiles[n].bottom for n in found)
        more = {
            n for n, tile in enumerate(tiles)
            if at in (tile.x, tile.right) and tile.y < bottom and tile.bottom > top
        }  # fmt: skip
        if more <= found:
            return found
        found |= more


def _bent(tile: Box, at: int, step: int) -> Box:
    if tile.right == at:
        return tile._replace(w=tile.w + step)
    return tile._replace(x=tile.x + step, w=tile.w - step)


def _turned(tile: Box) -> Box:
    return Box(tile.y, tile.x, tile.h, tile.w)
