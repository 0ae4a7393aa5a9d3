"""Hundreds of gestures in any order on the board and the cube: nothing breaks, undo leads back."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt

from designer.document.invariants import problems
from designer.kinds.geometry.tiles import fits
from tests.widgets.zones.conftest import Hand
from tests.widgets.zones.test_cube import Hand as CubeHand
from tests.widgets.zones.test_cube import hand as cube_hand  # noqa: F401

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
GESTURES = 120
KEYS = (
    "Tab", "Ctrl+A", "Esc", "Del", "Ctrl+D", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Shift+L",
    "Left", "Right", "Up", "Down", "Shift+Left", "Shift+Down", "Ctrl+Right", "Ctrl+Up", "Alt+A",
    "Alt+D", "Alt+W", "Alt+S", "Alt+H", "Alt+V", "Ctrl+Alt+H", "Ctrl+Alt+V", "Ctrl+Alt+S",
    "Ctrl+Alt+W", "Ins", "F8", "Ctrl+Shift+M", "Ctrl+[", "Ctrl+]", "Ctrl+=", "Ctrl+-", "Shift+1",
    "Shift+2", "Ctrl+0", "Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z",
)  # fmt: skip


def gesture(hand: Hand, chance: random.Random, *, first: int) -> None:
    """Do anything at all."""
    if not hand.editor.isVisible():
        hand.editor.show()
        hand.editor.activateWindow()
    if not hand.board.hasFocus():
        hand.board.setFocus()
    deed = chance.choices(("key", "drag", "click", "esc"), (6, 5, 2, 1))[0]
    points = [(chance.uniform(-60, 1260), chance.uniform(-60, 1460)) for __ in range(3)]
    held = chance.choice((NONE, NONE, NONE, SHIFT, CTRL, ALT))
    if deed == "key":
        key = chance.choice(KEYS)
        closing = key == "Esc" and not hand.subject.selected
        too_far = key == "Ctrl+Z" and hand.steps() <= first
        if not closing and not too_far:
            hand.key(key)
    elif deed == "drag":
        hand.drag(*points, held=held)
    elif deed == "click":
        hand.click(*points[0], held)
    else:
        hand.drag(*points, held=held, let_go=False)
        if not hand.board.give_up():
            hand.board.update()


@pytest.mark.parametrize("seed", [3, 7])
def test_zones_stay_sound_and_undoing_everything_leads_back(hand, session, seed) -> None:
    chance, start = random.Random(seed), dict(session.document.records)
    first = len(session.document.history.done)
    for __ in range(GESTURES):
        gesture(hand, chance, first=first)
        size = hand.subject.picture.size
        assert all(box == box.inside(size) for box in hand.subject.picture.boxes.values())
        assert set(hand.subject.selected) <= set(hand.boxes())
        assert hand.subject.picture.boxes.keys() == hand.editor.list._rows.keys()
    hand.board.grab()
    assert not list(problems(session.document, library=session.library))
    while len(session.document.history.done) > first and session.document.undo():
        pass
    assert dict(session.document.records) == start
    assert [zone.id for zone in hand.subject.zones] == ["zon_a", "zon_b", "zon_c"]


def place(hand: CubeHand, chance: random.Random):
    """Anywhere on the board."""
    rect = hand.board.rect()
    return rect.topLeft() + type(rect.topLeft())(
        chance.randint(0, rect.width() - 1), chance.randint(0, rect.height() - 1)
    )


@pytest.mark.parametrize("seed", [5])
def test_a_cube_stays_sound_too(cube_hand, session, seed) -> None:  # noqa: F811
    hand, chance = cube_hand, random.Random(seed)
    start, first = dict(session.document.records), len(session.document.history.done)
    keys = ("Left", "Right", "Up", "Down", "Shift+Right", "Shift+Down", "Return", "Ctrl+G",
            "Ctrl+Shift+G", "Del", "Esc")  # fmt: skip
    for __ in range(GESTURES):
        deed = chance.choices(("key", "drag", "template", "shape", "undo"), (8, 6, 1, 1, 1))[0]
        if deed == "key":
            hand.board.setFocus()
            key = chance.choice(keys)
            if key != "Esc" or hand.subject.area is not None:
                hand.key(key)
        elif deed == "drag":
            held = chance.choice((NONE, NONE, ALT))
            hand.drag(*(place(hand, chance) for __ in range(3)), held=held)
        elif deed == "template":
            hand.desk.templates._chose(chance.choice(list(hand.desk.templates.buttons)))
        elif deed == "shape":
            hand.desk.columns.setValue(chance.randint(1, 8))
            hand.desk.rows.setValue(chance.randint(1, 6))
        elif len(session.document.history.done) > first:
            session.undo()
        cube = hand.subject.cube
        assert fits((cell.box for cell in cube.cells), (cube.columns, cube.rows))
    hand.board.grab()
    assert not list(problems(session.document, library=session.library))
    while len(session.document.history.done) > first and session.document.undo():
        pass
    assert dict(session.document.records) == start
