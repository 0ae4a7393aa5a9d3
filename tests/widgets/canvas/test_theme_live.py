"""The page follows the theme while the hand is still moving, and one undo takes all of it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from widgets.theme.panel import ThemePanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(session, qtbot, canvas):
    made = ThemePanel(session)
    qtbot.addWidget(made)
    made.resize(328, 1400)
    made.show()
    return made


def token(hands, name: str) -> str:
    code = f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()"
    return str(hands.js(code))


def moved(widget, at: QPointF) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_colour_is_on_the_page_while_it_is_dragged(panel, hands, session) -> None:
    before = token(hands, "c-primary")
    QTest.mouseClick(panel.rows["primary"], LEFT)
    square = panel.picker.square
    QTest.mousePress(square, LEFT, pos=QPointF(20, 20).toPoint())
    seen = []
    for at in (QPointF(60, 30), QPointF(140, 60)):
        moved(square, at)
        wanted = session.document.shop.theme.colours["primary"]
        hands.until(lambda wanted=wanted: token(hands, "c-primary") == wanted)
        seen.append(wanted)
    assert len({before, *seen}) == 3
    QTest.mouseRelease(square, LEFT, pos=QPointF(140, 60).toPoint())
    panel.picker.close()
    session.undo()
    hands.until(lambda: token(hands, "c-primary") == before)
    hands.assert_true_to_the_document()


def test_the_type_scale_sets_the_page_larger_at_once(panel, hands, session) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('.module')).fontSize)"
    before = float(hands.js(size))
    panel.scale.box.setFocus()
    panel.scale.box.selectAll()
    QTest.keyClicks(panel.scale.box, "120")
    hands.until(lambda: abs(float(hands.js(size)) - before * 1.2) < 0.2)
    assert session.document.shop.theme.scale == 1.2
