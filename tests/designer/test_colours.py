"""Colours: read from what people write, compared as people see them, mended as little as needed."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.colours import (
    AA,
    AAA,
    LARGE,
    contrast,
    from_oklch,
    hexed,
    luminance,
    mixed,
    nearest,
    oklch,
    read,
    readable_on,
    rgb,
)
from designer.errors import InvalidError

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("#1F4A3C", "#1f4a3c"),
        ("1f4a3c", "#1f4a3c"),
        (" #abc ", "#aabbcc"),
        ("rgb(31, 74, 60)", "#1f4a3c"),
        ("rgb(31 74 60)", "#1f4a3c"),
        ("31, 74, 60", "#1f4a3c"),
        ("rgb(100% 0% 0%)", "#ff0000"),
        ("rgba(31, 74, 60, 0.5)", "#1f4a3c"),
        ("hsl(0, 100%, 50%)", "#ff0000"),
        ("hsl(120deg 100% 25%)", "#008000"),
        ("rgb(300, -5, 0)", "#ff0000"),
    ],
)
def test_a_colour_is_read_in_every_common_spelling(written: str, meant: str) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    "wrong", ["", "#12", "teal", "rgb(1,2)", "#1234567", "1,2,300,4", "x" * 99]
)
def test_what_is_no_colour_is_said_in_one_sentence(wrong: str) -> None:
    with pytest.raises(InvalidError) as caught:
        read(wrong)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 120


@given(COLOURS)
def test_reading_and_writing_agree(colour: str) -> None:
    assert hexed(rgb(colour)) == colour == read(colour.upper())
    red, green, blue = (round(one * 255) for one in rgb(colour))
    assert read(f"rgb({red}, {green}, {blue})") == colour
    hue, light, saturation = colorsys.rgb_to_hls(*rgb(colour))
    near = read(f"hsl({hue * 360}, {saturation * 100}%, {light * 100}%)")
    assert max(abs(a - b) for a, b in zip(rgb(near), rgb(colour), strict=True)) < 0.01


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#1f4a3c", "#1f4a3c") == 1
    assert (LARGE, AA, AAA) == (3, 4.5, 7)


@given(COLOURS, COLOURS)
def test_contrast_looks_the_same_from_both_sides(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
    assert 0 <= luminance(one) <= 1


@given(COLOURS)
def test_oklch_goes_there_and_back(colour: str) -> None:
    back = from_oklch(*oklch(colour))
    assert max(abs(a - b) for a, b in zip(rgb(back), rgb(colour), strict=True)) <= 2 / 255


@given(st.floats(0.12, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_every_wish_gives_a_colour_a_screen_can_show(lightness, chroma, hue) -> None:
    made = from_oklch(lightness, chroma, hue)
    assert read(made) == made
    assert abs(oklch(made)[0] - lightness) < 0.03


@given(COLOURS, COLOURS, st.sampled_from([LARGE, AA]))
def test_the_nearest_colour_can_be_read(colour: str, ground: str, least: float) -> None:
    made = nearest(colour, ground, least=least)
    assert contrast(made, ground) >= least
    if contrast(colour, ground) >= least:
        assert made == colour


@given(COLOURS, COLOURS)
def test_the_nearest_colour_moves_no_farther_than_black_or_white(colour, ground) -> None:
    def away(one: str) -> float:
        return abs(oklch(one)[0] - oklch(colour)[0])

    made = nearest(colour, ground)
    readable = [one for one in ("#000000", "#ffffff") if contrast(one, ground) >= AA]
    assert away(made) <= min(map(away, readable)) + 0.02


def test_mending_keeps_the_hue() -> None:
    made = nearest("#ff9a3c", "#ffffff")
    assert abs(oklch(made)[2] - oklch("#ff9a3c")[2]) < 8
    assert contrast(made, "#ffffff") == pytest.approx(AA, abs=0.15)


def test_two_grounds_that_no_colour_suits_give_the_better_of_black_and_white() -> None:
    assert nearest("#888888", "#000000", "#ffffff", least=AAA) in ("#000000", "#ffffff")


@given(COLOURS)
def test_there_is_always_an_ink_to_write_with(ground: str) -> None:
    assert contrast(readable_on(ground), ground) >= AA


def test_mixing_is_that_of_css() -> None:
    assert mixed("#ffffff", "#000000", 0.5) == "#808080"
    assert mixed("#c9a45c", "#1d2b26", 1) == "#c9a45c"
    assert mixed("#c9a45c", "#1d2b26", 0) == "#1d2b26"
