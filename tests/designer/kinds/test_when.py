"""Conditions over a module's own settings."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from designer.kinds.when import When, is_empty, read

VALUES = {
    "fit": "cover",
    "height": 600,
    "wide": True,
    "title": " ",
    "image": {"asset": None, "alt": ""},
    "slides": [{"id": "a", "words": "茶"}],
    "link": {"action": "none", "target": ""},
    "items": [],
}


def when(**fields: Any) -> When:
    return msgspec.convert(fields, When)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"setting": "fit", "is": "cover"}, True),
        ({"setting": "fit", "is": "fill"}, False),
        ({"setting": "wide", "is": True}, True),
        ({"setting": "wide", "is": 1}, False),
        ({"setting": "nothing", "is": None}, True),
        ({"setting": "fit", "any_of": ["fill", "cover"]}, True),
        ({"setting": "height", "at_least": 600}, True),
        ({"setting": "height", "less_than": 600}, False),
        ({"setting": "fit", "at_least": 1}, False),
        ({"setting": "title", "empty": True}, True),
        ({"setting": "image", "empty": True}, True),
        ({"setting": "image.alt", "is": ""}, True),
        ({"setting": "slides", "empty": False}, True),
        ({"setting": "slides.0.words", "is": "茶"}, True),
        ({"setting": "slides.7.words", "empty": True}, True),
        ({"setting": "link", "empty": True}, True),
        ({"all": [{"setting": "wide", "is": True}, {"setting": "fit", "is": "fill"}]}, False),
        ({"any": [{"setting": "wide", "is": True}, {"setting": "fit", "is": "fill"}]}, True),
        ({"not": {"setting": "wide", "is": True}}, False),
        ({"all": []}, True),
        ({"any": []}, False),
    ],
)
def test_a_condition_holds_or_does_not(condition: dict[str, Any], holds: bool) -> None:
    assert when(**condition).holds(VALUES) is holds


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"setting": "fit"},
        {"is": 3},
        {"setting": "fit", "is": 1, "empty": True},
        {"setting": "fit", "all": []},
        {"all": [], "any": []},
    ],
)
def test_a_condition_that_says_nothing_or_two_things_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError, match="with one of is"):
        when(**wrong)


def test_a_condition_knows_the_settings_it_reads() -> None:
    condition = when(
        all=[{"setting": "a.b", "is": 1}, {"not": {"any": [{"setting": "c", "empty": True}]}}]
    )
    assert condition.settings() == {"a", "c"}


@pytest.mark.parametrize(
    ("value", "empty"),
    [
        (None, True),
        ("", True),
        ("茶", False),
        ([], True),
        ([0], False),
        (0, False),
        (False, False),
        ({"asset": "ast_1"}, False),
        ({"action": "follow"}, False),
        ({"until": None, "label": ""}, True),
        ({"mode": "manual", "items": []}, True),
        ({"mode": "rule"}, False),
    ],
)
def test_empty_means_that_nothing_was_filled_in(value: Any, empty: bool) -> None:
    assert is_empty(value) is empty


def test_reading_a_path_never_fails() -> None:
    assert read(VALUES, "height.x.y") is None
    assert read(VALUES, "slides.x") is None
