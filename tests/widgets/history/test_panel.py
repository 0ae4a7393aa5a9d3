"""Every step can be travelled to, and a version with a name can be brought back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from designer import language
from designer.actions import modules, variants
from tests.widgets import shops
from tests.widgets.inspector import scene
from widgets import commands
from widgets.history.keeping import Keeper
from widgets.history.list import StepsModel
from widgets.history.panel import HistoryPanel
from widgets.history.steps import Day, Step, moment_words, rows_of, steps_of
from widgets.history.versions import NameAsk
from widgets.session import Session

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qapp, tmp_path, flush, monkeypatch):
    monkeypatch.setattr(Keeper, "_picture", lambda *_: None)
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


def rows(panel) -> list:
    return panel.steps.rows.rows


def steps(panel) -> list[tuple[str, int]]:
    return [(row.label, row.away) for row in rows(panel) if isinstance(row, Step)]


def click(panel, away: int) -> None:
    """Click the step that is so many steps away."""
    found = (n for n, row in enumerate(rows(panel)) if isinstance(row, Step) and row.away == away)
    index = panel.steps.rows.index(next(found), 0)
    panel.steps.scrollTo(index)
    QTest.mouseClick(panel.steps.viewport(), LEFT, pos=panel.steps.visualRect(index).center())


def settled(panel, qtbot) -> None:
    qtbot.waitUntil(lambda: not panel._soon.isActive(), timeout=5000)


def test_the_newest_step_is_first_and_the_beginning_last(panel) -> None:
    told = steps(panel)
    assert [away for __, away in told] == [0, -1, -2, -3]
    assert "three" in told[0][0]
    assert told[-1][0] == "The project as it was created"
    assert panel.count.text() == "3 steps"


def test_steps_stand_under_their_day(panel) -> None:
    assert rows(panel)[0] == Day("Today")


def test_a_click_travels_back_and_the_undone_steps_stay_to_be_redone(panel, session, qtbot) -> None:
    heard = []
    session.changed.connect(heard.append)
    click(panel, -2)
    assert name(session) == "one"
    assert len(heard) == 1
    settled(panel, qtbot)
    assert [away for __, away in steps(panel)] == [2, 1, 0, -1]
    assert rows(panel)[0] == Day("Undone, can come back")
    click(panel, 2)
    assert name(session) == "three"


def test_undo_goes_on_from_where_one_travelled_to(panel, session) -> None:
    click(panel, -1)
    session.undo()
    assert name(session) == "one"
    session.redo()
    session.redo()
    assert name(session) == "three"


def test_the_beginning_can_be_reached(panel, session) -> None:
    click(panel, -3)
    assert name(session) == "主视觉海报"


def test_the_keys_travel_too(panel, session) -> None:
    panel.steps.setFocus()
    QTest.keyClick(panel.steps, Qt.Key.Key_Down)
    QTest.keyClick(panel.steps, Qt.Key.Key_Return)
    assert name(session) == "two"


def test_an_edit_after_travelling_ends_what_was_undone(panel, session, qtbot) -> None:
    click(panel, -2)
    modules.rename(session.document, id="mod_1", name="four")
    settled(panel, qtbot)
    assert [away for __, away in steps(panel)] == [0, -1, -2]
    assert "four" in steps(panel)[0][0]


def test_steps_are_searched_by_what_was_done(panel) -> None:
    QTest.keyClicks(panel.search, "two")
    assert [row.label for row in rows(panel) if isinstance(row, Step)] == [
        "Rename one to two", "Rename two to three",
    ][::-1]  # fmt: skip
    panel.search.clear()
    assert len(steps(panel)) == 4


def test_each_deed_has_a_sign(panel, session) -> None:
    variants.set_setting(session.document, variant="var_1a", setting="headline", value="Tea")
    modules.remove_modules(session.document, modules=["mod_2"])
    panel.refresh()
    found = [panel.signs.icon(row) for row in rows(panel) if isinstance(row, Step)]
    assert found == ["trash-2", "pencil", "type", "type", "type", "sparkles"]
    session.undo()
    panel.refresh()
    first = next(row for row in rows(panel) if isinstance(row, Step))
    assert (first.away, panel.signs.icon(first)) == (1, "trash-2")


def test_the_menu_of_a_step_offers_what_makes_sense(panel) -> None:
    here, other = (row for row in rows(panel)[:3] if isinstance(row, Step))
    enabled = {
        step.away: [one.isEnabled() for one in panel.menu_of(step).actions()]
        for step in (here, other)
    }
    assert enabled == {0: [False, False, True], -1: [True, True, True]}


def test_of_ten_thousand_steps_only_those_in_view_are_read(panel) -> None:
    now = datetime(2026, 11, 11, tzinfo=UTC)
    many = [Step(f"Step {n}", now - timedelta(minutes=n), -n, n, n) for n in range(10_000)]
    found = rows_of(many, zone="Asia/Shanghai", now=now)
    panel.steps.show_steps(many)
    panel.steps.grab()
    assert len(panel.signs._known) < 60
    assert isinstance(panel.steps.rows, StepsModel)
    assert sum(isinstance(row, Day) for row in found) == 8
    assert len(found) == 10_008


# ---- versions ----


def keep(panel, text: str, note: str = "") -> None:
    QTest.mouseClick(panel.keep, LEFT)
    assert panel.asking.isVisible()
    QTest.keyClicks(panel.asking.line, text)
    QTest.keyClicks(panel.asking.note, note)
    QTest.keyClick(panel.asking.line, Qt.Key.Key_Return)


def versions(panel) -> list[str]:
    return [card.accessibleName() for card in panel.cards()]


def test_a_version_is_named_and_brought_back_as_one_undoable_step(panel, session) -> None:
    keep(panel, "Before", "approved")
    assert versions(panel) == ["Before"]
    assert panel.cards()[0].version.note == "approved"
    assert panel.which.choice() == "versions"
    modules.rename(session.document, id="mod_1", name="spoilt")
    variants.add_variant(session.document, module="mod_1")
    QTest.mouseClick(panel.cards()[0].restore, LEFT)
    assert name(session) == "three"
    session.undo()
    assert name(session) == "spoilt"


def test_a_name_that_is_taken_is_refused_in_a_sentence(panel, session, qtbot) -> None:
    keep(panel, "Before")
    with qtbot.waitSignal(session.said) as heard:
        keep(panel, "Before")
    assert "Before" in heard.args[0]
    assert versions(panel) == ["Before"]


def test_a_version_gets_another_name_and_a_note(panel) -> None:
    keep(panel, "Before")
    actions = {one.text(): one for one in panel.cards()[0].menu().actions()}
    actions["Name and note…"].trigger()
    assert panel.asking.line.text() == "Before"
    QTest.keyClicks(panel.asking.line, "After")
    QTest.keyClicks(panel.asking.note, "by Lin")
    QTest.mouseClick(panel.asking.done, LEFT)
    panel.refresh()
    assert [(one.version.name, one.version.note) for one in panel.cards()] == [("After", "by Lin")]


def test_a_name_can_be_forgotten_and_an_empty_one_is_not_kept(panel) -> None:
    panel.show_part("versions")
    keep(panel, "   ")
    assert versions(panel) == []
    panel.asking.close()
    assert panel.none.isVisible()
    keep(panel, "Before")
    actions = {one.text(): one for one in panel.cards()[0].menu().actions()}
    actions["Forget the name; the steps stay"].trigger()
    panel.refresh()
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
    assert not panel.compare.isVisible()
    assert len(panel.menu_of(steps_of(session.document)[0]).actions()) == 1
    session.deleteLater()


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(), "20:30"),
        (timedelta(days=1), "yesterday 20:30"),
        (timedelta(days=9), "11-02 20:30"),
    ],
)
def test_a_version_says_when_it_was_in_the_shops_zone(ago, said) -> None:
    now = datetime(2026, 11, 11, 12, 30, tzinfo=UTC)
    assert moment_words(now - ago, zone="Asia/Shanghai", now=now) == said


def test_days_are_those_of_the_shop() -> None:
    now = datetime(2026, 11, 11, 17, 0, tzinfo=UTC)  # the 12th in Shanghai
    made = [Step("a", now - timedelta(hours=hours), -hours, 1, 1) for hours in (0, 2, 30)]
    titles = [row.title for row in rows_of(made, zone="Asia/Shanghai", now=now) if
              isinstance(row, Day)]  # fmt: skip
    assert titles == ["Today", "Yesterday", "2026-11-10"]
    language.use("zh_CN")
    assert rows_of(made, zone="Asia/Shanghai", now=now)[0] == Day("今天")


def test_the_command_asks_under_the_bar_and_keeps_name_and_note(session, qtbot) -> None:
    class Host(QWidget):
        """As much of a window as the command needs."""

        def __init__(self) -> None:
            super().__init__()
            self.session = session
            self.topbar = SimpleNamespace(page=QPushButton("Home", self))

    host = Host()
    qtbot.addWidget(host)
    host.show()
    for name_, note in (("Before", "by Lin"), ("After", "")):
        commands.name_version(host)
        (asking,) = host.findChildren(NameAsk)
        assert asking.isVisible()
        assert asking.line.text() == ""
        QTest.keyClicks(asking.line, name_)
        QTest.keyClicks(asking.note, note)
        QTest.keyClick(asking.line, Qt.Key.Key_Return)
    told = [(one.name, one.note) for one in session.project.versions()]
    assert told == [("Before", "by Lin"), ("After", "")]
