"""Small pictures are made of every format, of very large files too, beside the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from tests.media_files import moving, picture, wide
from widgets.look.thumbnails import shrunk

SIZE = QSize(40, 30)


@pytest.mark.parametrize("media", ["PNG", "JPEG", "WEBP", "AVIF", "GIF"])
def test_every_format_becomes_a_small_picture(qapp, media):
    image = shrunk(picture(80, 60, media=media), SIZE)
    assert (image.width(), image.height()) == (40, 30)
    red, green, blue, __ = image.pixelColor(2, 28).getRgb()
    assert abs(red - 180) < 30
    assert abs(green - 83) < 30
    assert blue < 60


def test_a_picture_that_moves_shows_its_first_frame(qapp):
    assert shrunk(moving(), SIZE).pixelColor(5, 5).getRgb()[:3] == (0, 60, 20)


def test_a_photograph_held_upright_is_shown_upright(qapp):
    lying = picture(80, 60, media="JPEG", turn=6)
    image = shrunk(lying, QSize(30, 40))
    assert (image.width(), image.height()) == (30, 40)
    assert image.pixelColor(28, 38).green() > image.pixelColor(2, 38).green() - 60


def test_a_picture_of_very_many_pixels_is_read_small(qapp):
    image = shrunk(wide(7_000, 6_000), SIZE)
    assert (image.width(), image.height()) == (40, 30)


@pytest.mark.parametrize("data", [b"", b"junk", picture()[:100]])
def test_what_cannot_be_read_gives_no_picture(qapp, data):
    assert shrunk(data, SIZE).isNull()
