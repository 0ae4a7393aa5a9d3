"""Settings written for an older version of a kind are read by the newer one."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.migration import Migration, migrated

STEPS = [
    {"to": 3, "steps": [{"do": "rename", "old": "tint", "new": "ground"}]},
    {
        "to": 2,
        "steps": [
            {"do": "rename", "old": "colour", "new": "tint"},
            {"do": "replace", "setting": "fit", "old": "fill", "new": "cover"},
            {"do": "drop", "setting": "shadow"},
        ],
    },
]
MIGRATIONS = msgspec.convert(STEPS, list[Migration])
SETTINGS = st.dictionaries(
    st.sampled_from(["colour", "tint", "ground", "fit", "shadow", "title"]),
    st.sampled_from(["fill", "cover", "red", 3, None, True]),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {}),
        ({"colour": "red"}, {"ground": "red"}),
        ({"tint": "red"}, {"ground": "red"}),
        ({"ground": "red"}, {"ground": "red"}),
        ({"colour": "old", "ground": "new"}, {"ground": "new"}),
        ({"fit": "fill"}, {"fit": "cover"}),
        ({"fit": "contain"}, {"fit": "contain"}),
        ({"shadow": True, "title": "茶"}, {"title": "茶"}),
    ],
)
def test_steps_are_carried_out_in_the_order_of_versions(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    assert migrated(old, MIGRATIONS) == new


@given(SETTINGS)
def test_what_was_given_is_never_changed_itself(settings: dict[str, Any]) -> None:
    before = dict(settings)
    migrated(settings, MIGRATIONS)
    assert settings == before


@given(SETTINGS)
def test_names_beside_the_steps_are_let_be(settings: dict[str, Any]) -> None:
    assert migrated(settings, MIGRATIONS).get("title") == settings.get("title")
    assert "shadow" not in migrated(settings, MIGRATIONS)


@given(SETTINGS)
def test_carrying_them_out_twice_changes_nothing_more(settings: dict[str, Any]) -> None:
    once = migrated(settings, MIGRATIONS)
    assert migrated(once, MIGRATIONS) == once
