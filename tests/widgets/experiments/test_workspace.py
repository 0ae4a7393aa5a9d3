"""The experiments workspace from the first test to the last, by mouse and key."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from designer.actions.rules import remove_rule
from designer.records import Experiment, Layer
from tests.widgets.experiments import lab
from widgets.experiments.looks import whom_it_reaches
from widgets.experiments.words import METRICS, places_of
from widgets.experiments.workspace import ExperimentsWorkspace

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def heard(session) -> list[str]:
    said: list[str] = []
    session.said.connect(lambda text, tone: said.append(text))
    return said


@pytest.fixture
def room(qtbot, tests) -> ExperimentsWorkspace:
    return opened(qtbot, tests)


def opened(qtbot, session) -> ExperimentsWorkspace:
    made = ExperimentsWorkspace(session)
    qtbot.addWidget(made)
    made.page.looks._show_pages = lambda experiment: None  # the web view has a test of its own
    made.resize(1440, 848)
    made.show()
    return made


def hero(session) -> Experiment:
    return session.document.get("exp_hero", Experiment)


def test_tests_layers_and_holdout_stand_at_the_left(room):
    assert list(room.tests.lines) == ["exp_hero", "exp_price"]
    assert room.tests.lines["exp_hero"].terms == "50 / 50 · coverage 80%"
    assert room.tests.lines["exp_price"]._figure == "nowhere"
    assert room.layers.lines["lyr_home"].terms == "2 tests"
    assert room.holdout.share.share() == 0.1


def test_an_empty_shop_invites_to_the_first_test(qtbot, session):
    room = opened(qtbot, session)
    assert room.pages.currentIndex() == 2
    assert not room.facts.isVisible()
    QTest.mouseClick(room.begin, LEFT)
    made = session.document.all(Experiment)[0]
    assert (made.name, [arm.weight for arm in made.arms]) == ("New test", [0.5, 0.5])
    assert room.page.key == made.id
    assert room.focusWidget() is room.page.name
    session.undo()
    assert session.document.all(Experiment) == ()
    assert room.pages.currentIndex() == 2


def test_coming_in_the_keyboard_stands_on_the_open_test(room):
    assert room.focusWidget() is room.tests.lines["exp_hero"]
    QTest.keyClick(room.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(room.focusWidget(), Qt.Key.Key_Return)
    assert room.page.name.text() == "price"


def test_a_line_is_opened_by_mouse_and_by_key(room):
    QTest.mouseClick(room.tests.lines["exp_price"], LEFT)
    assert room.page.name.text() == "price"
    QTest.keyClick(room.tests.lines["exp_price"], Qt.Key.Key_Up)
    QTest.keyClick(room.tests.lines["exp_hero"], Qt.Key.Key_Return)
    assert room.page.name.text() == "hero"
    QTest.mouseClick(room.layers.lines["lyr_home"], LEFT)
    assert room.layer_page.name.text() == "Home layer"
    assert not room.facts.isVisible()


def test_a_copy_has_a_key_and_arms_of_its_own(room, tests):
    QTest.keyClick(room.tests.lines["exp_hero"], Qt.Key.Key_D, CONTROL)
    copy = next(one for one in tests.document.all(Experiment) if one.name == "hero 2")
    assert copy.key != hero(tests).key
    assert not {arm.id for arm in copy.arms} & {arm.id for arm in hero(tests).arms}
    assert (copy.coverage, copy.metric, copy.slice) == (0.8, hero(tests).metric, None)
    tests.undo()
    assert len(tests.document.all(Experiment)) == 2


def test_a_running_test_is_not_removed_and_says_where_it_runs(room, tests, heard):
    QTest.keyClick(room.tests.lines["exp_hero"], Qt.Key.Key_Delete)
    assert "主视觉海报" in heard[-1]
    place = places_of(tests.document, "exp_hero")[0]
    remove_rule(tests.document, slot=place.slot.id, rule=place.rule.id)
    QTest.keyClick(room.tests.lines["exp_hero"], Qt.Key.Key_Delete)
    assert list(room.tests.lines) == ["exp_price"]
    assert room.page.key == "exp_price"


def test_a_layer_in_use_is_not_removed(room, tests, heard):
    QTest.mouseClick(room.layers.plus, LEFT)
    assert {one.name for one in tests.document.all(Layer)} == {"New layer", "Home layer"}
    QTest.keyClick(room.layers.lines["lyr_home"], Qt.Key.Key_Delete)
    assert "still used" in heard[-1]


def test_another_key_must_be_confirmed(room, tests):
    seed = room.page.seed
    seed.line.setFocus()
    QTest.keyClicks(seed.line, "x")
    assert hero(tests).key == "exp_hero-2026"
    assert "reshuffles" in seed.note.text()
    QTest.mouseClick(seed.keep, LEFT)
    assert seed.line.text() == "exp_hero-2026"
    assert not seed.isVisible()
    QTest.keyClick(seed.line, Qt.Key.Key_End)
    QTest.keyClicks(seed.line, "-b")
    QTest.mouseClick(seed.change, LEFT)
    assert hero(tests).key == "exp_hero-2026-b"
    assert not seed.isVisible()


def test_a_key_that_another_test_has_is_refused_in_place(room, tests):
    seed = room.page.seed
    seed.line.selectAll()
    QTest.keyClicks(seed.line, "exp_price-2026")
    QTest.keyClick(seed.line, Qt.Key.Key_Return)
    assert hero(tests).key == "exp_hero-2026"
    assert "Two experiments" in seed.note.text()


def test_the_metric_is_one_of_the_fields_words(room, tests):
    combo = room.page.measure
    assert [combo.itemData(n) for n in range(combo.count())] == list(METRICS)
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_End)
    combo.activated.emit(combo.currentIndex())
    assert hero(tests).metric == "order_value"


def test_a_strange_metric_of_a_file_is_kept(room, tests):
    lab.put(tests.document, msgspec.structs.replace(hero(tests), metric="dwell"))
    assert room.page.measure.currentText() == "dwell"


def test_the_holdout_is_typed_and_refused_beyond_everything(room, tests):
    spin = room.holdout.share
    for text, share in (("12.5", 0.125), ("120", 0.125)):
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, text)
        QTest.keyClick(spin, Qt.Key.Key_Return)
        assert tests.document.shop.holdout.share == share
    assert "0 % and 100 %" in room.holdout.note.text()


def test_looking_at_an_arm_sees_through_somebody_it_reaches(room, tests):
    button = room.page.looks.buttons["arm_b"]
    QTest.mouseClick(button, LEFT)
    assert tests.focus.arms == {"exp_hero": "arm_b"}
    assert tests.focus.persona == whom_it_reaches(tests, "exp_hero") == "per_lin"
    assert tests.seen(lab.POSTER) == "var_1b"
    assert button.isChecked()
    QTest.keyClick(room.page.looks.drawn, Qt.Key.Key_Return)
    assert tests.focus.arms == {}
    assert not button.isChecked()


def test_open_in_design_selects_the_module(room, tests):
    QTest.mouseClick(room.page.places.cards[0].go, LEFT)
    focus = tests.focus
    assert (focus.workspace, focus.page, focus.modules) == ("design", "page_home", (lab.POSTER,))


def test_the_split_is_shown_with_numbers(qtbot, room, tests):
    lab.peopled(tests.document)
    panel = room.panel
    qtbot.waitUntil(lambda: panel.counter.census is not None, timeout=30_000)
    where = {row.bar.text: row.bar.people for row in panel.where.rows}
    assert sum(where.values()) == 4000
    assert where["Not in its audience"] == 0
    assert [row.bar.planned for row in panel.arms.rows] == [0.5, 0.5]
    plan = f"{4000 * 0.9 * 0.6 * 0.8 / 2:,.0f}"
    assert all(f"planned {plan}" in row.bar.note for row in panel.arms.rows)
    assert any("at a rate of 5 %" in note.text() for note in panel.notes)


def test_without_a_population_one_can_be_made(qtbot, room, tests):
    assert room.panel.said.text() == "No population to count yet"
    QTest.mouseClick(room.panel.make, LEFT)
    qtbot.waitUntil(lambda: room.panel.counter.census is not None, timeout=60_000)
    assert room.panel.counter.census.people == 100_000


def test_a_project_for_looking_only_takes_no_edit_but_shows_its_arms(qtbot, tests):
    tests.document.read_only = "another window has it open"
    room = opened(qtbot, tests)
    before = hero(tests)
    QTest.mouseClick(room.tests.plus, LEFT)
    QTest.mouseClick(room.page.arms.equalise, LEFT)
    QTest.mouseClick(room.page.arms.add, LEFT)
    assert (tests.document.all(Experiment)[0], hero(tests)) == (before, before)
    QTest.mouseClick(room.page.looks.buttons["arm_b"], LEFT)
    assert tests.focus.arms == {"exp_hero": "arm_b"}


def test_hidden_it_waits_and_catches_up_when_seen(room, tests):
    room.hide()
    lab.put(tests.document, msgspec.structs.replace(hero(tests), name="Later"))
    assert room.page.name.text() == "hero"
    room.show()
    assert room.page.name.text() == "Later"


def test_nothing_flashes_as_a_window_of_its_own_while_the_room_is_made(qtbot, qapp, tests):
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
            is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
            if is_shown and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    room = opened(qtbot, tests)
    lab.put(tests.document, msgspec.structs.replace(hero(tests), arms=lab.arms(1.0, 0.0)))
    room.choose("lyr_home")
    room.choose("exp_price")
    qapp.removeEventFilter(watch)
    assert shown == ["ExperimentsWorkspace"]
