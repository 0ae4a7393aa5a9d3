"""Paths into settings: what is read, what is changed, and what stays as it was."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.actions.paths import changed, plain, value_at
from designer.errors import InvalidError, NotFoundError

LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text("ab茶", max_size=3))
KEYS = st.sampled_from(["a", "b", "title", "slides"])
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=3,
)


def paths(value: Any, before: str = "") -> list[str]:
    """Every path into the settings."""
    inside: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = [(str(n), one) for n, one in enumerate(value)]
    found = []
    for step, one in inside:
        path = f"{before}.{step}" if before else step
        found += [path, *paths(one, path)]
    return found


@settings(max_examples=60)
@given(TREES, st.data())
def test_what_was_put_at_a_path_is_read_there_and_all_else_stays(tree, data) -> None:
    path = data.draw(st.sampled_from(paths(tree)))
    before = copy.deepcopy(tree)
    made = changed(tree, path, ["new", {"x": 1}])
    assert tree == before
    assert value_at(made, path) == ["new", {"x": 1}]
    for other in paths(tree):
        apart = not (other + ".").startswith(path + ".") and not (path + ".").startswith(
            other + "."
        )
        if apart:
            assert value_at(made, other) == value_at(tree, other)


@settings(max_examples=60)
@given(TREES, st.data())
def test_putting_back_what_was_there_gives_the_same_settings(tree, data) -> None:
    path = data.draw(st.sampled_from(paths(tree)))
    was = value_at(tree, path)
    assert changed(changed(tree, path, "other"), path, was) == tree


@settings(max_examples=60)
@given(TREES, st.text("ab.0123456789²x", max_size=8))
@example({"a": [1, 2]}, "a.²")
@example({"a": [1, 2]}, "a.2")
@example({"a": [1, 2]}, "a.-1")
@example({"a": 3}, "a.b")
@example({"a": "text"}, "a.0")
def test_a_path_to_nowhere_is_told_by_its_name(tree, path) -> None:
    if path in paths(tree):
        return
    try:
        value_at(tree, path)
    except NotFoundError as told:
        assert f"“{path}”" in str(told)  # noqa: PT017 - either answer is right
    else:
        # a number may be written with zeros before it
        assert any(step.isdigit() for step in path.split("."))


def test_a_block_is_found_by_its_id_wherever_it_stands() -> None:
    slides = [{"id": "blk_a", "title": "A"}, {"id": "blk_b", "title": "B"}]
    assert value_at({"slides": slides}, "slides.blk_b.title") == "B"
    made = changed({"slides": slides[::-1]}, "slides.blk_b.title", "新")
    assert made == {"slides": [{"id": "blk_b", "title": "新"}, slides[0]]}


def test_a_new_setting_can_be_put_beside_others_but_not_below_nothing() -> None:
    assert changed({}, "title", 1) == {"title": 1}
    with pytest.raises(NotFoundError, match=r"There is no setting “image\.alt”"):
        changed({}, "image.alt", "x")


@settings(max_examples=60)
@given(TREES)
def test_a_value_is_kept_as_a_file_would_give_it_back(tree) -> None:
    assert plain(tree) == msgspec.json.decode(msgspec.json.encode(tree)) == tree
    assert plain((1, (2, "x"))) == [1, [2, "x"]]


@pytest.mark.parametrize("value", [object(), {1: object()}, "\ud800", {"a": {3j}}])
def test_what_no_file_can_hold_is_told(value) -> None:
    with pytest.raises(InvalidError, match="A setting cannot hold this"):
        changed({"title": ""}, "title", value)


def test_a_list_that_holds_itself_is_told() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(InvalidError, match="A setting cannot hold this"):
        changed({"title": ""}, "title", loop)
