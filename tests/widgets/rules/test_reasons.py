"""The reason for a choice is told line by line, as the decision itself was made."""

from __future__ import annotations

import msgspec
import pytest

from designer.decide.choose import explain
from designer.records import (
    AllOf,
    AnyOf,
    Consumer,
    Hide,
    InSegment,
    Leaf,
    Not,
    Persona,
    Rule,
    Show,
)
from tests.widgets.inspector import scene
from widgets.rules.reasons import Reason, ending, steps, value_words
from widgets.session import consumer_of

YOUNG = Leaf(attribute="age", operator="less_than", value=25)
NEW = Leaf(attribute="new_customer", operator="is", value=True)


@pytest.fixture
def why(session):
    """A function that explains the hero to somebody, with other rules if given."""

    def told(consumer, *rules, now=None, arms=None):
        document = session.document
        if rules:
            with document.transaction("rules"):
                hero = document.records["mod_hero"]
                document.put(msgspec.structs.replace(hero, rules=rules))
        trace = explain(
            "mod_hero", consumer, now or scene.at(11, 8), book=session.rulebook(), arms=arms
        )
        return steps(document, trace), trace

    return told


def persona(session, key: str) -> Consumer:
    return consumer_of(session.document.get(key, Persona))


def lines(step) -> list[tuple[str, str, str, int]]:
    return [(line.sign, line.text, line.note, line.depth) for line in step.lines]


def rule(audience, outcome=None) -> Rule:
    return Rule(id="rul_x", audience=audience, outcome=outcome or Show(variant="var_b"))


def test_rules_are_told_in_order_up_to_the_one_that_decided(why, session) -> None:
    told, trace = why(persona(session, "per_lin"))
    assert [step.rule for step in told] == ["rul_member", "rul_genz"]
    assert [step.decided for step in told] == [False, True]
    assert [step.head.sign for step in told] == ["no", "yes"]
    assert trace.rule == "rul_genz"
    assert told[1].head.note == "→ variant B “冷泡”"


def test_a_rule_that_passed_is_told_by_the_value_that_stood_in_the_way(why, session) -> None:
    told, __ = why(persona(session, "per_lin"))
    attribute = next(a for a in session.document.shop.attributes if a.key == "member_tier")
    assert told[0].head == Reason("no", "1  T2 及以上会员", f"{attribute.label.en} = T1")


def test_the_window_comes_first_with_its_days(why, session) -> None:
    told, __ = why(persona(session, "per_lin"))
    assert lines(told[1])[0] == ("yes", "双11 预热", "10-31 20:00 to 11-10 20:00", 0)
    told, __ = why(persona(session, "per_lin"), now=scene.at(12, 1))
    assert lines(told[1])[0][0] == "no"
    assert told[1].head.note == "10-31 20:00 to 11-10 20:00"


def test_a_segment_is_opened_down_to_its_leaves(why, session) -> None:
    told, __ = why(persona(session, "per_lin"))
    depths = [line.depth for line in told[1].lines]
    assert depths == [0, 0, 1, 1, 0, 1]
    assert told[1].lines[1].text == "Gen Z"
    assert "21" in told[1].lines[1].note
    assert told[1].lines[2].note.startswith("= 21")


def test_not_and_any_are_told_with_their_parts_below(why, session) -> None:
    audience = AllOf(of=(Not(of=NEW), AnyOf(of=(YOUNG, InSegment(segment="seg_member")))))
    told, __ = why(persona(session, "per_lin"), rule(audience))
    assert [(line.text, line.sign, line.depth) for line in told[0].lines[1:2]] == [
        ("not:", "yes", 0)
    ]
    assert (told[0].lines[2].sign, told[0].lines[2].depth) == ("no", 1)
    texts = [line.text for line in told[0].lines]
    assert "any of these:" in texts
    assert texts.index("any of these:") < texts.index("T2 及以上会员")


def test_a_group_that_fails_is_told_by_its_first_value(why, session) -> None:
    audience = AnyOf(of=(Leaf(attribute="age", operator="at_least", value=60), NEW))
    told, __ = why(persona(session, "per_lin"), rule(audience))
    assert told[0].head.note == "Age = 21 岁"


def test_an_experiment_tells_holdout_layer_bucket_and_range(why, session) -> None:
    told, trace = why(persona(session, "per_chen"))
    last = told[-1]
    texts = [line.text for line in last.lines]
    assert any("held out" in text for text in texts)
    assert any("layer" in text for text in texts)
    traffic = trace.tried[-1].traffic
    assert traffic is not None
    assert f"bucket {traffic.bucket}" in " ".join(line.note for line in last.lines)


def test_a_visitor_without_an_id_takes_part_in_no_experiment(why, session) -> None:
    stranger = Consumer(attributes={"new_customer": True})
    told, trace = why(stranger)
    assert trace.rule is None
    assert "no id, so no experiment takes part" in [line.text for line in told[-1].lines]
    assert ending(session.document, trace) == "No rule fits: variant A “秋茶上新”"


def test_an_arm_forced_for_the_preview_says_so(why, session) -> None:
    told, __ = why(persona(session, "per_chen"), arms={"exp_first": "arm_b"})
    assert told[-1].lines[-1].note == "chosen for this preview"
    assert told[-1].decided


def test_hidden_is_told_as_such(why, session) -> None:
    told, trace = why(persona(session, "per_lin"), rule(AllOf(), Hide()))
    assert trace.choice == "hidden"
    assert told[0].head.note == "→ hidden"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("age", None, "unknown"), ("age", 21, "21 岁"), ("age", 1234.5, "1,234.5 岁"),
        ("new_customer", True, "yes"), ("new_customer", False, "no"), ("content", (), "none"),
        ("content", ("video", "live"), "Video, Live"), ("city_tier", "t1", "T1"),
        ("city_tier", "beyond", "beyond"), ("gone", "x", "x"),
    ],
)  # fmt: skip
def test_a_value_is_told_in_words(session, key, value, words) -> None:
    assert value_words(session.document, key, value) == words


def test_every_line_agrees_with_the_decision_for_every_persona(why, session) -> None:
    for key in session.document.shop.personas:
        told, trace = why(persona(session, key))
        for step, tried in zip(told, trace.tried, strict=True):
            assert (step.lines[0].sign == "yes") == tried.open
            assert step.decided == (tried.choice is not None)
            top = [line for line in step.lines[1:] if line.depth == 0]
            if tried.choice is not None:
                assert all(line.sign == "yes" for line in top)
