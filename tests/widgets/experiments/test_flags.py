"""What is wrong with a test is said in a sentence, and a sound test gets none."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions.rules import remove_rule
from designer.experiments.split import ArmSplit, Split
from designer.records import Experiment, Run
from tests.widgets.experiments import lab
from widgets.experiments.census import Census
from widgets.experiments.flags import flags, smallest_difference
from widgets.experiments.words import places_of


def counts(*people: int, reached: int | None = None, placed: bool = True) -> Census:
    total = sum(people)
    arms = tuple(
        ArmSplit(arm=f"arm_{'abcd'[n]}", people=p, share=p / max(1, total), planned=0.5)
        for n, p in enumerate(people)
    )
    split = Split(experiment="exp_hero", people=total if reached is None else reached, anonymous=0,
                  held_out=0, outside_slice=0, outside_coverage=0, arms=arms)  # fmt: skip
    return Census(experiment="exp_hero", people=10**6, whole=split,
                  places={"rul": split} if placed else {})  # fmt: skip


def said(session, census: Census | None = None) -> list[str]:
    test = session.document.get("exp_hero", Experiment)
    return [flag.text for flag in flags(session.document, test, census)]


def change(session, **parts: object) -> None:
    test = session.document.get("exp_hero", Experiment)
    lab.put(session.document, msgspec.structs.replace(test, **parts))


def test_a_sound_test_gets_no_flag(tests):
    assert said(tests, counts(50_000, 50_000)) == []


def test_a_test_that_no_rule_runs(tests):
    place = places_of(tests.document, "exp_hero")[0]
    remove_rule(tests.document, slot=place.slot.id, rule=place.rule.id)
    assert said(tests) == ["No rule runs this test yet, so nobody sees it."]


def test_arms_that_show_the_same_variant(tests):
    place = places_of(tests.document, "exp_hero")[0]
    run = Run(experiment="exp_hero", arms={"arm_a": "var_1a", "arm_b": "var_1a"})
    rules = (msgspec.structs.replace(place.rule, outcome=run), *place.slot.rules[1:])
    lab.put(tests.document, msgspec.structs.replace(place.slot, rules=rules))
    assert said(tests) == ["Arms “A” and “B” show the same thing everywhere."]


def test_arms_whose_variants_are_filled_in_alike(tests):
    document = tests.document
    first = document.find("var_1a")
    lab.put(document, msgspec.structs.replace(document.find("var_1b"), settings=first.settings))
    assert said(tests) == ["Arms “A” and “B” show the same thing everywhere."]


def test_an_arm_without_weight(tests):
    change(tests, arms=lab.arms(1.0, 0.0))
    assert "no weight" in said(tests)[0]


def test_no_coverage(tests):
    change(tests, coverage=0.0)
    assert said(tests) == ["Coverage is 0 %: nobody takes part."]


def test_no_rule_in_force_now(tests):
    assert "in force" in said(tests, counts(0, 0, placed=False))[0]


def test_nobody_left_by_earlier_rules(tests):
    assert "leave nobody" in said(tests, counts(0, 0, reached=0))[0]


def test_an_arm_nobody_gets(tests):
    assert said(tests, counts(9000, 0)) == ["Nobody of the population gets arm “B”."]


def test_an_arm_too_small_says_what_it_can_show(tests):
    text = said(tests, counts(9000, 400))[0]
    assert "only 400 people" in text
    assert "4.3 points" in text


@pytest.mark.parametrize(("people", "points"), [(1000, 0.0273), (4000, 0.0136), (0, 1.0)])
def test_four_times_the_people_show_half_the_difference(people, points):
    assert smallest_difference(people) == pytest.approx(points, abs=1e-3)
