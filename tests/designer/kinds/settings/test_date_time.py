"""Instants and countdowns, choices, switches and colours."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.settings.base import COLOURS
from designer.render.scene import Scene
from tests.designer.kinds.settings.making import setting
from tests.designer.two_floors import store

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=OFFSETS)  # noqa: DTZ001
SCENE = Scene(store())


@settings(max_examples=60)
@given(MOMENTS)
def test_an_instant_comes_back_as_the_very_instant(moment: datetime) -> None:
    text = moment.isoformat()
    assert setting("date_time").view(text, SCENE) == moment
    assert setting("countdown").view({"until": text, "label": "距开抢"}, SCENE).until == moment


@pytest.mark.parametrize("text", ["2026-11-11T20:00:00", "2026-11-11", "20:00", "", "2026-13-01T0"])
@pytest.mark.parametrize(("type_", "wrap"), [("date_time", str), ("countdown", None)])
def test_a_time_without_its_offset_or_date_is_refused(type_: str, wrap: Any, text: str) -> None:
    with pytest.raises(InvalidError, match=r"^it"):
        setting(type_).check(text if wrap else {"until": text})


@pytest.mark.parametrize("value", ["Left", "left ", "", "up;}", None, 1])
def test_a_choice_takes_its_options_as_they_are_spelled(value: Any) -> None:
    with pytest.raises(InvalidError, match=r"^it: "):
        setting("choice").check(value)


def test_the_first_option_is_chosen_until_another_is() -> None:
    assert setting("choice").initial() == "left"
    assert setting("choice", default="right").initial() == "right"


@settings(max_examples=60)
@given(st.text(alphabet="#0123456789abcdefABCDEFg ;}", min_size=6, max_size=8))
def test_a_colour_is_six_digits_or_a_token(text: str) -> None:
    fits = len(text) == 7 and text[0] == "#" and set(text[1:]) <= set("0123456789abcdefABCDEF")
    try:
        setting("colour").check(text)
    except InvalidError:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize("token", COLOURS)
def test_every_token_follows_the_theme(token: str) -> None:
    assert dict(setting("colour").rules(token)) == {"": {"--it": f"var(--c-{token})"}}


@pytest.mark.parametrize("value", [0, 1, "true", "on", None, []])
def test_a_switch_is_on_or_off_and_nothing_like_it(value: Any) -> None:
    with pytest.raises(InvalidError, match="it: needs true or false"):
        setting("toggle").check(value)
