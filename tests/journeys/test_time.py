"""The calendar: moving through the campaign with the mouse and with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets import shops


@pytest.fixture
def person(visit, small_shop):
    return visit(small_shop, instant=shops.at(11, 5, 20))


def drag_to(person, instant):
    """Drag the calendar's cursor from where it stands to an instant, in a few steps."""
    line = person.window.calendar.timeline
    start = QPoint(round(line.x_of(person.session.focus.instant)), 40)
    end = QPoint(round(line.x_of(instant)), 40)
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=start)
    for share in range(1, 6):
        at = QPointF(start + (end - start) * share / 5)
        move = QMouseEvent(
            QEvent.Type.MouseMove, at, line.mapToGlobal(at), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(line, move)
        person.breathe(20)
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=end)


def test_dragging_into_the_peak_brings_its_layout(person):
    records = person.records()
    assert person.session.layout().name == "日常版"
    drag_to(person, shops.at(11, 11, 8))
    person.until(lambda: person.session.layout().name == "双11 爆发版")
    person.until(lambda: person.page_says("全场 5 折起"))
    assert person.window.topbar.layout_button.text() == "双11 爆发版"
    assert shops.at(11, 10, 20) <= person.session.focus.instant < shops.at(11, 12)
    person.sees_the_document()

    drag_to(person, shops.at(11, 13))
    person.until(lambda: person.session.layout().name == "日常版")
    person.until(lambda: not person.page_says("全场 5 折起"))
    person.sees_the_document()
    assert person.records() == records
    assert person.session.document.history.undoable is None


def test_the_keyboard_jumps_from_phase_to_phase(person):
    person.window.calendar.timeline.setFocus()
    person.key("PgDown")
    person.until(lambda: person.session.focus.instant == shops.at(11, 10, 20))
    assert person.session.layout().name == "双11 爆发版"
    person.key("Left")
    person.until(lambda: person.session.layout().name == "日常版")
    person.key("Shift+Right")
    person.until(lambda: person.session.focus.instant == shops.at(11, 11, 19))
    assert person.session.layout().name == "双11 爆发版"
    person.sees_the_document()
