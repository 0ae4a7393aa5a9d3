"""Every step can be travelled to, and a version with a name can be brought back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.actions import modules, variants
from tests.widgets import shops
from tests.widgets.inspector import scene
from widgets.history.panel import HistoryPanel, VersionRow
from widgets.history.steps import moment_words
from widgets.session import Session

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qapp, tmp_path, flush):
    made = Session(shops.project(tmp_path, library=scene.library()), library=scene.library())
    for name in ("one", "two", "three"):
        modules.rename(made.document, id="mod_1", name=name)
        made.document.history.seal()
    yield made
    made.close()
    made.deleteLater()
    flush()


@pytest.fixture
def panel(session, qtbot):
    panel = HistoryPanel(session)
    qtbot.addWidget(panel)
    panel.resize(328, 600)
    panel.show()
    with qtbot.waitActive(panel):
        panel.activateWindow()
    return panel


def name(session) -> str:
    return session.document.records["mod_1"].name


def steps(panel) -> list[tuple[str, int]]:
    return [(step.label, step.away) for step in panel.steps.steps.steps]


def click(panel, row: int) -> None:
    index = panel.steps.steps.index(row, 0)
    panel.steps.scrollTo(index)
    at = panel.steps.visualRect(index).center()
    QTest.mouseClick(panel.steps.viewport(), LEFT, pos=at)


def settled(panel, qtbot) -> None:
    qtbot.waitUntil(lambda: not panel._soon.isActive(), timeout=2000)


def test_the_newest_step_is_first_and_the_beginning_last(panel) -> None:
    told = steps(panel)
    assert [away for __, away in told] == [0, -1, -2, -3]
    assert "three" in told[0][0]
    assert told[-1][0] == "The project as it was created"
    assert panel.count.text() == "3 steps"


def test_a_click_travels_back_and_the_undone_steps_stay_to_be_redone(panel, session, qtbot) -> None:
    click(panel, 2)
    assert name(session) == "one"
    settled(panel, qtbot)
    assert [away for __, away in steps(panel)] == [2, 1, 0, -1]
    click(panel, 0)
    assert name(session) == "three"


def test_the_beginning_can_be_reached(panel, session) -> None:
    click(panel, 3)
    assert name(session) == "主视觉海报"


def test_the_keys_travel_too(panel, session) -> None:
    panel.steps.setFocus()
    QTest.keyClick(panel.steps, Qt.Key.Key_Down)
    QTest.keyClick(panel.steps, Qt.Key.Key_Return)
    assert name(session) == "two"


def test_an_edit_after_travelling_ends_what_was_undone(panel, session, qtbot) -> None:
    click(panel, 2)
    modules.rename(session.document, id="mod_1", name="four")
    settled(panel, qtbot)
    assert [away for __, away in steps(panel)] == [0, -1, -2]
    assert "four" in steps(panel)[0][0]


def keep(panel, text: str) -> None:
    QTest.mouseClick(panel.keep, LEFT)
    assert panel.asking.isVisible()
    QTest.keyClicks(panel.asking.line, text)
    QTest.keyClick(panel.asking.line, Qt.Key.Key_Return)


def versions(panel) -> list[str]:
    rows = (panel.versions.itemAt(n).widget() for n in range(panel.versions.count()))
    return [row.accessibleName() for row in rows if isinstance(row, VersionRow)]


def test_a_version_is_named_and_brought_back_as_one_undoable_step(panel, session, qtbot) -> None:
    keep(panel, "Before")
    assert versions(panel) == ["Before"]
    modules.rename(session.document, id="mod_1", name="spoilt")
    variants.add_variant(session.document, module="mod_1")
    row = panel.versions.itemAt(0).widget()
    QTest.mouseClick(row.restore, LEFT)
    assert name(session) == "three"
    session.undo()
    assert name(session) == "spoilt"


def test_a_name_that_is_taken_is_refused_in_a_sentence(panel, session, qtbot) -> None:
    keep(panel, "Before")
    with qtbot.waitSignal(session.said) as heard:
        keep(panel, "Before")
    assert "Before" in heard.args[0]
    assert versions(panel) == ["Before"]


def test_a_name_can_be_forgotten_and_an_empty_one_is_not_kept(panel) -> None:
    keep(panel, "   ")
    assert versions(panel) == []
    panel.asking.close()
    keep(panel, "Before")
    QTest.mouseClick(panel.versions.itemAt(0).widget().forget, LEFT)
    assert versions(panel) == []
    assert panel.none.isVisible()


def test_a_hidden_panel_is_right_when_it_is_shown(panel, session) -> None:
    panel.hide()
    modules.rename(session.document, id="mod_1", name="hidden")
    panel.show()
    assert "hidden" in steps(panel)[0][0]


def test_a_project_in_memory_keeps_no_versions(qtbot) -> None:
    session = scene.session()
    panel = HistoryPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.keep.isVisible()
    session.deleteLater()


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(), "20:30"),
        (timedelta(days=1), "yesterday 20:30"),
        (timedelta(days=9), "11-02 20:30"),
    ],
)
def test_a_step_says_when_it_was_in_the_shops_zone(ago, said) -> None:
    now = datetime(2026, 11, 11, 12, 30, tzinfo=UTC)
    assert moment_words(now - ago, zone="Asia/Shanghai", now=now) == said
