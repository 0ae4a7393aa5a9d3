"""What holds of every type of setting, whatever a project has in its place."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.manifest import AnySetting
from designer.render.scene import Scene
from tests.designer.kinds.settings.making import HOSTILE, TYPES, refusal, setting
from tests.designer.two_floors import store

STORE = store()


def test_no_type_is_left_out_here() -> None:
    assert {one.__struct_config__.tag for one in get_args(AnySetting)} == set(TYPES)


@pytest.mark.parametrize("type_", TYPES)
def test_a_type_knows_its_name_and_starts_with_a_value_that_fits(type_: str) -> None:
    one = setting(type_)
    assert one.type == type_
    one.check(one.initial())
    assert list(one.references(one.initial())) == []


@pytest.mark.parametrize("type_", TYPES)
def test_the_first_value_is_plain_enough_for_a_file(type_: str) -> None:
    first = setting(type_).initial()
    assert msgspec.json.decode(msgspec.json.encode(first)) == first


@pytest.mark.parametrize("type_", TYPES)
def test_each_question_for_the_first_value_gives_one_of_its_own(type_: str) -> None:
    one = setting(type_)
    first = one.initial()
    if isinstance(first, dict | list):
        assert one.initial() is not first


@settings(max_examples=60)
@given(st.sampled_from(TYPES), HOSTILE)
@example("number", 10**400)
@example("range", -(10**400))
@example("spacing", 10**400)
@example("products", {"count": 10**400})
@example("hot_zones", {"zones": [{"id": "z", "x": 10**400, "y": 0, "w": 1, "h": 1}]})
@example("image", {"focus": [float("nan"), 0]})
def test_a_value_is_taken_or_refused_with_its_place_and_never_anything_else(
    type_: str, value: Any
) -> None:
    one = setting(type_)
    said = refusal(one, value)
    if said:
        assert said.startswith(("it: ", "it."))
        assert "\n" not in said
        return
    assert all(isinstance(key, str) and key for key in one.references(value))
    one.view(value, Scene(STORE))


@settings(max_examples=60)
@given(st.sampled_from(TYPES), HOSTILE)
@example("colour", "#ABCDEF")
@example("colour", "#abcdef\n")
@example("image", {"focus": [1e-9, 1]})
@example("number", 1e300)
@example("number", -1e-9)
def test_what_is_taken_becomes_css_that_stays_inside_its_braces(type_: str, value: Any) -> None:
    one = setting(type_)
    if refusal(one, value):
        return
    for below, declarations in one.rules(value):
        text = below + "".join(f"{name}:{said}" for name, said in declarations.items())
        assert not set(text) & set("{};\\<>\"'\n"), text
        assert "nan" not in text
        assert "inf" not in text
        assert "e+" not in text


@pytest.mark.parametrize("type_", TYPES)
def test_a_place_given_by_the_caller_stands_in_the_refusal(type_: str) -> None:
    with pytest.raises(InvalidError) as refused:
        setting(type_).check(object(), at="slides.3.it")
    assert str(refused.value).startswith("slides.3.it")
