"""Whose page differs from whose, and where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.decide.compare import Difference, differences
from designer.records import HIDDEN, Decision

CHOICES = st.dictionaries(
    st.sampled_from(["mod_a", "mod_b", "mod_c"]), st.sampled_from(["var_1", "var_2", HIDDEN])
)


def page(choices, *, layout="lay_a"):
    return Decision(page="page_home", layout=layout, choices=choices)


def test_one_banner_differs_and_one_is_hidden():
    first = page({"mod_a": "var_1", "mod_b": "var_1", "mod_c": "var_1"})
    other = page({"mod_a": "var_1", "mod_b": "var_2", "mod_c": HIDDEN})
    assert differences(first, other) == (
        Difference(module="mod_b", first="var_1", other="var_2"),
        Difference(module="mod_c", first="var_1", other=HIDDEN),
    )


def test_people_on_different_layouts_are_not_compared_module_by_module():
    first, other = page({"mod_a": "var_1"}), page({"mod_z": "var_9"}, layout="lay_b")
    assert differences(first, other) == ()


@given(choices=CHOICES)
def test_nobody_differs_from_themselves(choices):
    assert differences(page(choices), page(choices)) == ()


@given(first=CHOICES, data=st.data())
def test_the_difference_the_other_way_round_swaps_the_choices(first, data):
    other = {key: data.draw(st.sampled_from(["var_1", "var_2", HIDDEN])) for key in first}
    there = differences(page(first), page(other))
    back = differences(page(other), page(first))
    assert [(one.module, one.other, one.first) for one in there] == [
        (one.module, one.first, one.other) for one in back
    ]
