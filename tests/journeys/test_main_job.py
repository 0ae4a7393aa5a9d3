"""The main job from end to end: lay out, bind to a crowd, see it, go back, come back, hand over."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QPoint, QProcess, QTimer

from designer.document.queries import floor_at
from designer.export.package import export_package
from designer.export.verify import verify
from designer.records import HIDDEN, Floor, InSegment, Module, Show, Variant
from tests.journeys.wall import Wall
from tests.widgets import shops
from widgets.rules.panel import DEFAULT

WORDS = "云上有人家"


@pytest.fixture
def person(visit, flagship):
    return visit(flagship, instant=shops.at(11, 5, 20))


def second_floor(person):
    floor = floor_at(person.session.document, person.session.focus.layout, 2)
    return person.session.document.get(floor.id, Floor)


def drop_poster(person):
    """Drag 沉浸海报 onto the top of floor 2; the new module."""
    before = second_floor(person).modules
    left, top, *__ = (round(number) for number in person.hands.rect(f"#{before[0]}"))
    person.drop("immersive_poster", QPoint(left + 60, top + 20))
    person.until(lambda: len(second_floor(person).modules) == len(before) + 1)
    (made,) = set(second_floor(person).modules) - set(before)
    assert person.session.focus.modules == (made,)
    return made


def write_headline(person, text=WORDS):
    """Type the headline into the inspector."""
    panels = person.window.design().panels
    person.click(panels.tabs.button("content"))
    form = panels.stack.currentWidget().form
    form.rows["headline"].field.setFocus()
    person.write(text)


def bind_to(person, segment):
    """Show the module to one segment, and to nobody else."""
    panel = person.audience()
    person.click(panel.add)
    person.seen(panel.editor)
    person.click(panel.editor.audience.chips.chips[segment])
    person.click(panel.editor.done)
    person.until(lambda: len(panel.slot().rules) == 1)
    panel.cards[DEFAULT].setFocus()
    person.key("Return")
    person.seen(panel.default_menu.chooser)
    person.key("End")
    person.key("Return")
    person.until(lambda: panel.slot().default == HIDDEN)


def test_a_hero_on_floor_two_for_one_crowd_from_drop_to_hand_over(person, tmp_path):
    start = person.records()
    made = drop_poster(person)
    person.sees_the_document()

    write_headline(person)
    document = person.session.document
    module = document.get(made, Module)
    assert document.get(module.default, Variant).settings["headline"] == WORDS
    assert person.page_says(WORDS)
    person.sees_the_document()

    bind_to(person, "seg_gen_z")
    (rule,) = document.get(made, Module).rules
    assert rule.audience == InSegment(segment="seg_gen_z")
    assert rule.outcome == Show(variant=module.default)
    person.sees_the_document()

    wall = Wall(person, person.room("personas"))
    person.until(lambda: wall.shows("per_lin", WORDS))
    assert not wall.shows("per_zhou", WORDS)
    assert wall.modules_shown("per_lin", made)
    assert not wall.modules_shown("per_zhou", made)
    wall.is_true_for_everybody()

    person.key("Alt+1")
    person.seen(person.hands.canvas)
    person.window.design().canvas.setFocus()
    done = person.records()
    steps = person.undo_all()
    assert steps == 4  # drop, headline, rule, default
    assert person.records() == start
    person.sees_the_document()
    assert person.redo_all() == steps
    assert person.records() == done
    person.sees_the_document()

    person.close()
    person.open(instant=shops.at(11, 5, 20))
    assert person.records() == done
    person.sees_the_document()
    assert person.undo_all() == steps
    assert person.records() == start
    assert person.redo_all() == steps

    package = tmp_path / "package"
    session = person.session
    export_package(session.document, session.project.assets, package, library=person.library)
    assert verify(package).sound
    assert any(WORDS in file.read_text("utf-8") for file in package.rglob("*.html"))


@pytest.mark.skipif(
    os.environ.get("QT_QPA_PLATFORM") != "xcb", reason="a drag of the system needs a real screen"
)
def test_a_hero_dragged_by_a_real_mouse(person):
    person.window.move(0, 0)
    design = person.window.design()
    palette = design.side.show_tab("kinds")
    person.seen(palette)
    palette.search.setFocus()
    person.write("沉浸海报")
    person.until(lambda: len(palette.cards) == 1)
    before = second_floor(person).modules
    left, top, *__ = (round(number) for number in person.hands.rect(f"#{before[0]}"))
    card = palette.cards[0]
    start = card.mapToGlobal(card.rect().center())
    end = design.canvas.mapToGlobal(QPoint(left + 60, top + 20))
    way = [start + (end - start) * share / 8 for share in range(1, 9)]
    moves = [("mousemove", at.x(), at.y()) for at in way]
    _steps(("mousemove", start.x(), start.y()), ("mousedown", 1), *moves, moves[-1], ("mouseup", 1))
    person.until(lambda: len(second_floor(person).modules) == len(before) + 1)
    assert person.session.module().kind == "immersive_poster"
    person.sees_the_document()


def _steps(*commands):
    """Play moves of the mouse one after the other, since a drag holds the event loop."""
    for number, command in enumerate(commands):
        words = [str(word) for word in command]
        QTimer.singleShot(
            120 * (number + 1), lambda words=words: QProcess.startDetached("xdotool", words)
        )
