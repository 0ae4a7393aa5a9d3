"""Arms are edited by mouse and key; impossible weights are refused in place and never kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.actions.experiments import set_experiment
from designer.records import Experiment
from tests.widgets.experiments import lab
from widgets.experiments.arms import ArmsEdit

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def edit(qtbot, tests) -> ArmsEdit:
    made = ArmsEdit(tests)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_experiment(hero_of(tests))
    made.show()
    return made


def hero_of(session) -> Experiment:
    return session.document.get("exp_hero", Experiment)


def weights(session) -> list[float]:
    return [arm.weight for arm in hero_of(session).arms]


def type_weight(edit: ArmsEdit, arm: str, text: str) -> None:
    spin = edit.rows[arm].weight
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, text)
    QTest.keyClick(spin, Qt.Key.Key_Return)


def three(edit, session) -> None:
    made = lab.experiment("exp_hero", 0.5, 0.3, 0.2, start=0.0, end=0.6, coverage=0.8)
    set_experiment(session.document, experiment=made)
    session.document.history.seal()
    edit.show_experiment(hero_of(session))


def test_of_two_arms_the_other_takes_the_rest(edit, tests):
    type_weight(edit, "arm_a", "70")
    assert weights(tests) == [0.7, 0.3]
    assert edit.rows["arm_b"].weight.share() == 0.3
    assert edit.total.text() == "Together 100%"


def test_a_weight_above_100_is_refused_in_place(edit, tests):
    type_weight(edit, "arm_a", "120")
    assert weights(tests) == [0.5, 0.5]
    assert "between 0 % and 100 %" in edit.note.text()
    assert edit.note.isVisible()


def test_three_weights_wait_until_they_add_up(edit, tests):
    three(edit, tests)
    type_weight(edit, "arm_a", "60")
    assert weights(tests) == [0.5, 0.3, 0.2]
    assert "10% too much" in edit.note.text()
    type_weight(edit, "arm_b", "20")
    assert weights(tests) == [0.6, 0.2, 0.2]
    assert not edit.note.isVisible()


def test_weights_that_do_not_add_up_are_scaled_on_request(edit, tests):
    three(edit, tests)
    type_weight(edit, "arm_a", "150")
    type_weight(edit, "arm_a", "50")
    type_weight(edit, "arm_c", "0")
    assert "20% missing" in edit.note.text()
    QTest.mouseClick(edit.fit, LEFT)
    assert weights(tests) == [0.625, 0.375, 0.0]
    assert not edit.fit.isVisible()


def test_equal_weights_are_one_step_that_can_be_undone(edit, tests):
    three(edit, tests)
    QTest.mouseClick(edit.equalise, LEFT)
    assert weights(tests) == [0.3334, 0.3333, 0.3333]
    tests.undo()
    assert weights(tests) == [0.5, 0.3, 0.2]


def test_dragging_the_edge_of_the_bar_is_one_step(edit, tests):
    bar = edit.bar
    QTest.mousePress(bar, LEFT, pos=QPoint(round(bar.x_of(0.5)), 14))
    for share in (0.55, 0.6, 0.65):
        QTest.mouseMove(bar, QPoint(round(bar.x_of(share)), 14))
    QTest.mouseRelease(bar, LEFT, pos=QPoint(round(bar.x_of(0.65)), 14))
    assert weights(tests) == [0.65, 0.35]
    tests.undo()
    assert weights(tests) == [0.5, 0.5]


def test_an_arm_more_serves_the_slots_that_run_the_test(edit, tests):
    QTest.mouseClick(edit.add, LEFT)
    made = hero_of(tests).arms
    assert [arm.name for arm in made] == ["A", "B", "C"]
    run = tests.document.find(lab.POSTER).rules[0].outcome
    assert set(run.arms) == {arm.id for arm in made}
    tests.undo()
    assert len(hero_of(tests).arms) == 2


def test_the_last_two_arms_stay(edit, tests):
    assert not edit.rows["arm_a"].remove.isEnabled()
    three(edit, tests)
    QTest.mouseClick(edit.rows["arm_b"].remove, LEFT)
    assert [arm.id for arm in hero_of(tests).arms] == ["arm_a", "arm_c"]
    assert weights(tests) == [0.7143, 0.2857]


def test_typing_a_name_is_one_step(edit, tests):
    line = edit.rows["arm_b"].name
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Gift")
    assert hero_of(tests).arms[1].name == "Gift"
    QTest.keyClick(line, Qt.Key.Key_Return)
    tests.undo()
    assert hero_of(tests).arms[1].name == "B"
