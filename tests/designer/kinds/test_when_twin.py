"""The conditions of fields and advice against a plain second reading of them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.kinds.when import When, is_empty, read

NAMES = st.sampled_from(["fit", "wide", "image", "image.alt", "slides.0.words", "slides.²", "gone"])
SCALARS = st.one_of(
    st.booleans(), st.integers(-2, 3), st.sampled_from([0.0, 1.0, 2.5, "", " ", "cover", "1"])
)
TESTS = st.one_of(
    st.builds(lambda s, v: {"setting": s, "is": v}, NAMES, SCALARS | st.none()),
    st.builds(lambda s, v: {"setting": s, "any_of": v}, NAMES, st.lists(SCALARS, max_size=3)),
    st.builds(lambda s, v: {"setting": s, "at_least": v}, NAMES, st.integers(-2, 3)),
    st.builds(lambda s, v: {"setting": s, "less_than": v}, NAMES, st.integers(-2, 3)),
    st.builds(lambda s, v: {"setting": s, "empty": v}, NAMES, st.booleans()),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda part: st.one_of(
        st.lists(part, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(part, max_size=3).map(lambda parts: {"any": parts}),
        part.map(lambda one: {"not": one}),
    ),
    max_leaves=6,
)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "fit": SCALARS | st.none(),
        "wide": SCALARS,
        "image": st.fixed_dictionaries({"asset": st.sampled_from([None, "a"]), "alt": SCALARS}),
        "slides": st.lists(st.fixed_dictionaries({"words": SCALARS}), max_size=2),
    },
)


def same(one: Any, other: Any) -> bool:
    """Equal as a designer means it: numbers by their amount, and a switch is no number."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def twin(condition: dict[str, Any], values: dict[str, Any]) -> bool:
    """The condition read again, straight from its JSON."""
    match condition:
        case {"all": parts}:
            return not [part for part in parts if not twin(part, values)]
        case {"any": parts}:
            return bool([part for part in parts if twin(part, values)])
        case {"not": part}:
            return not twin(part, values)
    value = looked_up(values, condition["setting"].split("."))
    match condition:
        case {"is": wanted}:
            return same(value, wanted)
        case {"any_of": wanted}:
            return any(same(value, one) for one in wanted)
        case {"at_least": low}:
            return isinstance(value, int | float) and value >= low
        case {"less_than": high}:
            return isinstance(value, int | float) and value < high
        case {"empty": wanted}:
            return is_empty(value) == wanted
    raise AssertionError(condition)


def looked_up(value: Any, steps: list[str]) -> Any:
    if not steps:
        return value
    if isinstance(value, dict):
        return looked_up(value.get(steps[0]), steps[1:])
    if isinstance(value, list) and steps[0] in map(str, range(len(value))):
        return looked_up(value[int(steps[0])], steps[1:])
    return None


@settings(max_examples=60)
@given(CONDITIONS, VALUES)
@example({"setting": "wide", "is": 1}, {"wide": True})
@example({"setting": "wide", "is": 2.0}, {"wide": 2})
@example({"setting": "wide", "any_of": [1, "cover"]}, {"wide": True})
@example({"setting": "wide", "any_of": [0]}, {"wide": False})
@example({"setting": "slides.²", "empty": True}, {"slides": [{"words": "茶"}] * 3})
def test_a_condition_means_what_a_plain_reading_of_it_means(
    condition: dict[str, Any], values: dict[str, Any]
) -> None:
    assert msgspec.convert(condition, When).holds(values) == twin(condition, values)


@settings(max_examples=60)
@given(CONDITIONS, VALUES)
def test_not_turns_a_condition_round_and_both_are_of_the_same_settings(
    condition: dict[str, Any], values: dict[str, Any]
) -> None:
    one = msgspec.convert(condition, When)
    other = msgspec.convert({"not": condition}, When)
    assert one.holds(values) != other.holds(values)
    assert one.settings() == other.settings()


@settings(max_examples=60)
@given(CONDITIONS, VALUES)
def test_settings_that_a_condition_does_not_read_never_matter(
    condition: dict[str, Any], values: dict[str, Any]
) -> None:
    one = msgspec.convert(condition, When)
    fewer = {name: value for name, value in values.items() if name in one.settings()}
    assert one.holds(values) == one.holds(fewer)


@settings(max_examples=60)
@given(CONDITIONS)
def test_a_condition_comes_back_from_its_json_as_it_was(condition: dict[str, Any]) -> None:
    one = msgspec.convert(condition, When)
    assert msgspec.json.decode(msgspec.json.encode(one), type=When) == one


@pytest.mark.parametrize("path", ["slides.²", "slides.①", "slides.-1", "slides.00000009", ".", ""])
def test_an_odd_path_reads_nothing(path: str) -> None:
    assert read({"slides": [1, 2, 3, 4]}, path) is None
