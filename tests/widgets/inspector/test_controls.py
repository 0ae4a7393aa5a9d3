"""The small controls of the panels: numbers, lists, sliders, lines, chips, popups, options."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from widgets.inspector.picking import PickButton
from widgets.inspector.rows import ItemRow
from widgets.parts.chips import Chip, ChipChoice, Flow
from widgets.parts.choosing import Chooser, Option, row_height
from widgets.parts.line import Line, Paragraph
from widgets.parts.popup import Popup, focused_in
from widgets.parts.quiet import Combo, Slider, Spin

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(qtbot):
    """A function that shows a control and gives its window the keyboard."""

    def show(widget: QWidget, width: int = 300, height: int = 0) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height or max(30, widget.sizeHint().height()))
        widget.show()
        with qtbot.waitActive(widget):
            widget.activateWindow()
        return widget

    return show


def wheel(widget: QWidget) -> QWheelEvent:
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    widget.wheelEvent(event)
    return event


# ---- numbers and lists ----


@pytest.mark.parametrize(
    ("step", "typed", "number"), [(1, "7", 7), (0.1, "7.5", 7.5), (10, "70", 70)]
)
def test_a_number_is_whole_when_its_step_is(shown, step, typed, number) -> None:
    spin = shown(Spin(low=0, high=100, step=step))
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, typed)
    assert spin.number() == number
    assert isinstance(spin.number(), type(number))


def test_showing_a_number_announces_nothing(shown, qtbot) -> None:
    spin = shown(Spin(low=0, high=100))
    with qtbot.assertNotEmitted(spin.valueChanged):
        spin.show_number(40)
    assert spin.value() == 40


@pytest.mark.parametrize("make", [lambda: Spin(low=0, high=9), Slider, Combo])
def test_the_wheel_is_left_to_the_panel_until_the_control_is_chosen(shown, make) -> None:
    control = shown(make())
    control.clearFocus()
    assert not wheel(control).isAccepted()


def test_a_list_finds_items_by_what_they_carry(shown, qtbot) -> None:
    combo = shown(Combo())
    for value in (None, "a", ("x", 1)):
        combo.addItem(str(value), value)
    assert [combo.place_of(one) for one in (None, "a", ("x", 1), "gone")] == [0, 1, 2, -1]
    with qtbot.assertNotEmitted(combo.activated):
        combo.show_data("a")
    assert combo.currentText() == "a"
    combo.show_data("gone")
    assert combo.currentIndex() == -1


# ---- lines ----


def test_a_line_says_what_was_typed_and_not_what_was_shown(shown) -> None:
    line = shown(Line())
    heard = []
    line.edited.connect(heard.append)
    line.show_text("from outside")
    assert heard == []
    line.setFocus()
    QTest.keyClicks(line, "!")
    assert heard == ["from outside!"] or heard == ["!from outside"]


@given(before=st.text("ab", max_size=6), after=st.text("ab", max_size=6), caret=st.integers(0, 6))
def test_a_shown_text_keeps_the_caret_where_it_can_stay(qapp, before, after, caret) -> None:
    line = Line()
    line.show_text(before)
    line.setCursorPosition(min(caret, len(before)))
    at = line.cursorPosition()
    line.show_text(after)
    assert line.text() == after
    assert line.cursorPosition() == min(at, len(after))
    line.deleteLater()


def test_leaving_a_line_ends_its_own_undo(shown) -> None:
    holder = QWidget()
    box = QVBoxLayout(holder)
    line, other = Line(), Line()
    box.addWidget(line)
    box.addWidget(other)
    shown(holder)
    line.setFocus()
    QTest.keyClicks(line, "ab")
    assert line.isUndoAvailable()
    other.setFocus()
    assert not line.isUndoAvailable()
    assert line.text() == "ab"


def test_a_paragraph_grows_with_its_lines_up_to_a_height(shown) -> None:
    text = shown(Paragraph())
    low = text.height()
    text.show_text("\n".join("abcdef"))
    middle = text.height()
    text.show_text("\n".join("abcdefghijklmnopqrstuvwxyz"))
    assert low < middle < text.height()
    high = text.height()
    text.show_text("\n".join("abcdefghijklmnopqrstuvwxyz" * 2))
    assert text.height() == high


def test_tab_leaves_a_paragraph(shown) -> None:
    holder = QWidget()
    box = QVBoxLayout(holder)
    text, other = Paragraph(), Line()
    box.addWidget(text)
    box.addWidget(other)
    shown(holder, height=200)
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert other.hasFocus()


# ---- chips ----


def test_chips_are_switched_by_mouse_and_by_space(shown, qtbot, flush) -> None:
    choice = shown(ChipChoice(), height=80)
    choice.show_choices([("a", "One"), ("b", "Two"), ("c", "Three")], on=["b"])
    flush()
    heard = []
    choice.changed.connect(heard.append)
    QTest.mouseClick(choice.chips["c"], LEFT)
    choice.chips["b"].setFocus()
    QTest.keyClick(choice.chips["b"], Qt.Key.Key_Space)
    assert heard == [["b", "c"], ["c"]]


def test_the_same_choices_keep_their_chips_and_the_keyboard(shown, flush) -> None:
    choice = shown(ChipChoice(), height=80)
    choice.show_choices([("a", "One"), ("b", "Two")], on=[])
    flush()
    chip = choice.chips["a"]
    chip.setFocus()
    choice.show_choices([("a", "One"), ("b", "Two")], on=["a"])
    assert choice.chips["a"] is chip
    assert chip.hasFocus()
    choice.show_choices([("a", "One")], on=[])
    assert choice.chips["a"] is not chip


@given(widths=st.lists(st.integers(20, 180), min_size=1, max_size=9), room=st.integers(60, 400))
def test_wrapped_things_never_overlap_nor_leave_their_room(qapp, widths, room) -> None:
    holder = QWidget()
    flow = Flow(holder, gap=6)
    parts = []
    for width in widths:
        part = QWidget(holder)
        part.setFixedSize(width, 26)
        part.show()
        flow.addWidget(part)
        parts.append(part)
    flow.setGeometry(QRect(0, 0, room, 500))
    places = [part.geometry() for part in parts]
    for n, place in enumerate(places):
        assert place.x() >= 0
        assert place.width() > room or place.right() < room
        assert not any(place.intersects(other) for other in places[n + 1 :])
    assert flow.heightForWidth(room) >= max(place.bottom() for place in places)
    holder.deleteLater()


def test_a_chip_makes_room_for_its_colour() -> None:
    plain, coloured = Chip("a", "One"), Chip("a", "One", colour="#3b5bfd")
    assert coloured.sizeHint().width() > plain.sizeHint().width()


# ---- popups and options ----


@pytest.fixture
def owner(shown):
    holder = QWidget()
    box = QVBoxLayout(holder)
    holder.button = QPushButton("open")
    box.addWidget(holder.button)
    return shown(holder, 320, 200)


def options(count: int) -> list[Option]:
    return [Option(value=f"v{n}", title=f"Thing {n}", note=f"note {n % 3}") for n in range(count)]


def test_a_popup_is_as_high_as_its_content_and_closes_on_escape(owner, flush) -> None:
    popup = Popup(owner)
    line = Line()
    popup.body.addWidget(line)
    popup.open_at(owner.button, width=240)
    low = popup.height()
    line.setFocus()
    assert focused_in(popup)
    popup.body.addWidget(QPushButton("more"))
    flush()
    assert popup.height() > low
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_one_thing_is_picked_and_the_list_closes(owner, qtbot) -> None:
    chooser = Chooser(owner)
    chooser.open_with(options(3), owner.button, current="v1")
    assert not chooser.search.isVisible(), "three things need no search"
    assert chooser.list.currentIndex().row() == 1
    with qtbot.waitSignal(chooser.picked) as heard:
        QTest.keyClick(chooser.list, Qt.Key.Key_Down)
        QTest.keyClick(chooser.list, Qt.Key.Key_Return)
    assert heard.args == ["v2"]
    assert not chooser.isVisible()


def test_many_things_are_searched_and_walked_from_the_search_line(owner, qtbot) -> None:
    chooser = Chooser(owner)
    chooser.open_with(options(30), owner.button)
    assert chooser.search.isVisible()
    QTest.keyClicks(chooser.search, "thing 2")
    assert chooser.list.model().rowCount() == 11
    QTest.keyClick(chooser.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(chooser.picked) as heard:
        QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert heard.args == ["v20"]


def test_a_search_without_a_match_says_so(owner) -> None:
    chooser = Chooser(owner)
    chooser.open_with(options(30), owner.button)
    QTest.keyClicks(chooser.search, "zzz")
    assert chooser.nothing.isVisible()
    assert not chooser.list.isVisible()
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert chooser.isVisible(), "there is nothing to pick"


def test_several_things_are_ticked_while_the_list_stays(owner) -> None:
    chooser = Chooser(owner, stays=["v1"])
    heard = []
    chooser.picked.connect(heard.append)
    chooser.open_with(options(4), owner.button)
    for __ in range(2):
        QTest.keyClick(chooser.list, Qt.Key.Key_Space)
    assert heard == ["v1", "v1"]
    assert chooser.isVisible()
    assert chooser.list.ticked == {"v1"}


def test_a_click_picks_too(owner, qtbot) -> None:
    chooser = Chooser(owner)
    chooser.open_with(options(4), owner.button)
    index = chooser.list.model().index(2, 0)
    with qtbot.waitSignal(chooser.picked) as heard:
        QTest.mouseClick(chooser.list.viewport(), LEFT, pos=chooser.list.visualRect(index).center())
    assert heard.args == ["v2"]


def test_rows_are_tall_enough_for_what_they_say() -> None:
    assert row_height([Option(value="a", title="A")]) < row_height(options(1))


def test_a_pick_button_says_what_is_chosen_what_is_not_and_what_is_gone(shown) -> None:
    button = shown(PickButton("Choose…"))
    assert button.accessibleName() == "Choose…"
    button.show_option(Option(value="a", title="Teapot"))
    assert button.accessibleName() == "Teapot"
    button.show_option(None, missing=True)
    assert button.accessibleName() == "What was chosen is gone"


def test_a_row_is_taken_out_by_its_button_or_by_del(shown) -> None:
    row = shown(ItemRow(Option(value="a", title="Teapot", note="¥59")))
    heard = []
    row.removed.connect(heard.append)
    QTest.mouseClick(row.remove, LEFT)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert heard == ["a", "a"]
    assert row.accessibleDescription() == "¥59"
