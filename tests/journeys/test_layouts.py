"""Layouts as a designer makes them: from a starter, from parts, for crowds, and kept for later."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from designer.actions.crowds import add_segment
from designer.actions.linking import original_of
from designer.actions.variants import set_setting
from designer.document.inheritance import effective
from designer.document.queries import modules_of
from designer.records import AllOf, Module, Page, Show
from tests.journeys.person import Person
from widgets.starters.version_line import VersionLine


@pytest.fixture
def person(visit, small_shop, tmp_path, monkeypatch) -> Person:
    monkeypatch.setattr("designer.templates._own_folder", lambda: tmp_path / "kept")
    return visit(small_shop)


def asked(answer: Callable[[QDialog], None]) -> None:
    """Answer the next dialog once it stands open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            answer(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def variant_of(person: Person, module: str) -> str:
    return person.session.document.get(module, Module).variants[0]


def test_a_starter_becomes_the_page_by_keys_and_mouse(person):
    session = person.session
    count = len(session.page().layouts)

    def choose(dialog) -> None:
        person.click(dialog.cards["tea_daily"])
        person.click(dialog.use)

    asked(choose)
    person.key("Ctrl+Alt+N")
    person.until(lambda: session.layout().name == "Three cups a day")
    assert len(session.page().layouts) == count + 1
    person.sees_the_document()
    person.turn_to_it()
    person.key("Ctrl+Z")
    assert len(session.page().layouts) == count


def test_a_part_is_edited_once_and_changes_everywhere(person):
    session = person.session
    document = session.document
    original = next(k for k in session.modules() if document.get(k, Module).kind == "poster")
    session.look(modules=(original,))
    person.key("Ctrl+G")
    palette = person.window.design().side.show_tab("kinds")
    palette.show_place("parts")
    person.until(lambda: len(palette.parts.tiles) == 1)
    last = next(key for key in session.modules() if key != original)
    session.look(modules=(last,))
    palette.parts.add(palette.parts.tiles[0].dragged())
    (copy,) = session.focus.modules
    assert original_of(session.document, copy) == original
    person.hands.canvas.setFocus()
    person.key("Ctrl+Alt+G")
    assert session.focus.modules == (original,)
    session.look(modules=(copy,))
    person.key("Ctrl+Shift+G")
    assert original_of(session.document, copy) is None
    person.key("Ctrl+Z")
    assert original_of(session.document, copy) == original
    person.sees_the_document()


def test_crowds_get_versions_and_only_differences_are_edited(person):
    session, document = person.session, person.session.document
    add_segment(document, name="Everybody", when=AllOf())
    home, layout = session.focus.page, session.focus.layout
    name = session.layout().name

    def choose(dialog) -> None:
        person.click(dialog.lines[-1].box)
        person.click(dialog.make)

    asked(choose)
    person.window.menus.actions["layout.crowds"].trigger()
    person.until(lambda: session.focus.layout != layout)
    shown = [rule.outcome for rule in document.get(home, Page).rules]
    assert Show(variant=session.focus.layout) in shown
    line = person.window.design().findChild(VersionLine)
    person.until(lambda: line.words.text() == f"Like “{name}”")
    first = next(m for m in modules_of(document, session.focus.layout) if m.kind == "poster")
    set_setting(document, variant=first.variants[0], setting="headline", value="For them")
    person.until(lambda: line.words.text().startswith(f"Differs from “{name}” in 1 of "))
    base = original_of(document, first.id)
    assert effective(document, variant_of(person, base))["headline"] != "For them"
    person.sees_the_document()


def test_modules_are_kept_as_a_template_and_come_back(person):
    session = person.session
    session.look(modules=session.modules()[:2])
    names = [session.document.get(key, Module).name for key in session.focus.modules]

    def save(dialog) -> None:
        dialog.name.setText("My pair")
        person.click(dialog.keep)

    asked(save)
    person.window.menus.actions["template.save"].trigger()
    palette = person.window.design().side.show_tab("kinds")
    person.until(lambda: [tile.text() for tile in palette.templates.tiles] == ["My pair"])
    tile = palette.templates.tiles[0]
    assert tile.dragged().template
    found = palette.templates.shelf.get(tile.dragged().template)
    assert list(found.about.modules) == names
    person.until(lambda: bool(palette.templates.shelf.picture(found)))
