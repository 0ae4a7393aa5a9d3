"""The tool that pictures presets: what it stages and how it cuts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from designer.document.invariants import problems
from designer.errors import NotFoundError
from designer.records import Module
from widgets.palette.picturing import SIZE, Scene, Shelf, cut

INK, PAPER = QColor("#246b4a"), QColor("#fffdf7")


def page(height: int) -> QImage:
    """A page on paper with an inked module of this height at (0, 50)."""
    made = QImage(750, height + 100, QImage.Format.Format_RGB32)
    made.fill(PAPER)
    painter = QPainter(made)
    painter.fillRect(0, 50, 750, height, INK)
    painter.end()
    return made


def test_a_low_module_stands_in_the_middle_of_its_own_ground():
    tile = cut(page(300), QRect(0, 50, 750, 300), tall=False)
    assert tile.size() == SIZE
    assert tile.pixelColor(5, 5) == tile.pixelColor(128, 96) == INK


def test_a_high_module_shows_its_head():
    whole = page(2000)
    QPainter(whole).fillRect(0, 50, 750, 40, QColor("#b5392b"))
    tile = cut(whole, QRect(0, 50, 750, 2000), tall=False)
    assert tile.pixelColor(128, 4).red() > 150
    assert tile.pixelColor(128, 180) == INK


def test_a_screen_of_the_second_floor_is_seen_whole():
    whole = page(1600)
    QPainter(whole).fillRect(0, 1550, 750, 100, QColor("#b5392b"))
    tile = cut(whole, QRect(0, 50, 750, 1600), tall=True)
    assert tile.pixelColor(128, 188).red() > 150
    assert tile.pixelColor(4, 100) == INK


@pytest.mark.parametrize("kind", ["poster", "coupons", "immersive_poster"])
def test_a_preset_is_staged_in_a_sound_shop(library, kind):
    scene = Scene(library.kinds[kind], 0, library=library)
    assert not list(problems(scene.document, library=library))
    decision = scene.decision()
    assert decision.choices == {scene.module: scene.document.get(scene.module, Module).default}


def test_a_picture_that_is_not_on_the_shelf_is_told():
    shelf = Shelf()
    assert shelf.get(shelf.add(b"x")) == b"x"
    with pytest.raises(NotFoundError):
        shelf.get("0" * 64)
