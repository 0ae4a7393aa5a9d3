"""Pictures are made upright, RGB and light, and are known again when they look the same."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from designer.document import pictures
from designer.document.media import inspected
from designer.document.pictures import (
    Looks,
    alike,
    colours,
    groups,
    lighter,
    looks,
    reduced,
    usable,
)
from designer.errors import InvalidError
from tests.media_files import bomb, noise, picture


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_picture_lying_on_its_side_is_measured_and_shown_upright():
    data = picture(80, 60, media="JPEG", turn=6)
    assert inspected(data, "image/jpeg", name="p") == (60, 80)
    assert reduced(data, 40, name="p").size == (30, 40)


def test_a_small_picture_is_not_made_larger():
    assert reduced(picture(8, 6), 40, name="p").size == (8, 6)


def test_a_cmyk_picture_becomes_rgb_and_others_stay_the_same_bytes():
    cmyk = picture(media="JPEG", mode="CMYK")
    made = opened(usable(cmyk, "image/jpeg", name="p"))
    assert made.mode == "RGB"
    assert max(abs(a - b) for a, b in zip(made.getpixel((40, 5)), (180, 83, 9), strict=True)) < 12
    rgb = picture(media="JPEG")
    assert usable(rgb, "image/jpeg", name="p") is rgb
    assert usable(b"anything", "video/mp4", name="p") == b"anything"


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(InvalidError, match="20000 × 20000 pixels"):
        reduced(bomb(), 40, name="bomb")
    with pytest.raises(InvalidError, match=r"“bomb” has (20000 × 20000|more) pixels"):
        inspected(bomb(), "image/png", name="bomb")


def test_a_huge_photograph_is_brought_to_what_a_page_can_use(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 4_000)
    monkeypatch.setattr(pictures, "LARGEST", 50)
    made = opened(usable(picture(media="JPEG"), "image/jpeg", name="p"))
    assert max(made.size) <= 50


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", picture()[:200], b"GIF89a"])
def test_a_damaged_picture_is_one_sentence(data):
    with pytest.raises(InvalidError, match="“torn” is damaged"):
        reduced(data, 40, name="torn")


# ---- lighter ----


def test_a_heavy_picture_is_brought_just_under_the_limit():
    heavy = noise(600, 400)
    limit = 120_000
    made = lighter(heavy, name="p", limit=limit)
    assert made.media == "image/jpeg"
    assert limit * 0.6 < len(made.data) <= limit
    assert opened(made.data).size == (made.width, made.height) == (600, 400)


def test_only_when_quality_is_not_enough_it_gets_smaller():
    made = lighter(noise(600, 400), name="p", limit=9_000)
    assert made.width < 600
    assert len(made.data) <= 9_000
    assert abs(made.width / made.height - 1.5) < 0.02


def test_clear_parts_stay_clear():
    clear = Image.new("RGBA", (200, 100), (200, 40, 20, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    made = lighter(out.getvalue(), name="p", limit=50_000)
    assert made.media == "image/webp"
    assert opened(made.data).convert("RGBA").getpixel((5, 5))[3] == 0


def test_a_very_wide_picture_is_brought_to_what_a_phone_shows():
    made = lighter(picture(2400, 300), name="p", limit=2_000_000)
    assert (made.width, made.height) == (1500, 188)


def test_the_impossible_is_said():
    with pytest.raises(InvalidError, match="“p” cannot be made light enough"):
        lighter(noise(600, 400), name="p", limit=20)


def test_a_picture_on_its_side_is_upright_when_it_is_lighter():
    made = lighter(picture(80, 60, media="JPEG", turn=6), name="p", limit=50_000)
    assert (made.width, made.height) == (60, 80)


def near(one: str, other: str) -> bool:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return all(abs(a - b) < 16 for a, b in pairs)


def test_the_colours_of_a_picture_are_told_by_their_share():
    found = colours(picture(200, 150), name="p")
    assert found[0] == "#b45309"
    for wanted in ("#b45309", "#fdf6e3", "#1f4a40"):
        assert any(near(one, wanted) for one in found[:4]), (wanted, found)
    assert len(colours(noise(60, 60), name="p", most=4)) <= 4


# ---- looking alike ----


def seen(data: bytes) -> Looks:
    return looks(data, name="p")


@settings(max_examples=15)
@given(st.integers(100, 400), st.sampled_from(["JPEG", "WEBP", "PNG"]), st.integers(55, 95))
def test_a_picture_scaled_and_saved_again_looks_the_same(width, media, quality):
    first = seen(picture(400, 300))
    options = {} if media == "PNG" else {"quality": quality}
    assert alike(first, seen(picture(width, round(width * 0.75), media=media, **options)))


def test_other_pictures_colours_and_shapes_look_otherwise():
    first = seen(picture(400, 300))
    assert not alike(first, seen(noise(400, 300)))
    assert not alike(first, seen(picture(400, 300, colour="#2030d0")))
    assert not alike(first, seen(picture(400, 200)))


def test_medals_of_gold_silver_and_bronze_are_three_pictures(sample_dir):
    files = [sample_dir / "assets" / f"medal-{n}.png" for n in (1, 2, 3)]
    assert groups({file.name: seen(file.read_bytes()) for file in files}) == []


def test_pictures_that_look_the_same_are_gathered():
    found = {
        "a": seen(picture(400, 300)), "b": seen(noise(80, 60)), "c": seen(picture(200, 150)),
        "d": seen(picture(120, 90, media="JPEG")),
    }  # fmt: skip
    assert groups(found) == [("a", "c", "d")]
    assert groups({}) == []
