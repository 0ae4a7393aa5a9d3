"""A test from its weights to both of its pages, and to whom it really takes."""

from __future__ import annotations

import pytest

from designer.records import Experiment
from tests.widgets import shops

TEST = "exp_layout"
DAILY, SHELF = "arm_layout_a", "arm_layout_b"


@pytest.fixture
def person(visit, flagship):
    return visit(flagship, instant=shops.at(11, 5, 20), workspace="design")


@pytest.fixture
def room(person):
    made = person.room("experiments")
    person.click(made.tests.lines[TEST])
    person.until(lambda: made.chosen == TEST)
    return made


def weights(person):
    return [arm.weight for arm in person.session.document.get(TEST, Experiment).arms]


def realised(room):
    """What share of the test's people each arm really gets, as the panel draws it."""
    return [row.bar.share for row in room.panel.arms.rows]


def test_another_weight_is_kept_drawn_and_taken_back(person, room):
    person.until(lambda: len(realised(room)) == 2)
    person.until(lambda: realised(room)[0] == pytest.approx(0.5, abs=0.02))
    room.page.arms.rows[DAILY].weight.setFocus()
    person.write("80")
    person.key("Return")
    person.until(lambda: weights(person) == [0.8, 0.2])
    person.until(lambda: realised(room)[0] == pytest.approx(0.8, abs=0.02))
    assert realised(room)[1] == pytest.approx(0.2, abs=0.02)
    person.click(person.window.topbar.undo)
    assert weights(person) == [0.5, 0.5]
    person.until(lambda: realised(room)[0] == pytest.approx(0.5, abs=0.02))


def test_impossible_weights_are_said_and_not_kept(person, room):
    edit = room.page.arms
    edit.rows[DAILY].weight.setFocus()
    person.write("140")
    person.key("Return")
    person.until(edit.note.isVisible)
    assert weights(person) == [0.5, 0.5]
    person.click(edit.fit)
    assert sum(weights(person)) == pytest.approx(1.0, abs=1e-9)


def test_each_arm_is_looked_at_on_the_real_page(person, room):
    person.click(room.page.looks.buttons[SHELF])
    person.until(lambda: person.session.focus.arms == {TEST: SHELF})
    assert person.session.layout().name == "货架优先版"
    person.click(room.page.looks.design)
    person.seen(person.hands.canvas)
    person.sees_the_document()
    person.room("experiments")
    person.click(room.page.looks.buttons[DAILY])
    person.until(lambda: person.session.layout().name == "日常版")
    person.key("Alt+1")
    person.seen(person.hands.canvas)
    person.sees_the_document()
