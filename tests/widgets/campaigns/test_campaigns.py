"""Campaigns: made, named, dated and taken away in their window, each change a step of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDateTime, Qt

from designer.records import Campaign
from widgets.campaigns.dialog import CampaignDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(window, qtbot):
    window.menus.actions["campaigns.edit"].trigger()
    qtbot.waitUntil(lambda: window.findChild(CampaignDialog) is not None)
    made = window.findChild(CampaignDialog)
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def campaign(session, key="cmp_11"):
    return session.document.get(key, Campaign)


def test_phases_are_listed_in_the_order_of_time(dialog, session):
    assert list(dialog.rows) == [phase.id for phase in campaign(session).phases]
    first = dialog.rows["pha_presale"]
    assert first.name.text() == "预售"
    assert first.start.moment() == campaign(session).phases[0].start


def test_a_campaign_and_a_phase_are_made_and_undone(dialog, session, qtbot):
    qtbot.mouseClick(dialog.add, LEFT)
    made = dialog.campaign()
    assert made is not None
    assert made.id != "cmp_11"
    assert made.phases == ()
    qtbot.mouseClick(dialog.more, LEFT)
    qtbot.mouseClick(dialog.more, LEFT)
    first, second = campaign(session, made.id).phases
    assert first.end == second.start
    for _ in range(3):
        session.undo()
    assert len(session.document.all(Campaign)) == 1
    assert dialog.campaign().id == "cmp_11"


def test_a_phase_gets_another_name_type_and_date(dialog, session, qtbot):
    row = dialog.rows["pha_encore"]
    row.name.setFocus()
    row.name.selectAll()
    qtbot.keyClicks(row.name, "Encore")
    qtbot.keyClick(row.name, Qt.Key.Key_Return)
    assert campaign(session).phases[-1].name == "Encore"
    row.type.setCurrentIndex(row.type.place_of("daily"))
    row.type.activated.emit(row.type.currentIndex())
    assert campaign(session).phases[-1].type == "daily"
    row.end.edit.setDateTime(QDateTime.fromString("2026-11-20T08:00:00", "yyyy-MM-ddTHH:mm:ss"))
    assert campaign(session).phases[-1].end.day == 20


def test_a_phase_that_would_end_before_it_starts_stays(dialog, session, qtbot):
    row, before = dialog.rows["pha_encore"], campaign(session)
    with qtbot.waitSignal(session.said) as said:
        row.end.edit.setDateTime(QDateTime.fromString("2026-11-01T08:00:00", "yyyy-MM-ddTHH:mm:ss"))
    assert said.args[1] == "problem"
    assert campaign(session) == before
    assert row.end.moment() == before.phases[-1].end


def test_a_phase_that_a_rule_follows_is_not_taken_away(dialog, session, qtbot):
    with qtbot.waitSignal(session.said) as said:
        qtbot.mouseClick(dialog.rows["pha_peak"].away, LEFT)
    assert said.args[1] == "problem"
    assert "pha_peak" in dialog.rows
    qtbot.mouseClick(dialog.rows["pha_encore"].away, LEFT)
    assert "pha_encore" not in dialog.rows


def test_without_a_campaign_it_says_what_one_is(dialog, session, qtbot):
    qtbot.mouseClick(dialog.add, LEFT)
    qtbot.mouseClick(dialog.remove, LEFT)
    assert dialog.campaign().id == "cmp_11"
    assert not dialog.none.isVisible()
