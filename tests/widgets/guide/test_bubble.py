"""Where the guide's bubble stands: beside its place and always inside the window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from widgets.guide.bubble import SHADOW, Bubble, beside

HOST = QRect(0, 0, 1440, 900)
SIZE = QSize(348, 190)


def test_beside_a_panel_at_the_left_it_stands_at_its_right():
    at = beside(QRect(0, 90, 280, 740), SIZE, HOST)
    assert at.x() + SHADOW > 280


def test_beside_a_panel_at_the_right_it_stands_at_its_left():
    at = beside(QRect(1112, 90, 328, 740), SIZE, HOST)
    assert at.x() + SIZE.width() - SHADOW < 1112


def test_below_a_button_it_stands_below():
    button = QRect(1300, 9, 120, 34)
    assert beside(button, SIZE, HOST).y() + SHADOW > button.bottom()


def test_without_a_place_it_stands_in_the_middle():
    at = beside(None, SIZE, HOST)
    assert QRect(at, SIZE).center() == HOST.center()


numbers = st.integers(0, 1440)


@given(numbers, st.integers(0, 900), st.integers(1, 1440), st.integers(1, 900))
def test_it_never_leaves_the_window(left, top, wide, high):
    place = QRect(left, top, wide, high).intersected(HOST)
    shown = QRect(beside(place, SIZE, HOST), SIZE).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    assert HOST.contains(shown)


@pytest.fixture
def bubble(qtbot):
    host = QWidget()
    host.resize(900, 600)
    qtbot.addWidget(host)
    host.show()
    made = Bubble(host)
    made.say("Take a step back", "Press Ctrl+Z.", skip="Skip this step")
    made.stand_beside(None)
    return made


def test_escape_asks_to_end(qtbot, bubble):
    with qtbot.waitSignal(bubble.ended):
        QTest.keyClick(bubble, Qt.Key.Key_Escape)


def test_only_named_buttons_are_shown(bubble):
    assert bubble.skip.isVisible()
    assert not bubble.go_on.isVisible()


def test_a_screen_reader_hears_title_and_text(bubble):
    assert bubble.accessibleName() == "Take a step back. Press Ctrl+Z."


def test_long_words_make_it_higher_and_not_wider(bubble):
    before = bubble.size()
    bubble.say("Take a step back", "每一步都能撤销，明天也可以。" * 12, skip="Skip this step")
    bubble.stand_beside(None)
    assert bubble.width() == before.width()
    assert bubble.height() > before.height()
