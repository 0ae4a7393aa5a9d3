"""A condition is edited part by part, and every edit can be told from the tree alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.records import (
    AllOf,
    AnyOf,
    Attribute,
    AttributeChoice,
    Condition,
    InSegment,
    Label,
    Leaf,
    Not,
)
from widgets.crowds import tree

YOUNG = Leaf(attribute="age", operator="less_than", value=25)
VIDEO = Leaf(attribute="content", operator="has_any", value=("video",))
GEN_Z = InSegment(segment="seg_genz")

leaves = st.sampled_from([YOUNG, VIDEO, GEN_Z])
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.lists(parts, max_size=3).map(lambda of: AllOf(of=tuple(of))),
        st.lists(parts, max_size=3).map(lambda of: AnyOf(of=tuple(of))),
        parts.map(lambda of: Not(of=of)),
    ),
    max_leaves=12,
)


def attribute(kind: str, **more: object) -> Attribute:
    return Attribute(key="a", type=kind, label=Label(zh="甲", en="A"), **more)


def some_path(data: st.DataObject, condition: Condition) -> tree.Path:
    return data.draw(st.sampled_from([path for path, __ in tree.walk(condition)]))


@given(conditions, st.data())
def test_a_part_put_in_place_of_itself_changes_nothing(condition, data) -> None:
    path = some_path(data, condition)
    assert tree.replaced(condition, path, tree.at(condition, path)) == condition


@given(conditions, st.data())
def test_negating_twice_changes_nothing(condition, data) -> None:
    path = some_path(data, condition)
    once = tree.negated(condition, path)
    assert once != condition
    if not isinstance(tree.at(condition, path), Not):
        assert tree.negated(once, path) == condition


@given(conditions, st.data())
def test_grouping_and_ungrouping_are_inverse_inside_a_group(condition, data) -> None:
    condition = AllOf(of=(YOUNG, condition))
    path = data.draw(st.sampled_from([(0,), (1,)]))
    assert tree.ungrouped(tree.grouped(condition, path), path) == condition


@given(conditions, st.data())
def test_removing_what_was_inserted_gives_the_same_tree(condition, data) -> None:
    condition = AllOf(of=(VIDEO, condition))
    groups = [
        (path, part)
        for path, part in tree.walk(condition)
        if isinstance(part, AllOf | AnyOf) and part.of
    ]
    path, group = data.draw(st.sampled_from(groups))
    index = data.draw(st.integers(0, len(group.of)))
    grown = tree.inserted(condition, path, index, GEN_Z)
    assert tree.at(grown, (*path, index)) == GEN_Z
    assert tree.removed(grown, (*path, index)) == condition


@given(conditions, st.data(), st.sampled_from([-1, 1]))
def test_moving_there_and_back_gives_the_same_tree(condition, data, by) -> None:
    condition = AnyOf(of=(condition, YOUNG, GEN_Z))
    path = (data.draw(st.integers(0, 2)),)
    there, place = tree.moved(condition, path, by)
    assert tree.at(there, place) == tree.at(condition, path)
    if place != path:
        assert tree.moved(there, place, -by) == (condition, path)
    else:
        assert there == condition


def test_removing_the_last_part_of_a_group_removes_the_group() -> None:
    condition = AllOf(of=(YOUNG, AnyOf(of=(Not(of=VIDEO),))))
    assert tree.removed(condition, (1, 0, 0)) == AllOf(of=(YOUNG,))


def test_removing_everything_leaves_everybody() -> None:
    assert tree.removed(Not(of=YOUNG), (0,)) == AllOf()
    assert tree.removed(AllOf(of=(YOUNG,)), (0,)) == AllOf()


def test_flipping_a_group_turns_all_into_any() -> None:
    condition = AllOf(of=(YOUNG, AnyOf(of=(VIDEO, GEN_Z))))
    assert tree.flipped(condition, (1,)) == AllOf(of=(YOUNG, AllOf(of=(VIDEO, GEN_Z))))
    assert tree.flipped(condition, ()) == AnyOf(of=condition.of)


def test_a_group_inside_asks_for_the_other_thing() -> None:
    assert tree.grouped(AllOf(of=(YOUNG,)), (0,)) == AllOf(of=(AnyOf(of=(YOUNG,)),))
    assert tree.grouped(AnyOf(of=(YOUNG,)), (0,)) == AnyOf(of=(AllOf(of=(YOUNG,)),))


def test_a_lone_part_becomes_a_group_of_one() -> None:
    assert tree.rooted(YOUNG) == AllOf(of=(YOUNG,))
    assert tree.rooted(AnyOf()) == AnyOf()


@pytest.mark.parametrize(
    ("kind", "operator", "value"),
    [
        ("enum", "is", ""),
        ("text", "is", ""),
        ("number", "between", (0, 10)),
        ("bool", "is", True),
        ("tags", "has_any", ()),
        ("id", "in_list", ()),
    ],
)
def test_a_new_comparison_starts_empty_with_the_usual_operator(kind, operator, value) -> None:
    made = tree.blank(attribute(kind))
    assert (made.operator, made.value) == (operator, value)


def test_changing_the_operator_keeps_what_still_fits() -> None:
    choices = (AttributeChoice(key="t1", label=Label(zh="一线", en="Tier 1")),)
    city = attribute("enum", choices=choices)
    one = Leaf(attribute="a", operator="is", value="t1")
    several = tree.leaf(city, "any_of", one)
    assert several.value == ("t1",)
    assert tree.leaf(city, "is", several) == one
    assert tree.leaf(city, "known", several).value is None


def test_changing_a_number_from_a_range_keeps_its_lower_end() -> None:
    age = attribute("number", low=0, high=120)
    grown = Leaf(attribute="a", operator="between", value=(18, 25))
    assert tree.leaf(age, "at_least", grown).value == 18
    assert tree.leaf(age, "between", tree.leaf(age, "at_least", grown)).value == (18, 120)


def test_a_comparison_of_another_attribute_keeps_nothing() -> None:
    other = Leaf(attribute="b", operator="is", value="x")
    assert tree.leaf(attribute("text"), "is", other).value == ""


def test_the_segments_a_condition_names_are_found_at_any_depth() -> None:
    condition = AllOf(of=(YOUNG, Not(of=AnyOf(of=(GEN_Z, InSegment(segment="seg_new"))))))
    assert tree.segments_below(condition) == {"seg_genz", "seg_new"}
