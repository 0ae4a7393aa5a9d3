"""The bar of parts: edges move by mouse and key, and never past their limits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from widgets.charts.parts import Edge, Part, PartsBar, ink_on
from widgets.look import tokens

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot) -> PartsBar:
    made = PartsBar()
    qtbot.addWidget(made)
    made.resize(406, made.height())  # 4 pixels a hundredth
    made.show_parts(
        [Part(start=0, end=0.5, colour="#3b5bfd", text="A"),
         Part(start=0.5, end=1, colour="#d9480f", text="B")],
        [Edge(at=0.5, low=0.2, high=0.9, name="A | B")],
    )  # fmt: skip
    made.show()
    return made


def follow(bar: PartsBar) -> list[float]:
    """What the bar asks for; it is shown what it asked for, as its owner would do."""
    asked: list[float] = []

    def put(_index: int, at: float) -> None:
        asked.append(at)
        bar.show_parts(bar.parts, [Edge(at=at, low=0.2, high=0.9, name="A | B")])

    bar.dragged.connect(put)
    return asked


def place(bar: PartsBar, share: float) -> QPoint:
    return QPoint(round(bar.x_of(share)), 16)


def test_an_edge_is_dragged_in_whole_steps_and_sealed_when_let_go(bar, qtbot):
    asked = follow(bar)
    with qtbot.waitSignal(bar.sealed):
        QTest.mousePress(bar, LEFT, pos=place(bar, 0.5))
        QTest.mouseMove(bar, place(bar, 0.613))
        QTest.mouseRelease(bar, LEFT, pos=place(bar, 0.613))
    assert asked[-1] == 0.61


def test_an_edge_stops_at_its_limits(bar):
    asked = follow(bar)
    QTest.mousePress(bar, LEFT, pos=place(bar, 0.5))
    QTest.mouseMove(bar, place(bar, 0.02))
    QTest.mouseMove(bar, place(bar, 1.0))
    QTest.mouseRelease(bar, LEFT, pos=place(bar, 1.0))
    assert (min(asked), max(asked)) == (0.2, 0.9)


def test_a_press_beside_every_edge_moves_nothing(bar):
    asked = follow(bar)
    QTest.mousePress(bar, LEFT, pos=place(bar, 0.3))
    QTest.mouseMove(bar, place(bar, 0.4))
    QTest.mouseRelease(bar, LEFT, pos=place(bar, 0.4))
    assert asked == []


def test_arrow_keys_move_by_a_hundredth_and_with_shift_by_five(bar):
    asked = follow(bar)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    QTest.keyClick(bar, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert asked == [0.51, 0.46]


def test_up_and_down_choose_the_edge_in_hand(bar):
    heard = []
    bar.dragged.connect(lambda index, at: heard.append(index))
    edges = [Edge(at=0.3, low=0, high=1, name="1"), Edge(at=0.6, low=0, high=1, name="2")]
    bar.show_parts(bar.parts, edges)
    QTest.keyClick(bar, Qt.Key.Key_Down)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    QTest.keyClick(bar, Qt.Key.Key_Up)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert heard == [1, 0]


def test_a_bar_without_edges_takes_no_keyboard(bar):
    bar.show_parts(bar.parts)
    assert bar.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_what_it_shows_is_said_to_screen_readers(bar):
    assert bar.accessibleDescription() == "A 0%–50%, B 50%–100%"


def test_a_part_under_the_pointer_is_named(bar):
    QTest.mouseMove(bar, place(bar, 0.75))
    assert bar.toolTip() == "B  50%–100%"


@pytest.mark.parametrize("look", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_parts_are_painted_in_their_colours(bar, look):
    from widgets.look import theme

    bar.setPalette(theme.palette(look))
    picture = bar.grab().toImage()
    ratio = picture.devicePixelRatio()
    colours = {
        picture.pixelColor(int(bar.x_of(share) * ratio), int(6 * ratio)).name()
        for share in (0.4, 0.9)
    }
    assert colours == {"#3b5bfd", "#d9480f"}


@pytest.mark.parametrize(("ground", "ink"), [("#3b5bfd", "#ffffff"), ("#fff2df", "#15171c")])
def test_words_stand_out_from_their_ground(ground, ink):
    assert ink_on(QColor(ground)).name() == ink
