"""Lists of like parts: slides, entries, questions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from tests.designer.kinds.settings.making import refusal, setting


@settings(max_examples=60)
@given(st.integers(0, 4), st.integers(1, 5), st.lists(st.sampled_from("abcdef"), max_size=6))
def test_parts_fit_just_when_they_are_as_many_as_may_be_and_told_apart(
    low: int, more: int, ids: list[str]
) -> None:
    one = setting("blocks", min=low, max=low + more)
    said = refusal(one, [{"id": key} for key in ids])
    fits = low <= len(ids) <= low + more and len(set(ids)) == len(ids)
    assert (said == "") == fits
    assert fits or said.startswith("it: ")


@pytest.mark.parametrize("least", [0, 1, 3])
def test_a_new_module_has_the_parts_it_must_have(least: int) -> None:
    one = setting("blocks", min=least)
    assert [part["id"] for part in one.initial()] == [f"blk_{n}" for n in range(1, least + 1)]
    one.check(one.initial())


def test_declared_parts_are_copied_so_that_no_module_changes_another() -> None:
    one = setting("blocks", default=[{"id": "a", "words": "茶"}])
    one.initial()[0]["words"] = "changed"
    assert one.initial()[0]["words"] == "茶"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({}, "it: needs a list, found an object"),
        ([3], "it.0: needs an object, found a whole number"),
        ([{"id": None}], "it.0.id: needs text, found an empty value"),
        ([{"id": "a"}, {"name": "b"}], "it.1.id: needs text"),
    ],
)
def test_parts_of_another_shape_are_refused_with_their_place(value: Any, says: str) -> None:
    with pytest.raises(InvalidError) as refused:
        setting("blocks").check(value)
    assert str(refused.value).startswith(says)


def test_a_list_that_needs_more_than_it_may_hold_is_no_list() -> None:
    with pytest.raises(ValueError, match="min ≤ max"):
        setting("blocks", min=3, max=2)
