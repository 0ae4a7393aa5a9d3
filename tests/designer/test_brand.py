"""A brand's look: palettes that can be read, themes that travel as text, colours from a picture."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from designer.actions.shop import set_theme
from designer.brand import (
    GAPS,
    PAIRS,
    RADII,
    SCALES,
    TOKENS,
    bounded,
    colour_of,
    derived,
    dressed,
    from_text,
    mended,
    palettes,
    ratio,
    seen_in,
    to_text,
    unread,
    with_colour,
)
from designer.colours import contrast, oklch
from designer.errors import InvalidError
from designer.kinds.settings.base import COLOURS
from designer.records import Theme
from designer.render.style import SCALES as DRAWN
from tests.designer import small_shop

HEX = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
THEMES = st.builds(
    Theme,
    colours=st.fixed_dictionaries(dict.fromkeys(COLOURS, HEX)),
    radius=st.integers(*RADII),
    gap=st.integers(*GAPS),
    heading=st.sampled_from(["sans", "serif"]),
    scale=st.floats(*SCALES).map(lambda x: round(x, 3)),
)


def picture(*colours: str) -> bytes:
    made = Image.new("RGB", (40 * len(colours), 40))
    for at, colour in enumerate(colours):
        made.paste(colour, (40 * at, 0, 40 * at + 40, 40))
    data = io.BytesIO()
    made.save(data, "PNG")
    return data.getvalue()


def test_the_tokens_are_those_of_the_page() -> None:
    assert tuple(TOKENS) == COLOURS
    assert SCALES == DRAWN
    assert {token for pair in PAIRS for token in pair[:2]} <= set(COLOURS)


@given(HEX)
def test_any_brand_colour_gives_a_whole_palette_that_can_be_read(brand: str) -> None:
    made = derived(brand)
    assert tuple(made) == COLOURS
    assert made["primary"] == brand
    assert unread(Theme(colours=made)) == ()


@given(HEX, HEX)
def test_an_accent_of_its_own_can_be_read_too(brand: str, accent: str) -> None:
    assert unread(Theme(colours=derived(brand, accent=accent))) == ()


def test_the_palettes_can_be_read_and_differ() -> None:
    found = [dressed(Theme(colours={}), one) for one in palettes()]
    assert len(found) >= 8
    assert len({one.colours["primary"] for one in found}) == len(found)
    assert all(unread(one) == () for one in found)
    assert all(one.name.zh and one.name.en for one in palettes())


def test_a_palette_leaves_gap_and_type_scale_alone() -> None:
    before = Theme(colours={}, gap=40, scale=1.2)
    after = dressed(before, palettes()[0])
    assert (after.gap, after.scale) == (40, 1.2)


@given(THEMES)
def test_a_theme_travels_as_text(theme: Theme) -> None:
    assert from_text(to_text(theme)) == theme


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", "not json", '{"colours": {"primary": "red"}}',
        '{"colours": {"x}": "#fff"}}',
        '{"colours": {}, "radius": "9"}', "[" * 5000, " " * 30_000,
    ],
)  # fmt: skip
def test_a_text_that_is_no_theme_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        from_text(text)
    assert "\n" not in str(caught.value)


def test_a_theme_from_outside_is_kept_within_bounds() -> None:
    made = from_text('{"colours": {"ink": "#ABC"}, "radius": 900, "gap": -4, "scale": 7}')
    assert (made.radius, made.gap, made.scale) == (RADII[1], GAPS[0], SCALES[1])
    assert made.colours == {"ink": "#aabbcc"}
    assert bounded(Theme(colours={}, scale=float("nan"))).scale == 1.0


@given(THEMES, st.sampled_from(PAIRS))
def test_one_click_mends_a_pair(theme: Theme, pair) -> None:
    after = mended(theme, pair)
    assert ratio(after, pair) >= pair.least
    changed = {token for token in COLOURS if after.colours[token] != theme.colours[token]}
    assert changed <= {pair.text}


def test_mending_muted_text_suits_paper_and_surface_alike() -> None:
    theme = Theme(colours={**derived("#1f4a3c"), "muted": "#b0b8b4"})
    (first, *__) = unread(theme)
    after = mended(theme, first)
    assert unread(after) == ()


def test_a_token_that_is_missing_or_misspelt_is_derived() -> None:
    theme = Theme(colours={"primary": "#1f4a3c", "ink": "black"})
    assert colour_of(theme, "ink") == derived("#1f4a3c")["ink"]
    assert colour_of(Theme(colours={"primary": "?"}), "paper").startswith("#")


def test_colours_are_taken_from_a_picture_the_liveliest_first() -> None:
    found = seen_in(picture("#b5392b", "#fffdf7", "#222222"))
    assert max(abs(a - b) for a, b in zip(oklch(found[0]), oklch("#b5392b"), strict=True)) < 3
    assert len(found) >= 2


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg/>"])
def test_what_is_no_picture_gives_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidError):
        seen_in(data)


def test_a_see_through_logo_stands_on_white() -> None:
    made = Image.new("RGBA", (30, 30), (0, 0, 0, 0))
    made.paste((31, 74, 60, 255), (5, 5, 25, 25))
    data = io.BytesIO()
    made.save(data, "PNG")
    assert contrast(seen_in(data.getvalue())[0], "#1f4a3c") < 1.2


# ---- as a step ----


def test_dragging_one_colour_is_one_step_and_another_part_is_another() -> None:
    document = small_shop.document()
    theme = document.shop.theme
    for colour in ("#111111", "#222222", "#333333"):
        set_theme(document, theme=with_colour(theme, "primary", colour))
    assert len(document.history.done) == 1
    set_theme(document, theme=with_colour(document.shop.theme, "ink", "#444444"))
    assert len(document.history.done) == 2
    document.undo()
    assert document.shop.theme.colours["primary"] == "#333333"
