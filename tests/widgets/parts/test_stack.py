"""Rows are put in order with the mouse and with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.parts.stack import Stack


@pytest.fixture
def stack(qtbot):
    made = Stack(spacing=8)
    qtbot.addWidget(made)
    rows = []
    for text in "ABCD":
        row = QWidget()
        row.setObjectName(text)
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = QVBoxLayout(row)
        box.addWidget(QLabel(text))
        box.addWidget(QPushButton("more"))
        row.setFixedHeight(60)
        rows.append(row)
    made.show_rows(rows, movable=3)
    made.resize(240, 280)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def drag(row: QWidget, by: int) -> None:
    start = QPoint(12, 8)
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.7, 1):
        QTest.mouseMove(row, start + QPoint(0, round(by * part)))
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=start + QPoint(0, by))


@pytest.mark.parametrize(
    ("index", "by", "target"), [(0, 150, 2), (0, 70, 1), (2, -150, 0), (1, -70, 0)]
)
def test_a_row_dragged_over_others_moves_there(stack, qtbot, index, by, target) -> None:
    with qtbot.waitSignal(stack.moved) as heard:
        drag(stack.rows[index], by)
    assert heard.args == [index, target]


def test_a_short_drag_moves_nothing(stack, qtbot) -> None:
    with qtbot.assertNotEmitted(stack.moved):
        drag(stack.rows[1], 20)


def test_a_row_that_stays_cannot_be_dragged_nor_passed(stack, qtbot) -> None:
    with qtbot.assertNotEmitted(stack.moved):
        drag(stack.rows[3], -200)
    with qtbot.waitSignal(stack.moved) as heard:
        drag(stack.rows[0], 400)
    assert heard.args == [0, 2]


def test_a_click_activates_the_row_and_gives_it_the_keyboard(stack, qtbot) -> None:
    with qtbot.waitSignal(stack.activated) as heard:
        QTest.mouseClick(stack.rows[1], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert heard.args == [1]
    assert stack.rows[1].hasFocus()


def test_a_press_on_a_rows_own_button_is_the_buttons(stack, qtbot) -> None:
    button = stack.rows[1].findChild(QPushButton)
    with qtbot.assertNotEmitted(stack.activated), qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_ctrl_and_the_arrows_move_the_row_the_arrows_alone_walk(stack, qtbot) -> None:
    stack.focus_row(0)
    with qtbot.waitSignal(stack.moved) as heard:
        QTest.keyClick(stack.rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == [0, 1]
    QTest.keyClick(stack.rows[0], Qt.Key.Key_Down)
    assert stack.rows[1].hasFocus()
    QTest.keyClick(stack.rows[1], Qt.Key.Key_Up)
    assert stack.rows[0].hasFocus()


def test_nothing_moves_beyond_the_ends(stack, qtbot) -> None:
    with qtbot.assertNotEmitted(stack.moved):
        QTest.keyClick(stack.rows[0], Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(stack.rows[2], Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)


def test_rows_that_are_shown_again_are_kept_and_others_go(stack, flush) -> None:
    first, second = stack.rows[0], stack.rows[1]
    gone = []
    stack.rows[2].destroyed.connect(lambda: gone.append("C"))
    stack.show_rows([second, first])
    flush()
    assert gone == ["C"]
    assert [row.objectName() for row in stack.rows] == ["B", "A"]
    assert second.y() < first.y()
