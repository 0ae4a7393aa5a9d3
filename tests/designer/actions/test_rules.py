"""Rules: who sees what, line by line, in an order that decides."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions import rules
from designer.errors import NotFoundError, RefusedError
from designer.records import During, Hide, InSegment, Module, Page, Rule, Run, Show
from tests.designer import small_shop


def order(document, slot="mod_hero"):
    return [rule.id for rule in document.get(slot, Module).rules]


def test_a_rule_is_added_below_or_at_its_index(document, undone):
    key = rules.add_rule(document, slot="mod_hero", outcome=Hide(), audience=small_shop.FANS)
    assert order(document) == ["rul_young", "rul_test", key]
    undone()
    first = rules.add_rule(document, slot="mod_hero", outcome=Hide(), index=0, note="for Lin")
    assert order(document)[0] == first
    assert document.get("mod_hero", Module).rules[0].note == "for Lin"


def test_a_page_has_rules_as_well(document):
    key = rules.add_rule(document, slot="page_home", outcome=Show(variant="lay_peak"),
                         window=During(phases=("phs_warm",)))  # fmt: skip
    assert document.get("page_home", Page).rules[-1].id == key
    with pytest.raises(RefusedError, match="Rule 3 of “Home” shows what is not its own"):
        rules.add_rule(document, slot="page_home", outcome=Hide())


def test_a_rule_that_runs_a_test_says_what_each_arm_shows(document):
    with pytest.raises(RefusedError, match="must say what each arm"):
        rules.add_rule(document, slot="mod_sign", outcome=Run(experiment="exp_hero", arms={}))


def test_a_rule_is_changed_in_a_burst(document, undone):
    rule = document.get("mod_hero", Module).rules[0]
    for note in ("a", "ab"):
        rules.set_rule(document, slot="mod_hero", rule=msgspec.structs.replace(rule, note=note))
    assert document.get("mod_hero", Module).rules[0].note == "ab"
    assert order(document) == ["rul_young", "rul_test"]
    undone()


def test_a_rule_of_another_slot_is_told(document):
    with pytest.raises(NotFoundError, match="“Hero” has no rule “rul_peak”"):
        rules.set_rule(document, slot="mod_hero", rule=Rule(id="rul_peak", outcome=Hide()))


def test_rules_change_places(document, undone):
    rules.move_rule(document, slot="mod_hero", rule="rul_test", index=0)
    assert order(document) == ["rul_test", "rul_young"]
    undone()


def test_a_rule_is_removed(document, undone):
    rules.remove_rule(document, slot="mod_hero", rule="rul_young")
    assert order(document) == ["rul_test"]
    undone()


def test_an_audience_that_does_not_fit_is_refused(document):
    with pytest.raises(RefusedError, match="no segment"):
        rules.add_rule(document, slot="mod_hero", outcome=Hide(),
                       audience=InSegment(segment="seg_ghost"))  # fmt: skip
