"""Coverage and parts of a layer: overlap is refused with a sentence, edges stop at neighbours."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.records import Experiment, Layer, LayerSlice
from tests.widgets.experiments import lab
from widgets.experiments.layer_page import LayerPage
from widgets.experiments.traffic import NEW, NONE, TrafficEdit

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def edit(qtbot, tests) -> TrafficEdit:
    made = TrafficEdit(tests)
    qtbot.addWidget(made)
    made.resize(700, 320)
    made.show_experiment(found(tests))
    made.show()
    return made


def found(session, key: str = "exp_hero") -> Experiment:
    return session.document.get(key, Experiment)


def type_into(spin, text: str) -> None:
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, text)
    QTest.keyClick(spin, Qt.Key.Key_Return)


def drag(bar, start: float, end: float) -> None:
    QTest.mousePress(bar, LEFT, pos=QPoint(round(bar.x_of(start)), 14))
    QTest.mouseMove(bar, QPoint(round(bar.x_of(end)), 14))
    QTest.mouseRelease(bar, LEFT, pos=QPoint(round(bar.x_of(end)), 14))


def test_coverage_is_typed(edit, tests):
    type_into(edit.coverage, "35.5")
    assert found(tests).coverage == 0.355
    assert edit.slider.value() == 36


def test_coverage_above_everything_is_refused_in_place(edit, tests):
    type_into(edit.coverage, "130")
    assert found(tests).coverage == 0.8
    assert "0 % to 100 %" in edit.note.text()


def test_a_typed_overlap_is_refused_in_place(edit, tests):
    type_into(edit.part.end, "80")
    assert found(tests).slice.end == 0.6
    assert "overlap" in edit.note.text()
    type_into(edit.part.end, "65")
    assert found(tests).slice.end == 0.65
    assert not edit.note.isVisible()


def test_a_dragged_edge_stops_where_the_next_test_begins(edit, tests):
    drag(edit.map, 0.6, 0.95)
    assert found(tests).slice.end == 0.7
    tests.undo()
    assert found(tests).slice.end == 0.6


def test_the_others_parts_cannot_be_moved_here(edit, tests):
    drag(edit.map, 0.7, 0.9)
    assert found(tests, "exp_price").slice.start == 0.7


def test_leaving_the_layer_and_coming_back_takes_the_widest_free_part(edit, tests):
    choose(edit, NONE)
    assert found(tests).slice is None
    assert not edit.map.isVisible()
    choose(edit, "lyr_home")
    assert found(tests).slice == LayerSlice(layer="lyr_home", start=0.0, end=0.7)


def test_a_full_layer_says_so(edit, tests):
    full = msgspec.structs.replace(found(tests, "exp_price"), slice=None)
    whole = LayerSlice(layer="lyr_home", start=0.0, end=1.0)
    lab.put(tests.document, msgspec.structs.replace(found(tests), slice=None), full)
    lab.put(tests.document, msgspec.structs.replace(full, slice=whole))
    edit.show_experiment(found(tests))
    choose(edit, "lyr_home")
    assert found(tests).slice is None
    assert "is full" in edit.note.text()


def test_a_new_layer_is_made_and_entered_in_one_step(edit, tests):
    choose(edit, NEW)
    made = found(tests).slice
    assert tests.document.get(made.layer, Layer).name == "New layer"
    tests.undo()
    assert len(tests.document.all(Layer)) == 1
    assert found(tests).slice.layer == "lyr_home"


def test_what_takes_part_is_told_as_a_product(edit):
    assert edit.sum.text().endswith("= 43.2% of its audience takes part")


def test_the_page_of_a_layer_moves_every_part(qtbot, tests):
    page = LayerPage(tests)
    qtbot.addWidget(page)
    page.resize(700, 400)
    page.show_layer("lyr_home")
    page.show()
    drag(page.map, 0.7, 0.65)
    assert found(tests, "exp_price").slice.start == 0.65
    type_into(page.rows["exp_hero"].part.end, "90")
    assert "overlap" in page.note.text()
    assert found(tests).slice.end == 0.6
    assert page.free.text() == "5% of the layer is free"


def choose(edit: TrafficEdit, layer: str) -> None:
    """Pick a layer in the list by the keyboard."""
    combo = edit.layer
    target = combo.place_of(layer)
    combo.setFocus()
    while combo.currentIndex() != target:
        down = combo.currentIndex() < target
        before = combo.blockSignals(True)
        QTest.keyClick(combo, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
        combo.blockSignals(before)
    combo.activated.emit(target)
