"""What does not have the declared shape is told in words, with its place."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
import pytest

from designer import language
from designer.errors import InvalidError
from designer.kinds.problems import convert, explain, joined


class Cup(msgspec.Struct, forbid_unknown_fields=True):
    """A thing with fields."""

    name: str
    size: Annotated[int, msgspec.Meta(ge=1, le=9)] = 1
    tags: tuple[str, ...] = ()
    kind: Literal["tea", "coffee"] = "tea"
    code: Annotated[str, msgspec.Meta(pattern="^[a-z]+$", max_length=3)] = "a"
    lid: bool | None = None


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"name": 3}, "cup.name: needs text, found a whole number"),
        ({"name": None}, "cup.name: needs text, found an empty value"),
        ({"name": "a", "tags": {"x": 1}}, "cup.tags: needs a list, found an object"),
        ({"name": "a", "tags": ["x", 2.5]}, "cup.tags.1: needs text, found a number"),
        ({"name": "a", "lid": "yes"}, "cup.lid: needs true or false or an empty value, found text"),
        ({}, "cup: add the field “name”"),
        ({"name": "a", "nmae": 1}, "cup: take out the unknown field “nmae”"),
        ({"name": "a", "kind": "milk"}, "cup.kind: 'milk' is not one of the allowed values"),
        ({"name": "a", "size": 0}, "cup.size: must be >= 1"),
        ({"name": "a", "size": 10}, "cup.size: must be <= 9"),
        ({"name": "a", "code": "A"}, "cup.code: must match ^[a-z]+$"),
        ({"name": "a", "code": "abcd"}, "cup.code: must have a length <= 3"),
        ([], "cup: needs an object, found a list"),
    ],
)
def test_a_misfit_is_told_in_words(value: Any, says: str) -> None:
    with pytest.raises(InvalidError) as refused:
        convert(value, Cup, at="cup")
    assert str(refused.value) == says


def test_it_is_told_in_the_users_language() -> None:
    language.use("zh_CN")
    with pytest.raises(InvalidError) as refused:
        convert({"name": 3}, Cup, at="cup")
    assert str(refused.value) == "cup.name: 需要 文字，实际是 整数"


def test_what_fits_comes_back_typed() -> None:
    assert convert({"name": "盖碗", "tags": ["瓷"]}, Cup, at="") == Cup("盖碗", tags=("瓷",))


def test_an_error_without_a_place_is_about_the_whole() -> None:
    assert explain(ValueError("something else")) == ("", "something else")


def test_paths_leave_out_what_is_empty() -> None:
    assert joined("a", "", "b.0") == "a.b.0"
    assert joined("", "") == ""
