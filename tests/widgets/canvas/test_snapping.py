"""The page snaps zones just as the program does: two writings of one rule, held together."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtQml import QJSEngine

from designer.kinds.geometry.box import HANDLES, Box
from designer.kinds.geometry.snapping import Field, snap
from widgets.canvas.script import FOLDER

BOXES = st.builds(
    Box, st.integers(-60, 700), st.integers(-60, 500), st.integers(1, 300), st.integers(1, 300)
)
FIELDS = st.builds(
    Field, st.tuples(st.integers(1, 900), st.integers(1, 900)), st.lists(BOXES, max_size=5),
    st.lists(st.integers(0, 900), max_size=2), st.lists(st.integers(0, 900), max_size=2),
    st.integers(-1, 14),
)  # fmt: skip


@pytest.fixture(scope="module")
def page(qapp) -> QJSEngine:
    """The page's own snapping, in an engine without a page."""
    engine = QJSEngine()
    source = (FOLDER / "snap.js").read_text("utf-8")
    loaded = engine.evaluate(source.replace("const snapBox", "var snapBox"))
    assert not loaded.isError(), loaded.toString()
    return engine


def on_page(engine: QJSEngine, box: Box, field: Field, handle: str | None) -> dict:
    """What the page finds, through JSON."""
    told = {
        "size": field.size, "others": [one._asdict() for one in field.others],
        "upright": field.upright, "level": field.level, "reach": field.reach,
    }  # fmt: skip
    call = ", ".join(json.dumps(one) for one in (box._asdict(), told, handle))
    found = engine.evaluate(f"JSON.stringify(snapBox({call}))")
    assert not found.isError(), found.toString()
    return json.loads(found.toString())


@settings(max_examples=300)
@given(box=BOXES, field=FIELDS, handle=st.none() | st.sampled_from(HANDLES))
def test_the_page_and_the_program_snap_alike(page, box, field, handle) -> None:
    here = snap(box, field, handle=handle)
    there = on_page(page, box, field, handle)
    assert there["box"] == here.box._asdict()
    assert there["lines"] == [line._asdict() for line in here.lines]
