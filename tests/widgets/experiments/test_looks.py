"""How an arm looks: the page it changes, seen by somebody whom the test reaches."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.actions.rules import add_rule, remove_rule
from designer.records import Experiment, InSegment, Not, Run
from tests.widgets.experiments import lab
from widgets.experiments.looks import LooksView, _shown, whom_it_reaches
from widgets.experiments.words import places_of

LEFT = Qt.MouseButton.LeftButton


def hero_of(session) -> Experiment:
    return session.document.get("exp_hero", Experiment)


@pytest.fixture
def view(qtbot, tests, monkeypatch) -> LooksView:
    monkeypatch.setattr(LooksView, "_show_pages", lambda self, experiment: None)
    made = LooksView(tests)
    qtbot.addWidget(made)
    made.resize(700, 360)
    made.show_experiment(hero_of(tests))
    made.show()
    return made


def alone(session) -> None:
    """Let the test run nowhere."""
    for place in places_of(session.document, "exp_hero"):
        remove_rule(session.document, slot=place.slot.id, rule=place.rule.id)


def test_each_arm_shows_the_page_with_its_own_variant(tests):
    control, other = _shown(tests.document, hero_of(tests))
    assert (control.key, control.module) == ("arm_a", lab.POSTER)
    assert control.decision.choices[lab.POSTER] == "var_1a"
    assert other.decision.choices[lab.POSTER] == "var_1b"
    rest = [one.decision.choices for one in (control, other)]
    assert {key: c for key, c in rest[0].items() if key != lab.POSTER} == {
        key: c for key, c in rest[1].items() if key != lab.POSTER
    }


def test_a_test_on_layouts_shows_whole_pages(tests):
    alone(tests)
    run = Run(experiment="exp_hero", arms={"arm_a": "lay_daily", "arm_b": "lay_peak"})
    add_rule(tests.document, slot="page_home", outcome=run)
    control, other = _shown(tests.document, hero_of(tests))
    assert (control.decision.layout, other.decision.layout) == ("lay_daily", "lay_peak")
    assert control.module == ""


def test_somebody_looks_whom_the_audience_takes(tests):
    alone(tests)
    old = Not(of=InSegment(segment="seg_genz"))
    lab.run(tests.document, "exp_hero", lab.POSTER, audience=old)
    assert whom_it_reaches(tests, "exp_hero") == "per_zhou"


def test_who_is_in_view_stays_when_the_test_takes_them(tests):
    tests.look(persona="per_zhou")
    assert whom_it_reaches(tests, "exp_hero") == "per_zhou"


def test_nobody_looks_when_the_test_takes_none_of_the_personas(view, tests):
    alone(tests)
    nobody = InSegment(segment="seg_genz")
    lab.run(tests.document, "exp_hero", lab.POSTER, audience=nobody)
    lin = tests.document.find("per_lin")
    lab.put(tests.document, msgspec.structs.replace(lin, attributes={"age": 60}))
    assert whom_it_reaches(tests, "exp_hero") is None
    view.look_at("arm_b")
    assert (tests.focus.persona, tests.focus.arms) == (None, {"exp_hero": "arm_b"})


def test_pressing_the_same_arm_again_lets_the_bucket_draw(view, tests):
    button = view.buttons["arm_a"]
    QTest.mouseClick(button, LEFT)
    assert tests.focus.arms == {"exp_hero": "arm_a"}
    QTest.mouseClick(button, LEFT)
    assert tests.focus.arms == {}


def test_arms_of_other_tests_stay_forced(view, tests):
    tests.look(arms={"exp_price": "arm_b"})
    QTest.keyClick(view.buttons["arm_a"], Qt.Key.Key_Space)
    assert tests.focus.arms == {"exp_price": "arm_b", "exp_hero": "arm_a"}
    QTest.mouseClick(view.drawn, LEFT)
    assert tests.focus.arms == {"exp_price": "arm_b"}


def test_open_in_design_goes_to_the_first_place(view, tests):
    QTest.mouseClick(view.design, LEFT)
    focus = tests.focus
    assert (focus.workspace, focus.layout, focus.modules) == ("design", "lay_daily", (lab.POSTER,))


def test_a_test_that_runs_nowhere_has_no_looks(view, tests):
    alone(tests)
    view.show_experiment(hero_of(tests))
    assert not view.isVisible()
    view.open_design()
    assert tests.focus.workspace != "experiments"


def test_a_renamed_arm_is_renamed_below_its_page(view, tests):
    arms = (msgspec.structs.replace(hero_of(tests).arms[0], name="Gift"), hero_of(tests).arms[1])
    lab.put(tests.document, msgspec.structs.replace(hero_of(tests), arms=arms))
    view.show_experiment(hero_of(tests))
    assert view.buttons["arm_a"].accessibleName() == "Look at arm A, Gift"
