"""The calendar: time is a place that can be dragged, clicked, wheeled and typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import QDateTime, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from designer import language
from designer.records import Campaign
from tests.widgets import shops
from tests.widgets.look.test_look import contrast
from widgets.calendar.bar import CalendarBar
from widgets.calendar.dates import boundaries, days, phase_at, phases, spoken
from widgets.calendar.drawing import COLOURS, lanes
from widgets.calendar.instant import InstantButton
from widgets.calendar.timeline import Timeline

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def timeline(qtbot, session):
    widget = Timeline(session)
    qtbot.addWidget(widget)
    widget.resize(800, 76)
    widget.show()
    return widget


def test_places_and_instants_answer_each_other(timeline):
    for instant in (shops.at(10, 24, 20), shops.at(11, 5, 20), shops.at(11, 12)):
        near = timeline.instant_at(timeline.x_of(instant))
        assert abs(near - instant) <= timedelta(minutes=15)
        assert near.minute % 15 == 0


def test_every_phase_can_be_seen_from_its_beginning_to_its_end(timeline, session):
    for phase in phases(session.document):
        assert 0 < timeline.x_of(phase.start) < timeline.x_of(phase.end) < timeline.width()


def test_a_click_moves_the_time_and_the_store_changes(timeline, session, qtbot):
    x = timeline.x_of(shops.at(11, 11))
    with qtbot.waitSignal(session.selected):
        qtbot.mouseClick(timeline, LEFT, pos=QPoint(round(x), 20))
    assert session.focus.layout == "lay_peak"


def test_a_long_drag_tells_the_store_once_a_frame_at_most(timeline, session, qtbot):
    heard = []
    session.selected.connect(heard.append)
    QTest.mousePress(timeline, LEFT, NONE, QPoint(100, 20))
    for x in range(100, 600, 2):
        QTest.mouseMove(timeline, QPoint(x, 20))
        timeline.move_to(timeline.instant_at(x))
    QTest.mouseRelease(timeline, LEFT, NONE, QPoint(600, 20))
    qtbot.wait(60)
    assert 1 <= len(heard) < 60
    assert session.focus.instant == timeline.instant_at(598)


def test_arrow_keys_walk_hours_and_with_shift_days(timeline, session, qtbot):
    start = session.focus.instant
    steps = (
        (Qt.Key.Key_Right, NONE, timedelta(hours=1)),
        (Qt.Key.Key_Left, NONE, timedelta(0)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, timedelta(days=1)),
    )
    for key, modifier, after in steps:
        qtbot.keyClick(timeline, key, modifier)
        qtbot.waitUntil(lambda after=after: session.focus.instant == start + after)


def test_page_keys_jump_from_phase_to_phase(timeline, session, qtbot):
    qtbot.keyClick(timeline, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: session.focus.instant == shops.at(11, 10, 20))
    qtbot.keyClick(timeline, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: session.focus.instant == shops.at(10, 31, 20))


def test_the_wheel_moves_an_hour_a_notch(timeline, session, qtbot):
    start, at = session.focus.instant, QPointF(300, 20)
    wheel = QWheelEvent(
        at, timeline.mapToGlobal(at), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(timeline, wheel)
    qtbot.waitUntil(lambda: session.focus.instant == start + timedelta(hours=2))


def test_it_follows_an_instant_set_elsewhere(timeline, session):
    before = timeline.grab().toImage()
    session.look(instant=shops.at(10, 26))
    assert timeline.grab().toImage() != before


def test_a_far_instant_widens_the_line(timeline, session):
    session.look(instant=shops.at(12, 24))
    assert timeline.x_of(shops.at(12, 24)) < timeline.width()


def test_a_changed_campaign_is_drawn_anew(timeline, session):
    before = timeline.grab().toImage()
    campaign = session.document.get("cmp_11", Campaign)
    later = tuple(msgspec.structs.replace(p, start=p.start, end=p.end) for p in campaign.phases[:2])
    with session.document.transaction("Shorter"):
        page = msgspec.structs.replace(session.page(), rules=())
        session.document.put(page)
        session.document.put(msgspec.structs.replace(campaign, phases=later))
    assert timeline.grab().toImage() != before


def test_phases_that_overlap_stand_in_lanes(timeline, session):
    campaign = session.document.get("cmp_11", Campaign)
    first = campaign.phases[0]
    twin = msgspec.structs.replace(first, id="pha_twin", name="种草", type="seeding")
    with session.document.transaction("Overlap"):
        session.document.put(msgspec.structs.replace(campaign, phases=(*campaign.phases, twin)))
    placed = {phase.id: lane for phase, lane in lanes(phases(session.document))}
    assert {placed["pha_presale"], placed["pha_twin"]} == {0, 1}
    assert not timeline.grab().isNull()


@pytest.mark.parametrize("type", [name for name in COLOURS if name != "daily"])
def test_white_names_read_on_the_colour_of_every_phase(type):
    assert contrast("#ffffff", COLOURS[type]) >= 4.5


def test_the_phase_of_an_instant_is_half_open(session):
    document = session.document
    assert phase_at(document, shops.at(11, 10, 20)).id == "pha_peak"
    assert phase_at(document, shops.at(11, 12)).id == "pha_encore"
    assert phase_at(document, shops.at(11, 16)) is None
    assert boundaries(document)[0] == shops.at(10, 24, 20)


def test_days_begin_at_the_first_midnight_inside():
    start = datetime(2026, 11, 1, 12, tzinfo=UTC)
    found = [day.day for day in days(start, start + timedelta(days=5), step=2)]
    assert found == [2, 4, 6]


@pytest.mark.parametrize(("tongue", "said"), [("en", "Nov 8, 20:00"), ("zh_CN", "11月8日 20:00")])
def test_an_instant_is_said_in_the_users_way(tongue, said):
    language.use(tongue)
    assert spoken(shops.at(11, 8, 20)) == said


# ---- the button ----


def test_the_button_says_the_instant_and_its_sheet_sets_it(qtbot, session):
    button = InstantButton(session)
    qtbot.addWidget(button)
    button.show()
    assert button.text() == "Nov 5, 20:00"
    qtbot.mouseClick(button, LEFT)
    sheet = button.sheet
    moment = QDateTime.fromMSecsSinceEpoch(round(shops.at(11, 11, 9).timestamp() * 1000))
    sheet.edit.setDateTime(moment.toTimeZone(sheet.edit.timeZone()))
    assert session.focus.instant == shops.at(11, 11, 9)
    assert button.text() == "Nov 11, 09:00"
    sheet.close()


def test_the_sheet_jumps_to_the_beginning_of_a_phase(qtbot, session):
    button = InstantButton(session)
    qtbot.addWidget(button)
    button.show()
    button.open_sheet()
    peak = next(b for b in button.sheet.findChildren(QAbstractButton) if "爆发" in b.text())
    qtbot.mouseClick(peak, LEFT)
    assert session.focus.instant == shops.at(11, 10, 20)
    assert button.sheet.edit.dateTime().toString("MM-dd HH:mm") == "11-10 20:00"
    button.sheet.close()


def test_the_bar_holds_title_line_and_what_is_put_at_its_right(qtbot, session):
    from widgets.look.controls import Text

    bar = CalendarBar(session, left=280, right=320)
    qtbot.addWidget(bar)
    people = Text("people")
    bar.add_right(people)
    bar.resize(1200, 76)
    bar.show()
    assert people.width() == 320
    assert bar.timeline.width() == pytest.approx(1200 - 280 - 320 - 2, abs=2)
