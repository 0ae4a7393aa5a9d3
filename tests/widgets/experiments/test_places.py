"""A test is run on pages and modules, each as one step, and what its arms show can be changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.actions.rules import add_rule
from designer.document.queries import slot
from designer.records import EVERYBODY, HIDDEN, Experiment, InSegment, Run, Show
from tests.widgets.experiments import lab
from widgets.experiments.places import PlacesEdit, catches_all, starting
from widgets.experiments.words import every_slot, path_of, places_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def edit(qtbot, tests) -> PlacesEdit:
    made = PlacesEdit(tests)
    qtbot.addWidget(made)
    made.resize(700, 500)
    show(made, tests)
    made.show()
    return made


def show(edit: PlacesEdit, session) -> None:
    edit.show_experiment(session.document.get("exp_hero", Experiment))


def pick(edit: PlacesEdit, text: str) -> None:
    """Open the list, search, and take the first."""
    QTest.mouseClick(edit.run, LEFT)
    lab.write(edit.chooser.search, text)
    QTest.keyClick(edit.chooser.search, Qt.Key.Key_Return)


def test_each_place_says_where_it_is_and_for_whom(edit):
    assert [card.title.text() for card in edit.cards] == ["主视觉海报"]
    assert edit.cards[0].path.text() == "首页 › 日常版 · floor 1"
    assert edit.cards[0].audience.text() == "Everybody · All the time"


def test_running_it_on_a_module_is_one_step(edit, tests, qtbot):
    before = slot(tests.document, "mod_4").rules
    pick(edit, "Gen Z")
    assert edit.popup.isVisible()
    chip = edit.popup.audience.chips.chips["seg_genz"]
    QTest.mouseClick(chip, LEFT)
    QTest.mouseClick(edit.popup.done, LEFT)
    rule = slot(tests.document, "mod_4").rules[-1]
    assert rule.audience == InSegment(segment="seg_genz")
    assert rule.outcome == Run(
        experiment="exp_hero", arms={"arm_a": HIDDEN, "arm_b": "var_4a"}
    )
    tests.undo()
    assert slot(tests.document, "mod_4").rules == before


def test_running_it_on_a_page_gives_arms_to_layouts(edit, tests):
    pick(edit, "首页")
    QTest.mouseClick(edit.popup.done, LEFT)
    rule = slot(tests.document, "page_home").rules[-1]
    assert rule.outcome.arms == {"arm_a": "lay_daily", "arm_b": "lay_peak"}


def test_a_slot_that_runs_it_is_not_offered_again(edit):
    QTest.mouseClick(edit.run, LEFT)
    lab.write(edit.chooser.search, "主视觉海报")
    assert edit.chooser.nothing.isVisible()
    edit.chooser.close()


def test_below_a_rule_for_everybody_it_would_reach_nobody_so_it_goes_first(edit, tests):
    add_rule(tests.document, slot="mod_4", outcome=Show(variant="var_4a"), index=0)
    assert catches_all(slot(tests.document, "mod_4"))
    pick(edit, "Gen Z")
    assert edit.popup.place.choice() == "first"
    QTest.mouseClick(edit.popup.done, LEFT)
    assert isinstance(slot(tests.document, "mod_4").rules[0].outcome, Run)


def test_escape_runs_it_nowhere(edit, tests):
    pick(edit, "Gen Z")
    QTest.keyClick(edit.popup, Qt.Key.Key_Escape)
    assert not edit.popup.isVisible()
    assert len(places_of(tests.document, "exp_hero")) == 1


def test_an_arm_shows_something_else_by_the_keyboard(edit, tests):
    combo = edit.cards[0].choices.combos["arm_a"]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    combo.activated.emit(combo.currentIndex())
    run = places_of(tests.document, "exp_hero")[0].run
    assert run.arms == {"arm_a": "var_1b", "arm_b": "var_1b"}


def test_a_place_is_left_with_one_press(edit, tests):
    QTest.mouseClick(edit.cards[0].remove, LEFT)
    assert places_of(tests.document, "exp_hero") == ()
    show(edit, tests)
    assert edit.none.isVisible()
    assert edit.cards == []


def test_every_slot_is_found_once_with_its_path(tests):
    document = tests.document
    found = every_slot(document)
    assert len({at.id for at in found}) == len(found)
    assert {"page_home", "page_new", "mod_0", "mod_film", "mod_sale"} <= {at.id for at in found}
    assert path_of(document, slot(document, "mod_sale")) == "首页 › 双11 爆发版 · floor 1"


def test_to_start_with_the_control_shows_the_default(tests):
    test = lab.experiment("exp_x", 0.4, 0.3, 0.3)
    at = slot(tests.document, lab.POSTER)
    assert starting(at, test) == {"arm_a": "var_1a", "arm_b": "var_1b", "arm_c": "var_1a"}
    assert at.rules[0].audience == EVERYBODY
