"""Repeated parts are cards: add, copy, remove, put in order, fold, fill in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def blocks(show, session):
    """The slides of the carousel."""
    panel = show("mod_slides")
    field = next(row.field for row in panel.form.rows.values() if hasattr(row.field, "card"))
    field.panel = panel
    field.session = session
    return field


def ids(field) -> list[str]:
    return [part["id"] for part in field._parts]


def kept(field) -> list[dict]:
    return field.session.document.records["var_slides"].settings[field._setting.id]


def test_there_is_a_card_for_each_part_with_its_title(blocks) -> None:
    assert len(blocks.stack.rows) == 3
    assert blocks.card(0).accessibleName().startswith("1 ")
    assert "\n" not in blocks.card(0).accessibleName()


def test_a_part_is_added_open_and_counted(blocks) -> None:
    QTest.mouseClick(blocks.add, LEFT)
    assert len(kept(blocks)) == 4
    assert blocks.card(3).is_open()
    assert blocks.count.text() == "4 / 4"
    assert not blocks.add.isEnabled()


def test_a_part_is_copied_with_ctrl_d_and_removed_with_del(blocks) -> None:
    before = ids(blocks)
    blocks.card(1).setFocus()
    QTest.keyClick(blocks.card(1), Qt.Key.Key_D, CTRL)
    assert [part["id"] for part in kept(blocks)][:2] == before[:2]
    assert kept(blocks)[2]["id"] not in before
    blocks.card(2).setFocus()
    QTest.keyClick(blocks.card(2), Qt.Key.Key_Delete)
    assert ids(blocks) == before


def test_as_many_parts_as_there_must_be_stay(blocks) -> None:
    while len(ids(blocks)) > blocks._setting.min:
        QTest.keyClick(blocks.card(0), Qt.Key.Key_Delete)
    QTest.keyClick(blocks.card(0), Qt.Key.Key_Delete)
    assert len(ids(blocks)) == max(1, blocks._setting.min)
    assert not blocks.card(0).remove.isEnabled()


def test_parts_are_put_in_order_by_key_and_undone_in_one_step(blocks) -> None:
    before = ids(blocks)
    QTest.keyClick(blocks.stack.rows[0], Qt.Key.Key_Down, CTRL)
    assert ids(blocks) == [before[1], before[0], before[2]]
    assert blocks.stack.rows[1].hasFocus()
    blocks.session.undo()
    assert ids(blocks) == before


def test_a_part_is_dragged_below_another(blocks) -> None:
    before = ids(blocks)
    row = blocks.stack.rows[0]
    start = QPoint(10, 10)
    QTest.mousePress(row, LEFT, pos=start)
    QTest.mouseMove(row, start + QPoint(0, 30))
    QTest.mouseMove(row, start + QPoint(0, 60))
    QTest.mouseRelease(row, LEFT, pos=start + QPoint(0, 60))
    assert ids(blocks) == [before[1], before[0], before[2]]


def test_a_card_opens_on_a_click_and_only_one_is_open(blocks) -> None:
    QTest.mouseClick(blocks.card(0), LEFT, pos=QPoint(80, 12))
    assert blocks.card(0).is_open()
    QTest.keyClick(blocks.card(1), Qt.Key.Key_Right)
    assert blocks.card(1).is_open()
    assert not blocks.card(0).is_open()
    QTest.keyClick(blocks.card(1), Qt.Key.Key_Left)
    assert not blocks.card(1).is_open()


def test_typing_in_a_part_changes_that_part_alone_and_keeps_the_caret(blocks) -> None:
    QTest.mouseClick(blocks.card(1), LEFT, pos=QPoint(80, 12))
    name = next(k for k, row in blocks.card(1).form.rows.items() if row.setting.type == "text")
    line = blocks.card(1).form.rows[name].field.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Sale")
    assert kept(blocks)[1][name] == "Sale"
    assert kept(blocks)[0].get(name) != "Sale"
    assert line.hasFocus()


def test_a_wrong_value_in_a_part_is_told_under_its_own_field(blocks) -> None:
    QTest.mouseClick(blocks.card(0), LEFT, pos=QPoint(80, 12))
    rows = blocks.card(0).form.rows.values()
    row = next(row for row in rows if row.setting.type == "text")
    row.field.line.setFocus()
    row.field.line.selectAll()
    QTest.keyClicks(row.field.line, "x" * (row.setting.max_length + 1))
    assert row.problem.isVisible()
