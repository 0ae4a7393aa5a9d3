"""A few hundred gestures in any order, on the real window: the canvas stays true to the document,
the file to memory, and undoing everything leads back to where it began."""

from __future__ import annotations

import random

import pytest

from designer.document.invariants import problems
from designer.storage.project import Project
from tests.widgets import shops

GESTURES = 150
INSTANTS = (shops.at(11, 5, 20), shops.at(11, 11), shops.at(11, 13))
KEYS = (
    "Ctrl+D", "Del", "Ctrl+Up", "Ctrl+Down", "Ctrl+Shift+Up", "Ctrl+Shift+Down", "Ctrl+Shift+M",
    "Ctrl+Shift+D", "Ctrl+A", "Up", "Down", "Shift+Down", "Home", "End", "Escape", "Ctrl+=",
    "Ctrl+9", "Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+V", "Ctrl+Shift+V",
    "Ctrl+Alt+C", "Ctrl+Alt+V", "Ctrl+Shift+A", "Ctrl+Shift+H", "Ctrl+Shift+L", "Ctrl+Shift+L",
)  # fmt: skip


class Gestures:
    """What a restless hand does next."""

    def __init__(self, person, seed):
        self.person, self.chance = person, random.Random(seed)
        self.deeds = {
            self.press: 5, self.key: 6, self.undo: 2, self.redo: 1, self.write: 3,
            self.persona: 2, self.time: 1, self.drag: 2, self.drop: 1,
        }  # fmt: skip

    def go_on(self):
        """Do the next thing; its name."""
        (deed,) = self.chance.choices(list(self.deeds), list(self.deeds.values()))
        deed()
        return deed.__name__

    def visible(self):
        """The modules of the layout that have a height on the page."""
        hands = self.person.hands
        code = (
            "[...document.querySelectorAll('main [data-module]')]"
            ".filter(e => e.offsetHeight > 8).map(e => e.id)"
        )
        there = self.person.session.modules()
        return [key for key in hands.js(code) or () if key in there]

    def press(self):
        if found := self.visible():
            self.person.session.look(modules=(self.chance.choice(found),))
            self.person.breathe()
            self.person.hands.press(self.person.hands.middle(f"#{self.chance.choice(found)}"))

    def key(self):
        self.person.key(self.chance.choice(KEYS))

    def undo(self):
        self.person.key("Ctrl+Z")

    def redo(self):
        self.person.key("Ctrl+Shift+Z")

    def write(self):
        session = self.person.session
        form = self.person.window.design().panels.stack.currentWidget().form
        row = form.rows.get("headline") if form and session.module() else None
        if row is not None:
            row.field.setFocus()
            typed = self.person.keyboard()
            if typed is not row.field and not row.field.isAncestorOf(typed):
                return  # the field is out of sight, and the keyboard stays where it was
            self.person.write(self.chance.choice(["山岚", "一叶知秋", "Tea & more", "冷泡一夏"]))
            self.person.hands.canvas.setFocus()

    def persona(self):
        self.person.session.look(persona=self.chance.choice([None, "per_lin", "per_zhou"]))

    def time(self):
        self.person.session.look(instant=self.chance.choice(INSTANTS))

    def drag(self):
        found = self.visible()
        if len(found) > 1:
            hands = self.person.hands
            other, *held = self.chance.sample(found, min(len(found), self.chance.randint(2, 4)))
            self.person.session.look(modules=tuple(held))
            self.person.breathe()
            start, end = hands.middle(f"#{held[0]}"), hands.middle(f"#{other}")
            hands.drag(start, start + (end - start) / 2, end)

    def drop(self):
        if found := self.visible():
            onto = self.person.hands.middle(f"#{self.chance.choice(found)}")
            if self.person.hands.canvas.rect().contains(onto):
                kind = self.chance.choice(["poster", "title", "coupons", "brand_story"])
                self.person.drop(kind, onto)


@pytest.mark.parametrize("seed", [2, 11])
def test_any_order_of_gestures_keeps_canvas_document_and_file_in_step(visit, small_shop, seed):
    person = visit(small_shop, instant=INSTANTS[0])
    start, gestures, done = person.records(), Gestures(person, seed), []
    for number in range(GESTURES):
        done.append(gestures.go_on())
        if number % 10 == 9:
            person.sees_the_document()
    document = person.session.document
    assert not list(problems(document, library=person.library))
    end, steps = person.records(), len(document.history.done)
    assert len(document.history.journal.entries()) > GESTURES / 10, done

    person.close()
    project = Project.open(person.file, library=person.library)
    assert dict(project.document.records) == end
    project.close()

    person.open(instant=INSTANTS[0])
    assert len(person.session.document.history.done) == steps
    assert 0 < person.undo_all() <= steps  # a step that changed nothing in the end takes no press
    assert person.records() == start
    person.sees_the_document()
    while person.records() != end:
        person.key("Ctrl+Shift+Z")
    assert person.records() == end
    person.sees_the_document()
