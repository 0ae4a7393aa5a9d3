"""A crop is a part of the picture that acts as the whole picture, in every browser."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.settings.crop import SMALLEST, WHOLE, Crop, declarations, shaped
from designer.kinds.settings.image import Image, focus_rule
from designer.records import Label

FIELD = Image(id="image", label=Label(zh="图", en="Picture"))
SIDES = st.floats(SMALLEST, 1)


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    w, h = draw(SIDES), draw(SIDES)
    return Crop(draw(st.floats(0, 1)) * (1 - w), draw(st.floats(0, 1)) * (1 - h), w, h)


def value(**given_: object) -> dict[str, object]:
    return {"asset": "ast_1", "alt": "", "focus": [0.5, 0.5], **given_}


def numbers(text: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?[\d.]+", text)]


class Shown:
    """What an old browser shows in a place of the part's shape, worked out from the rules alone."""

    def __init__(self, crop: Crop, *, picture: float) -> None:
        said = declarations(crop)
        place = picture * crop.w / crop.h  # width : height of the place
        self.at = [one / 100 for one in numbers(said["--at"])]
        # object-fit: cover
        self.window = (1.0, picture / place) if place >= picture else (place / picture, 1.0)
        scale, left, top = numbers(said["--zoom"])
        self.scale, self.shift = scale, (left / 100, top / 100)
        above, after, below, before = (one / 100 for one in numbers(said["--cut"]))
        self.box = (before, above, 1 - after, 1 - below)

    def seen_at(self, x: float, y: float) -> tuple[float, float]:
        """Which point of the picture stands at a point of the place (fractions of each)."""
        own = (x / self.scale - self.shift[0], y / self.scale - self.shift[1])
        start = [at * (1 - wide) for at, wide in zip(self.at, self.window, strict=True)]
        return own[0] * self.window[0] + start[0], own[1] * self.window[1] + start[1]


@given(crops(), st.floats(0.2, 5), st.floats(0, 1), st.floats(0, 1))
def test_old_browsers_show_just_the_part_in_a_place_of_its_shape(crop, picture, x, y) -> None:
    assume(not crop.is_whole())
    shown = Shown(crop, picture=picture)
    seen = shown.seen_at(x, y)
    assert seen[0] == pytest.approx(crop.x + x * crop.w, abs=2e-3)
    assert seen[1] == pytest.approx(crop.y + y * crop.h, abs=2e-3)


@given(crops())
def test_what_is_cut_out_is_what_is_blown_up(crop) -> None:
    said = declarations(crop)
    above, after, below, before = numbers(said["--cut"])
    scale, left, top = numbers(said["--zoom"])
    assert (left, top) == (-before, -above)
    assert (100 - before - after) * scale == pytest.approx(100, abs=0.5)
    assert (100 - above - below) * scale == pytest.approx(100, abs=0.5)


@given(crops())
def test_new_browsers_take_the_part_for_the_whole(crop) -> None:
    top, right, bottom, left = numbers(declarations(crop)["--part"])
    assert min(top, right, bottom, left) >= 0
    assert 100 - left - right == pytest.approx(crop.w * 100, abs=0.01)
    assert 100 - top - bottom == pytest.approx(crop.h * 100, abs=0.01)


@given(crops(), st.floats(0, 1), st.floats(0, 1))
def test_the_focus_is_told_within_the_part(crop, x, y) -> None:
    inner = crop.inside((x, y))
    assert all(0 <= one <= 1 for one in inner)
    back = (crop.x + inner[0] * crop.w, crop.y + inner[1] * crop.h)
    if crop.x <= x <= crop.x + crop.w:
        assert back[0] == pytest.approx(x, abs=1e-6)
    if crop.y <= y <= crop.y + crop.h:
        assert back[1] == pytest.approx(y, abs=1e-6)


@given(crops(), st.floats(0.2, 5), st.floats(0.2, 5))
def test_a_crop_of_a_shape_lies_within_and_has_it(crop, ratio, picture) -> None:
    made = shaped(crop, ratio=ratio, picture=picture)
    assert made.w / made.h * picture == pytest.approx(ratio, rel=1e-6)
    assert crop.x - 1e-9 <= made.x
    assert made.x + made.w <= crop.x + crop.w + 1e-9
    assert crop.y - 1e-9 <= made.y
    assert made.y + made.h <= crop.y + crop.h + 1e-9
    assert max(made.w / crop.w, made.h / crop.h) == pytest.approx(1)


def test_a_picture_without_a_crop_says_nothing_of_one() -> None:
    for whole in (value(), value(crop=None), value(crop=list(WHOLE))):
        __, said = focus_rule("image", FIELD.parse(whole))
        assert said == {"object-position": "50% 50%"}


def test_a_crop_writes_its_rules_and_keeps_the_focus_in_view() -> None:
    parsed = FIELD.parse(value(focus=[0.75, 0.5], crop=[0.5, 0.25, 0.5, 0.5]))
    selector, said = focus_rule("image", parsed)
    assert selector == " .focus-image"
    assert said["object-position"] == "50% 50%"
    assert said["--part"] == "inset(25% 0% 25% 50%)"
    assert said["--zoom"] == "scale(2) translate(-50%, -25%)"


@pytest.mark.parametrize(
    "crop",
    [
        [0.6, 0, 0.5, 1],
        [0, 0.6, 1, 0.5],
        [0, 0, 0.001, 1],
        [0, 0, 1, 0],
        [-0.1, 0, 1, 1],
        [0, 0, 1],
    ],
)
def test_a_crop_outside_the_picture_is_refused(crop) -> None:
    with pytest.raises(InvalidError, match=r"^image"):
        FIELD.check(value(crop=crop))


def test_the_size_of_a_part_is_in_pixels_of_the_file() -> None:
    assert Crop(0, 0, 0.5, 0.25).size(1200, 800) == (600, 200)
    assert Crop(0, 0, 0.02, 0.02).size(10, 10) == (1, 1)
