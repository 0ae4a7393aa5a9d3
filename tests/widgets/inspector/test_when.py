"""An instant is picked by day, by the clock or by a phase, and said in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer import language
from designer.kinds.settings.date_time import Countdown, DateTime
from tests.widgets.inspector import scene
from tests.widgets.inspector.test_access import nameless
from tests.widgets.inspector.test_fields import NAME, make
from widgets.inspector.when import relative, zone_words
from widgets.parts.month import Month

__all__ = ["make"]

LEFT = Qt.MouseButton.LeftButton
PEAK = "2026-11-10T20:00:00+08:00"


@pytest.fixture
def field(make):
    made = make(DateTime(id="a", label=NAME), "2026-11-08T20:00:00+08:00")
    QTest.mouseClick(made.moment.open, LEFT)
    yield made
    made.moment.popup.close()


def last(field) -> datetime:
    return datetime.fromisoformat(field.heard[-1])


def days(field):
    return field.moment.popup.month.days


def test_a_click_on_a_day_keeps_the_time(field) -> None:
    QTest.mouseClick(
        days(field), LEFT, pos=days(field).rect_of(date(2026, 11, 20)).center().toPoint()
    )
    assert last(field) == scene.at(11, 20, 20)
    assert field.moment.edit.text() == "2026-11-20  20:00"


def test_the_keys_walk_days_and_months(field) -> None:
    days(field).setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        QTest.keyClick(days(field), key)
    assert last(field) == scene.at(12, 16, 20)
    assert "2026" in field.moment.popup.month.title.text()


def test_the_clock_is_typed_and_goes_round(field) -> None:
    popup = field.moment.popup
    popup.hour.setFocus()
    popup.hour.selectAll()
    QTest.keyClicks(popup.hour, "9")
    assert last(field).hour == 9
    assert popup.minute.text() == "00"
    popup.minute.setFocus()
    QTest.keyClick(popup.minute, Qt.Key.Key_Down)
    assert last(field).minute == 59


def test_the_beginnings_and_ends_of_phases_are_offered_in_order(field) -> None:
    shown = [(one.title, one.value) for one in field.moment.popup.phases._all]
    assert ("双11 爆发 starts", PEAK) in shown
    assert ("双11 爆发 ends", "2026-11-12T00:00:00+08:00") in shown
    assert [value for __, value in shown] == sorted(value for __, value in shown)
    marked = field.moment.popup.phases.currentIndex().data()
    assert marked == "双11 预热 ends", "the next one is in view"


def test_a_phase_sets_the_instant_in_the_shops_zone(field) -> None:
    field.moment.popup.phases.picked.emit(PEAK)
    assert last(field) == scene.at(11, 10, 20)
    assert last(field).utcoffset() == timedelta(hours=8)
    assert days(field).chosen == date(2026, 11, 10)
    assert "双11 爆发 starts" in field.moment.about.text()


def test_the_zone_of_the_shop_and_the_distance_are_said(make) -> None:
    field = make(DateTime(id="a", label=NAME), "2026-11-11T20:00:00+08:00")
    said = field.moment.about.text()
    assert "UTC+8  Asia/Shanghai" in said
    assert "3 days later" in said
    assert "during 双11 爆发" in said


def test_without_an_instant_nothing_is_said(make) -> None:
    field = make(DateTime(id="a", label=NAME))
    assert not field.moment.about.isVisible()
    assert not field.moment.open.isVisible()


def test_a_countdown_counts_to_a_phase(make) -> None:
    field = make(Countdown(id="a", label=NAME), {"until": PEAK, "label": "距开抢"})
    QTest.mouseClick(field.moment.open, LEFT)
    field.moment.popup.phases.picked.emit("2026-11-12T00:00:00+08:00")
    assert field.heard[-1] == {"until": "2026-11-12T00:00:00+08:00", "label": "距开抢"}
    field.moment.popup.close()


def test_everything_in_the_popup_has_a_name(field) -> None:
    assert nameless(field.moment.popup) == []


@pytest.mark.parametrize(
    ("minutes", "en", "zh"),
    [
        (0, "at the simulated time", "就在模拟时刻"),
        (1, "1 minute later", "模拟时刻后 1 分钟"),
        (-90, "2 hours earlier", "模拟时刻前 2 小时"),
        (3 * 1440, "3 days later", "模拟时刻后 3 天"),
    ],
)
def test_distances_are_said_in_both_languages(minutes, en, zh) -> None:
    now = scene.at(11, 8, 20)
    assert relative(now + timedelta(minutes=minutes), now) == en
    language.use("zh_CN")
    assert relative(now + timedelta(minutes=minutes), now) == zh


def test_a_zone_with_half_an_hour_is_said() -> None:
    assert zone_words(datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Kolkata"))).startswith("UTC+5.5")


@pytest.fixture(scope="module")
def month(qapp):
    made = Month()
    yield made
    made.deleteLater()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-40, 40))
def test_every_day_is_where_it_is_looked_for(month, day, months) -> None:
    shown = month.days
    shown.show_day(day, today=day, spans=())
    assert shown.day_at(shown.rect_of(day).center()) == day
    shown.turn(months)
    assert shown.first.day == 1
    assert shown.start().weekday() == 0
    assert shown.day_at(shown.rect_of(shown.at).center()) == shown.at
