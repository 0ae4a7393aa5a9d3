"""A condition is built from rows by mouse and by keyboard; what is wrong is told in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from designer.records import AllOf, AnyOf, InSegment, Leaf, Not
from widgets.crowds.asking import ConditionDialog
from widgets.crowds.builder import ConditionBuilder
from widgets.look.buttons import Button

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
YOUNG = Leaf(attribute="age", operator="between", value=(18, 25))
CITY = Leaf(attribute="city_tier", operator="any_of", value=("t1", "t2"))


@pytest.fixture
def builder(session, qtbot):
    made = ConditionBuilder(session)
    qtbot.addWidget(made)
    made.resize(680, 600)
    made.heard = []
    made.changed.connect(made.heard.append)
    made.show_condition(AllOf(of=(YOUNG, CITY)))
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def press(part, name: str) -> None:
    buttons = [one for one in part.findChildren(Button) if one.accessibleName() == name]
    QTest.mouseClick(buttons[-1], LEFT)


def pick(combo, data) -> None:
    """Choose an item with the keyboard."""
    combo.setFocus()
    step = combo.place_of(data) - combo.currentIndex()
    for __ in range(abs(step)):
        QTest.keyClick(combo, Qt.Key.Key_Down if step > 0 else Qt.Key.Key_Up)


def test_each_part_is_a_row_and_the_whole_reads_as_a_sentence(builder) -> None:
    assert list(builder.parts) == [(0,), (1,), ()]
    assert "18" in builder.sentence()
    assert "25" in builder.sentence()


def test_numbers_are_typed(builder) -> None:
    high = builder.parts[(0,)].value.high
    high.setFocus()
    high.selectAll()
    QTest.keyClicks(high, "30")
    assert builder.heard[-1] == AllOf(
        of=(Leaf(attribute="age", operator="between", value=(18, 30)), CITY)
    )
    assert builder.parts[(0,)].value.high is high, "the row under the keyboard stays"


def test_values_are_switched_on_and_off(builder) -> None:
    chips = builder.parts[(1,)].value.chips.chips
    QTest.mouseClick(chips["t3"], LEFT)
    assert builder.heard[-1].of[1].value == ("t1", "t2", "t3")


def test_a_row_without_a_value_is_told_and_not_announced(builder) -> None:
    chips = builder.parts[(1,)].value.chips.chips
    QTest.mouseClick(chips["t1"], LEFT)
    heard = len(builder.heard)
    QTest.mouseClick(chips["t2"], LEFT)
    assert builder.parts[(1,)].problem.text() == "Choose a value."
    assert builder.problem() == "Choose a value."
    assert len(builder.heard) == heard
    QTest.mouseClick(chips["t4"], LEFT)
    assert builder.problem() == ""
    assert builder.heard[-1].of[1].value == ("t4",)


def test_a_range_the_wrong_way_round_is_told_in_place(builder) -> None:
    low = builder.parts[(0,)].value.low
    low.setFocus()
    low.selectAll()
    QTest.keyClicks(low, "60")
    assert builder.parts[(0,)].problem.isVisible()
    assert not builder.parts[(1,)].problem.isVisible()


def test_another_attribute_brings_its_own_comparisons(builder) -> None:
    part = builder.parts[(0,)]
    pick(part.attribute, "new_customer")
    assert builder.heard[-1].of[0] == Leaf(attribute="new_customer", operator="is", value=True)
    QTest.mouseClick(part.value.segments.button("no"), LEFT)
    assert builder.heard[-1].of[0].value is False
    pick(part.operator, "unknown")
    assert builder.heard[-1].of[0] == Leaf(attribute="new_customer", operator="unknown", value=None)


@pytest.mark.parametrize(
    ("attribute", "text", "value"),
    [("province", "浙江", "浙江"), ("id", "c1\nc2，c2", ("c1", "c2"))],
)
def test_texts_and_lists_are_typed(builder, attribute, text, value) -> None:
    part = builder.parts[(0,)]
    part.attribute.setCurrentIndex(part.attribute.place_of(attribute))
    part.attribute.activated.emit(0)
    edit = part.value.line if hasattr(part.value, "line") else part.value.text
    edit.setFocus()
    if attribute == "id":
        edit.insertPlainText(text)
    else:
        edit.insert(text)
        edit.textEdited.emit(edit.text())
    assert builder.heard[-1].of[0].value == value


def test_rows_are_added_and_get_the_keyboard(builder) -> None:
    press(builder.parts[()], "Add: Segment")
    assert builder.heard[-1].of[2] == InSegment(segment="seg_member")
    assert builder.parts[(2,)].hasFocus()
    pick(builder.parts[(2,)].combo, "seg_new")
    assert builder.heard[-1].of[2] == InSegment(segment="seg_new")


def test_a_group_is_added_inside_and_asks_for_any(builder) -> None:
    press(builder.parts[()], "Add: Group")
    assert isinstance(builder.condition.of[2], AnyOf)
    press(builder.parts[(2,)], "Add: Condition")
    assert len(builder.condition.of[2].of) == 2


def test_del_removes_and_the_row_above_gets_the_keyboard(builder) -> None:
    builder.parts[(1,)].setFocus()
    QTest.keyClick(builder.parts[(1,)], Qt.Key.Key_Delete)
    assert builder.heard[-1] == AllOf(of=(YOUNG,))
    assert builder.parts[(0,)].hasFocus()


def test_ctrl_i_turns_a_row_into_its_opposite_and_back(builder) -> None:
    builder.parts[(1,)].setFocus()
    QTest.keyClick(builder.parts[(1,)], Qt.Key.Key_I, CTRL)
    assert builder.heard[-1] == AllOf(of=(YOUNG, Not(of=CITY)))
    assert builder.parts[(1,)].invert.isChecked()
    QTest.mouseClick(builder.parts[(1,)].invert, LEFT)
    assert builder.heard[-1] == AllOf(of=(YOUNG, CITY))


def test_a_value_under_not_is_edited_in_place(builder) -> None:
    builder.show_condition(AllOf(of=(Not(of=CITY),)))
    QTest.mouseClick(builder.parts[(0,)].value.chips.chips["t3"], LEFT)
    assert builder.heard[-1] == AllOf(of=(Not(of=Leaf(
        attribute="city_tier", operator="any_of", value=("t1", "t2", "t3"))),))  # fmt: skip


def test_ctrl_g_groups_and_ctrl_shift_g_dissolves(builder) -> None:
    builder.parts[(0,)].setFocus()
    QTest.keyClick(builder.parts[(0,)], Qt.Key.Key_G, CTRL)
    assert builder.heard[-1] == AllOf(of=(AnyOf(of=(YOUNG,)), CITY))
    QTest.keyClick(builder.parts[(0,)], Qt.Key.Key_G, CTRL | SHIFT)
    assert builder.heard[-1] == AllOf(of=(YOUNG, CITY))


def test_rows_change_places_and_are_walked(builder) -> None:
    builder.parts[(0,)].setFocus()
    QTest.keyClick(builder.parts[(0,)], Qt.Key.Key_Down, CTRL)
    assert builder.heard[-1] == AllOf(of=(CITY, YOUNG))
    assert builder.parts[(1,)].hasFocus()
    QTest.keyClick(builder.parts[(1,)], Qt.Key.Key_Up)
    assert builder.parts[(0,)].hasFocus()


def test_all_becomes_any(builder) -> None:
    QTest.mouseClick(builder.parts[()].mode.button("any"), LEFT)
    assert builder.heard[-1] == AnyOf(of=(YOUNG, CITY))


def test_everything_removed_is_everybody_and_says_so(builder) -> None:
    for __ in range(2):
        QTest.keyClick(builder.parts[(0,)], Qt.Key.Key_Delete)
    assert builder.heard[-1] == AllOf()
    QCoreApplication.processEvents()
    assert builder.parts[()].nothing.isVisible()


def test_each_row_says_its_share_of_the_population(builder, counted) -> None:
    figures = counted()
    share = figures.share(figures.size(YOUNG))
    assert builder.parts[(0,)].share.text() == f"{share * 100:.1f}%"
    whole = figures.share(figures.size(builder.condition))
    assert builder.parts[()].share.text() == f"{whole * 100:.1f}%"


def test_a_condition_of_its_own_is_used_only_when_it_is_sound(session, qtbot) -> None:
    dialog = ConditionDialog(session, AllOf())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.use.isEnabled()
    assert dialog.sentence.text() == "everybody"
    press(dialog.builder.parts[()], "Add: Condition")
    pick(dialog.builder.parts[(0,)].attribute, "city_tier")
    assert not dialog.use.isEnabled()
    pick(dialog.builder.parts[(0,)].value.combo, "t1")
    assert dialog.use.isEnabled()
    assert not dialog.findChildren(QPushButton)
