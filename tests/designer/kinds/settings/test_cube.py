"""Cells on a grid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.geometry.tiles import TEMPLATES
from designer.render.scene import Scene
from tests.designer.kinds.settings.making import refusal, setting
from tests.designer.two_floors import store

CUBE = setting("cube")


def value(*boxes: tuple[int, int, int, int], columns: int = 4, rows: int = 2) -> dict[str, Any]:
    cells = [dict(zip("xywh", box, strict=True), id=f"c{n}") for n, box in enumerate(boxes)]
    return {"columns": columns, "rows": rows, "cells": cells}


def test_a_new_cube_is_two_by_two_unless_its_kind_says_otherwise() -> None:
    first = CUBE.initial()
    assert (first["columns"], first["rows"], len(first["cells"])) == (2, 2, 4)
    own = setting("cube", default=value((0, 0, 4, 2)))
    assert len(own.initial()["cells"]) == 1
    assert refusal(own, own.initial()) == ""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_every_arrangement_becomes_a_css_grid(template: Any) -> None:
    given_ = value(*(tuple(t) for t in template.tiles), columns=template.shape[0],
                   rows=template.shape[1])  # fmt: skip
    rules = dict(CUBE.rules(given_))
    assert rules[""] == {
        "--it-columns": str(template.shape[0]),
        "--it-rows": str(template.shape[1]),
    }
    for number, tile in enumerate(template.tiles, 1):
        area = rules[f" .cell-{number}"]["grid-area"]
        y, x, high, wide = (int(part.split()[-1]) for part in area.split("/"))
        assert (x - 1, y - 1, wide, high) == tile
        assert f" .focus-it-{number}" in rules


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (value((0, 0, 2, 2), (1, 1, 1, 1)), "it.cells: cells overlap"),
        (value((3, 0, 2, 1)), "it.cells: cells overlap, or one reaches beyond the grid"),
        (value((0, 0, 0, 1)), "it.cells.0.w: must be"),
        (value(columns=9), "it.columns: must be"),
        (value(rows=0), "it.rows: must be"),
        ({**value(), "cells": [{"id": "a", "x": 0, "y": 0}, {"id": "a", "x": 1, "y": 0}]},
         "it.cells: two entries have the same id"),
        ({**value(), "cells": [{"id": "a", "x": 0, "y": 0, "link": {
            "action": "url", "target": "javascript:alert(1)"}}]}, "it.cells.0.link.target"),
    ],
)  # fmt: skip
def test_a_cube_that_is_none_is_refused_with_its_place(wrong: Any, says: str) -> None:
    assert refusal(CUBE, wrong).startswith(says)


def test_a_cube_may_have_holes() -> None:
    assert refusal(CUBE, value((0, 0, 1, 1), (3, 1, 1, 1))) == ""
    assert refusal(CUBE, value()) == ""


def test_a_cell_shows_its_picture_and_leads_where_it_should() -> None:
    given_ = value((0, 0, 2, 2), (2, 0, 1, 1))
    given_["cells"][0] |= {
        "label": "茶", "image": {"asset": "ast_can", "focus": [0.2, 0.4]},
        "link": {"action": "coupon_claim", "target": "cpn_20"},
    }  # fmt: skip
    assert list(CUBE.references(given_)) == ["ast_can", "cpn_20"]
    first, second = CUBE.view(given_, Scene(store())).cells
    assert (first.css, first.label, first.link.target) == ("cell-1", "茶", "cpn_20")
    assert (first.wide, first.high, first.image.css) == (2, 2, "focus-it-1")
    assert (second.image, second.link, second.label) == (None, None, "")
    assert dict(CUBE.rules(given_))[" .focus-it-1"]["object-position"] == "20% 40%"


BOX = st.tuples(*[st.integers(0, 4)] * 4)


@given(st.lists(BOX, max_size=5))
def test_taken_cells_never_lie_on_one_another(boxes: list[Any]) -> None:
    given_ = value(*boxes, columns=5, rows=5)
    if not refusal(CUBE, given_):
        places = [(x + i, y + j) for x, y, w, h in boxes for i in range(w) for j in range(h)]
        assert len(set(places)) == len(places)
        assert all(0 <= x < 5 and 0 <= y < 5 for x, y in places)
