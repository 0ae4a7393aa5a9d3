"""Alt measures: sizes and distances in design pixels, with real keys and a real pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ALT, NO_KEY = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
NO_BUTTON = Qt.MouseButton.NoButton


def hover(eyes, at: QPoint, modifiers=ALT) -> None:
    """Move the pointer over the page."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), eyes.target().mapToGlobal(QPointF(at)),
        NO_BUTTON, NO_BUTTON, modifiers,
    )  # fmt: skip
    QApplication.sendEvent(eyes.target(), event)


def numbers(eyes) -> list[int]:
    return sorted(int(one) for one in eyes.overlay(".span b"))


def unit(eyes) -> float:
    return eyes.rect("#flr_1")[2] / 750


def in_design(eyes, *pixels: float) -> list[int]:
    return sorted(round(one / unit(eyes)) for one in pixels if round(one / unit(eyes)) >= 1)


def select(eyes, *modules: str) -> None:
    eyes.session.look(modules=modules)
    eyes.sees(f"duplex.state.selected.length === {len(modules)}")


def corner(eyes, selector: str) -> QPoint:
    """Near the upper left corner, where the thing itself lies under the pointer."""
    left, top, *__ = eyes.rect(selector)
    return QPoint(round(left) + 3, round(top) + 3)


def test_alt_shows_the_distance_between_the_selection_and_what_is_under_the_pointer(eyes):
    eyes.zoom(0.5)
    select(eyes, "mod_0")
    hover(eyes, eyes.middle("#mod_3"))
    eyes.sees("duplex.root.querySelectorAll('.span b').length > 0")
    first, other = eyes.rect("#mod_0"), eyes.rect("#mod_3")
    gap = other[1] - (first[1] + first[3])
    assert in_design(eyes, gap)[0] in numbers(eyes)
    assert len(eyes.overlay(".measured")) == 2


def test_across_the_floors_both_distances_are_shown(eyes):
    select(eyes, "mod_2")
    hover(eyes, eyes.middle("#mod_film"))
    eyes.sees("duplex.root.querySelectorAll('.span.h b').length > 0")
    here, there = eyes.rect("#mod_2"), eyes.rect("#mod_film")
    across = there[0] - here[0] - here[2]
    assert in_design(eyes, across)[0] in numbers(eyes)


def test_over_the_selection_itself_the_distances_to_the_floor_are_shown(eyes):
    select(eyes, "mod_1")
    hover(eyes, corner(eyes, "#mod_1"))
    eyes.sees("duplex.root.querySelector('.size')")
    box, home = eyes.rect("#mod_1"), eyes.rect("#flr_1")
    below = home[1] + home[3] - box[1] - box[3]
    assert numbers(eyes) == in_design(
        eyes, box[0] - home[0], home[0] + home[2] - box[0] - box[2], box[1] - home[1], below
    )


def test_alt_alone_says_the_size_and_the_place_within_the_module(eyes):
    hover(eyes, eyes.middle("#mod_1 h2, #mod_1 h3"))
    eyes.sees("duplex.root.querySelector('.size')")
    under = eyes.js(
        "(r => [r.left, r.top, r.width, r.height])(document.elementFromPoint("
        "duplex.state.pointer.x, duplex.state.pointer.y).getBoundingClientRect())"
    )
    size = f"{round(under[2] / unit(eyes))} × {round(under[3] / unit(eyes))}"
    assert eyes.overlay(".size") == [size]
    box = eyes.rect("#mod_1")
    assert numbers(eyes) == in_design(
        eyes, under[0] - box[0], box[0] + box[2] - under[0] - under[2],
        under[1] - box[1], box[1] + box[3] - under[1] - under[3],
    )  # fmt: skip


@pytest.mark.parametrize("zoom", [0.4, 1.0, 2.5])
def test_the_numbers_do_not_depend_on_the_zoom(eyes, zoom):
    eyes.zoom(zoom)
    select(eyes, "mod_0")
    hover(eyes, corner(eyes, "#mod_0"))
    eyes.sees("duplex.root.querySelector('.size')")
    width, height = (int(one) for one in eyes.overlay(".size")[0].split(" × "))
    assert width == 750
    assert height == pytest.approx(440, abs=3)


def test_a_wider_phone_measures_the_same_design(eyes):
    eyes.look(phone="430x932")
    hover(eyes, corner(eyes, "#mod_0"))
    eyes.sees("duplex.root.querySelector('.size')")
    width, height = (int(one) for one in eyes.overlay(".size")[0].split(" × "))
    assert (width, height) == (750, pytest.approx(440, abs=2))


def test_the_key_alone_begins_and_ends_it(eyes):
    hover(eyes, eyes.middle("#mod_1"), NO_KEY)
    eyes.sees("duplex.state.pointer")
    assert eyes.overlay(".size") == []
    QTest.keyPress(eyes.target(), Qt.Key.Key_Alt, ALT)
    eyes.sees("duplex.root.querySelector('.size')")
    QTest.keyRelease(eyes.target(), Qt.Key.Key_Alt, NO_KEY)
    eyes.sees("!duplex.root.querySelector('.size')")


def test_it_ends_when_the_pointer_moves_on_without_alt(eyes):
    hover(eyes, eyes.middle("#mod_1"))
    eyes.sees("duplex.root.querySelector('.size')")
    hover(eyes, eyes.middle("#mod_2"), NO_KEY)
    eyes.sees("!duplex.root.querySelector('.measured')")


def test_measuring_leaves_the_page_as_it_was(eyes):
    eyes.zoom(0.5)
    select(eyes, "mod_0")
    hover(eyes, eyes.middle("#mod_3"))
    eyes.sees("duplex.root.querySelector('.measured')")
    eyes.assert_true_to_the_document()
