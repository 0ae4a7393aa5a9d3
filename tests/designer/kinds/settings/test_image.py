"""Pictures, videos, panoramas and 3D models."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.render.scene import Scene
from tests.designer.kinds.settings.making import setting
from tests.designer.two_floors import store

PART = st.floats(0, 1)


@settings(max_examples=60)
@given(PART, PART)
def test_a_crop_is_centred_on_the_focus_to_a_hundredth_of_a_percent(x: float, y: float) -> None:
    (rule,) = setting("image").rules({"focus": [x, y]})
    below, declarations = rule
    assert below == " .focus-it"
    left, top = declarations["object-position"].split()
    assert abs(float(left.removesuffix("%")) - x * 100) < 0.0051
    assert abs(float(top.removesuffix("%")) - y * 100) < 0.0051


def test_the_middle_is_written_too_so_that_it_replaces_another() -> None:
    (rule,) = setting("image").rules(setting("image").initial())
    assert rule[1] == {"object-position": "50% 50%"}


@pytest.mark.parametrize("ratio", [[0, 1], [750], [750, 0], [1.5, 1], "wide"])
def test_a_shape_is_two_whole_numbers(ratio: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        setting("image", ratio=ratio)


def test_a_picture_without_words_of_its_own_borrows_those_of_its_file() -> None:
    one = setting("image")
    assert one.view({"asset": "ast_can"}, Scene(store())).alt == "一罐茶"
    assert one.view({"asset": "ast_can", "alt": "茶罐"}, Scene(store())).alt == "茶罐"


@pytest.mark.parametrize("asset", [None, "ast_gone", "prd_mist", ""])
def test_a_picture_that_is_not_there_shows_as_none(asset: str | None) -> None:
    assert setting("image").view({"asset": asset}, Scene(store())) is None


@pytest.mark.parametrize("type_", ["video", "panorama", "model"])
def test_a_poster_alone_is_something_to_show(type_: str) -> None:
    shown = setting(type_).view({"asset": None, "poster": "ast_can"}, Scene(store()))
    assert (shown.url, shown.muted) == ("", True)
    assert shown.poster.url.endswith(".png")


@pytest.mark.parametrize("type_", ["video", "panorama", "model"])
def test_neither_file_nor_poster_is_nothing(type_: str) -> None:
    assert setting(type_).view({"asset": "ast_gone"}, Scene(store())) is None


def test_only_a_video_can_be_muted() -> None:
    assert (
        setting("video").view({"asset": "ast_can", "muted": False}, Scene(store())).muted is False
    )
    with pytest.raises(InvalidError, match="it: take out the unknown field “muted”"):
        setting("model").check({"asset": None, "muted": False})
