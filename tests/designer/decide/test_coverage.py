"""What is called dead is dead, and on small shops everything dead is found."""

from __future__ import annotations

from itertools import combinations, product

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.conditions import matches
from designer.decide import space as spaces
from designer.decide.choose import decide_page, explain
from designer.decide.coverage import Finding, findings
from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.records import (
    EVERYBODY,
    HIDDEN,
    AllOf,
    AnyOf,
    Arm,
    Between,
    Consumer,
    During,
    Experiment,
    Floor,
    Hide,
    Holdout,
    InSegment,
    Layout,
    Leaf,
    Module,
    Not,
    Page,
    Rule,
    Run,
    Segment,
    Shop,
    Show,
    Theme,
)
from tests.designer.random_shops import (
    ATTRIBUTES,
    CAMPAIGN,
    GENDERS,
    INSTANTS,
    LIKES,
    consumers,
    shops,
)

A, B, C = (Show(variant=name) for name in ("var_a", "var_b", "var_c"))


def leaf(attribute: str, operator: str, value: object = None) -> Leaf:
    return Leaf(attribute=attribute, operator=operator, value=value)  # type: ignore[arg-type]


FEMALE, MALE = leaf("gender", "is", "f"), leaf("gender", "is", "m")
YOUNG, ADULT = leaf("age", "less_than", 25), leaf("age", "at_least", 18)
TEST = Experiment(
    id="exp_1", key="t", name="T",
    arms=(Arm(id="arm_a", name="A", weight=0.5), Arm(id="arm_b", name="B", weight=0.5)),
)  # fmt: skip
RUN = Run(experiment="exp_1", arms={"arm_a": "var_a", "arm_b": "var_b"})


def book(*rows, page_rules=(), test=TEST, default="var_a", holdout=0.0) -> Rulebook:
    """A home whose first layout has one module with the given (outcome, audience, window)."""
    rules = tuple(
        Rule(id=f"r{n}", **dict(zip(("outcome", "audience", "window"), row, strict=False)))
        for n, row in enumerate(rows)
    )
    module = Module(
        id="mod_1", kind="poster", name="1", variants=("var_a", "var_b", "var_c"), default=default,
        rules=rules,
    )  # fmt: skip
    return Rulebook.of(Document([
        Shop(
            id="shop", name="s", theme=Theme(colours={}), attributes=ATTRIBUTES,
            holdout=Holdout(share=holdout),
        ),
        Page(
            id="page_1", name="1", type="home", layouts=("lay_1", "lay_2"), default="lay_1",
            rules=tuple(
                Rule(id=f"p{n}", outcome=outcome, audience=audience)
                for n, (outcome, audience) in enumerate(page_rules)
            ),
        ),
        Layout(id="lay_1", name="1", floors=("flr_1",)), Layout(id="lay_2", name="2", floors=()),
        Floor(id="flr_1", level=1, modules=("mod_1",)), module, test, CAMPAIGN,
        Segment(id="seg_young", name="young", colour="#abc", when=YOUNG),
    ]))  # fmt: skip


def found(rules: Rulebook) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By rule: what was found."""
    return {f.rule: (f.kind, f.by) for f in findings(rules) if f.rule is not None}


def kinds(*rows, **more) -> dict[str, str]:
    return {rule: kind for rule, (kind, __) in found(book(*rows, **more)).items()}


def test_a_rule_behind_one_for_everybody_is_shadowed():
    assert found(book((B,), (C, FEMALE))) == {"r1": ("shadowed", ("r0",))}


def test_a_rule_whose_people_are_all_taken_together_is_shadowed_by_them_all():
    rows = [(B, FEMALE), (Hide(), leaf("age", "known")), (C, Not(of=leaf("gender", "known")))]
    rules = book(*rows, (B, AllOf(of=(FEMALE, YOUNG))), (C, AnyOf(of=(FEMALE, ADULT))))
    assert found(rules) == {"r3": ("shadowed", ("r0",)), "r4": ("shadowed", ("r0", "r1"))}


def test_segments_are_looked_into():
    assert kinds((B, InSegment(segment="seg_young")), (C, leaf("age", "less_than", 20))) == {
        "r1": "shadowed"
    }


@pytest.mark.parametrize(
    "audience",
    [
        AllOf(of=(FEMALE, MALE)),
        AllOf(of=(YOUNG, leaf("age", "at_least", 25))),
        AllOf(of=(leaf("age", "unknown"), YOUNG)),
        AllOf(of=(leaf("likes", "has_all", ("video",)), leaf("likes", "has_none", ("video",)))),
        leaf("gender", "none_of", GENDERS),
        leaf("city", "any_of", ()),
        AllOf(of=(leaf("id", "in_list", ("a",)), leaf("id", "unknown"))),
        Not(of=EVERYBODY),
    ],
)
def test_an_audience_that_contradicts_itself_is_nobody(audience):
    assert kinds((B, audience)) == {"r0": "nobody"}


def test_none_of_every_declared_value_may_still_be_met_by_a_free_text():
    assert kinds((B, leaf("city", "none_of", ("杭州",)))) == {}


@pytest.mark.parametrize(
    "window",
    [
        Between(start=INSTANTS[2], end=INSTANTS[2]),
        Between(start=INSTANTS[3], end=INSTANTS[1]),
        During(phases=()),
        During(phases=("ph_gone",)),
    ],
)
def test_a_window_that_never_opens_is_closed(window):
    assert kinds((B, EVERYBODY, window)) == {"r0": "closed"}


def test_windows_that_together_cover_a_later_one_shadow_it():
    before, after = Between(end=INSTANTS[2]), Between(start=INSTANTS[2])
    rows = [
        (B, EVERYBODY, before),
        (C, EVERYBODY, after),
        (Hide(), FEMALE, During(phases=("ph_1",))),
    ]
    assert found(book(*rows)) == {"r2": ("shadowed", ("r0",))}
    assert kinds(rows[0], rows[2], (C, FEMALE)) == {"r1": "shadowed"}


def test_an_experiment_shadows_nobody_but_one_without_traffic_is_told():
    assert kinds((RUN,), (C,)) == {}
    empty = msgspec.structs.replace(TEST, coverage=0.0)
    assert kinds((RUN,), (C,), test=empty) == {"r0": "no_traffic"}
    assert kinds((RUN,), (C,), holdout=1.0) == {"r0": "no_traffic"}


def test_an_audience_that_never_gets_the_layout_is_told():
    rules = book((B, YOUNG), page_rules=[(Show(variant="lay_2"), leaf("age", "less_than", 40))])
    assert found(rules) == {"r0": ("off_layout", ())}


def test_a_rule_that_changes_nothing_is_redundant():
    assert kinds((B, FEMALE), (A, YOUNG)) == {"r1": "redundant"}
    assert kinds((A, FEMALE), (B, YOUNG), (C, ADULT)) == {}
    assert kinds((B, FEMALE), (B, AnyOf(of=(FEMALE, YOUNG)))) == {"r0": "redundant"}


def test_variants_and_layouts_that_nobody_gets_are_unseen():
    unseen = [f for f in findings(book((B, FEMALE), (C, MALE))) if f.kind == "unseen"]
    assert [(f.slot, f.variant) for f in unseen] == [("page_1", "lay_2")]
    told = {(f.slot, f.variant) for f in findings(book()) if f.kind == "unseen"}
    assert told == {("page_1", "lay_2"), ("mod_1", "var_b"), ("mod_1", "var_c")}
    rules = book((B, EVERYBODY))
    told = {(f.slot, f.variant) for f in findings(rules) if f.kind == "unseen"}
    assert told == {("page_1", "lay_2"), ("mod_1", "var_a"), ("mod_1", "var_c")}


def test_a_layout_that_nobody_gets_is_said_once():
    rules = book((B, FEMALE), (C, FEMALE), page_rules=[(Show(variant="lay_2"), EVERYBODY)])
    assert findings(rules) == (Finding(slot="page_1", kind="unseen", variant="lay_1"),)


def test_rules_that_tell_too_many_apart_are_passed_over(monkeypatch):
    monkeypatch.setattr(spaces, "LARGEST", 4)
    assert kinds((B,), (C, FEMALE)) == {"r1": "shadowed"}
    assert kinds((B,), (C, AllOf(of=(FEMALE, YOUNG, ADULT)))) == {}
    many = tuple(f"tag{n}" for n in range(40))
    assert kinds((B, leaf("likes", "has_all", many)), (C, leaf("likes", "has_any", many))) == {}


# ---- against the engine -------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(shops(), st.lists(consumers(), min_size=8, max_size=8), st.sampled_from(INSTANTS))
def test_nothing_called_dead_is_ever_met(rules, people, now):
    told = findings(rules)
    dead = {f.rule for f in told if f.kind not in ("redundant", "unseen")}
    unseen = {(f.slot, f.variant) for f in told if f.kind == "unseen"}
    for person in people:
        for arms in ({}, {"exp_0": "arm_0", "exp_1": "arm_0"}):
            if arms and any(f.kind == "no_traffic" for f in told):
                continue  # a preview may force an arm that has no traffic
            made = decide_page("page_1", person, now, book=rules, arms=arms)
            shown = {"page_1": made.layout, **made.choices}
            assert unseen.isdisjoint(shown.items()) or arms
            for slot in shown if not arms else ():
                assert explain(slot, person, now, book=rules).rule not in dead


@settings(suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(shops(), st.lists(consumers(), min_size=8, max_size=8), st.sampled_from(INSTANTS), st.data())
def test_taking_a_redundant_rule_away_changes_nothing(rules, people, now, data):
    told = [f for f in findings(rules) if f.kind == "redundant"]
    if not told:
        return
    one = data.draw(st.sampled_from(told))
    slot = rules.slot(one.slot)
    fewer = msgspec.structs.replace(
        slot, rules=tuple(rule for rule in slot.rules if rule.id != one.rule)
    )
    field = "pages" if isinstance(slot, Page) else "modules"
    others = msgspec.structs.replace(rules, **{field: {**getattr(rules, field), slot.id: fewer}})
    for person in people:
        before = decide_page("page_1", person, now, book=rules)
        assert decide_page("page_1", person, now, book=others) == before


AGES = (None, 17, 18, 24, 25, 30)
TAGS = [None, *(tags for size in range(3) for tags in combinations(LIKES[:2], size))]
SMALL = st.recursive(
    st.one_of(
        st.sampled_from([FEMALE, MALE, leaf("gender", "known"), leaf("gender", "unknown")]),
        st.tuples(st.sampled_from(("less_than", "at_least")), st.sampled_from((18, 25))).map(
            lambda pair: leaf("age", *pair)
        ),
        st.tuples(
            st.sampled_from(("has_any", "has_all", "has_none")),
            st.sampled_from([LIKES[:1], LIKES[1:2], LIKES[:2]]),
        ).map(lambda pair: leaf("likes", *pair)),
    ),
    lambda part: st.one_of(
        st.lists(part, min_size=1, max_size=3).map(lambda parts: AllOf(of=tuple(parts))),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: AnyOf(of=tuple(parts))),
        part.map(lambda one: Not(of=one)),
    ),
    max_leaves=4,
)
EVERYONE = [
    Consumer(
        id="x",
        attributes={
            key: value
            for key, value in zip(("gender", "age", "likes"), values, strict=True)
            if value is not None
        },
    )
    for values in product((None, *GENDERS), AGES, TAGS)
]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from((A, B, C, Hide())), SMALL), min_size=1, max_size=4))
def test_on_a_small_world_exactly_the_dead_rules_and_variants_are_found(rows):
    rules = book(*rows)
    told = [explain("mod_1", person, INSTANTS[0], book=rules) for person in EVERYONE]
    met = {trace.rule for trace in told}
    choices = {trace.choice for trace in told} - {HIDDEN}
    dead = {f.rule for f in findings(rules) if f.rule and f.kind != "redundant"}
    unseen = {f.variant for f in findings(rules) if f.slot == "mod_1" and f.variant}
    assert dead == {f"r{n}" for n in range(len(rows))} - met
    assert unseen == {"var_a", "var_b", "var_c"} - choices
    for number, (__, audience) in enumerate(rows):
        nobody = not any(matches(audience, person, segments={}) for person in EVERYONE)
        assert (found(rules).get(f"r{number}", ("",))[0] == "nobody") == nobody
