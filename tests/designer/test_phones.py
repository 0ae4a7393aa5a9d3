"""The phones: real sizes, each once, narrow ones first."""

from __future__ import annotations

import pytest

from designer.phones import BASE, after, phone, phones


def test_phones_reach_from_360_to_430_points():
    widths = [one.width for one in phones()]
    assert widths == sorted(widths)
    assert (widths[0], widths[-1]) == (360, 430)
    assert len(phones()) >= 9


def test_each_phone_is_named_by_its_size_in_both_languages():
    assert len({one.id for one in phones()}) == len(phones())
    for one in phones():
        assert one.id == f"{one.width}x{one.height}"
        assert one.name.zh
        assert one.name.en
        assert one.like
        assert 1.7 < one.height / one.width < 2.3


def test_the_base_screen_halves_design_pixels():
    assert phone(BASE).width * 2 == 750


@pytest.mark.parametrize("unknown", ["", "1x1", "390X844"])
def test_an_unknown_phone_is_the_base_screen(unknown):
    assert phone(unknown).id == BASE


def test_the_last_is_followed_by_the_first():
    assert after(phones()[-1].id) == phones()[0]
    assert after(phones()[0].id) == phones()[1]
