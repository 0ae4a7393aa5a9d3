"""Handing over: what was changed by hand goes into a package that is checked and decides alone."""

from __future__ import annotations

import json

import pytest

from designer.decide.choose import decide_page
from designer.records import HIDDEN, Persona
from designer.storage.project import Project
from tests.widgets import shops
from widgets.session import consumer_of

WORDS = "云上有人家"


@pytest.fixture
def person(visit, flagship):
    return visit(flagship, instant=shops.at(11, 5, 20), modules=("mod_d_mist",))


def change_headline(person):
    panels = person.window.design().panels
    form = panels.stack.currentWidget().form
    form.rows["headline"].field.setFocus()
    person.write(WORDS)
    person.sees_the_document()


def export(person, room, target):
    """Type the place and press Return; the card of the package."""
    person.click(room.form.form.button("folder"))
    room.form.path.setFocus()
    person.write(str(target))
    person.key("Return")
    person.until(lambda: room.results)
    return room.results[0]


def test_a_change_goes_into_a_sound_package_that_decides_like_the_studio(person, tmp_path):
    change_headline(person)
    person.click(person.window.topbar.export)
    room = person.window.room("handover")
    person.seen(room)
    target = tmp_path / "package"
    card = export(person, room, target)
    person.click(card.check)
    person.until(lambda: card.package.report is not None)
    assert card.package.report.sound
    assert WORDS in (target / "index.html").read_text("utf-8")

    pages = json.loads((target / "manifest.json").read_bytes())["personas"]
    for entry in pages[:3]:
        shown = (target / entry["file"]).read_text("utf-8")
        for module, choice in decision(person, entry["id"], room.form.at()).items():
            assert (f'data-variant="{choice}"' in shown) == (choice != HIDDEN), module


def decision(person, key, at):
    """What the studio says that a persona sees of the home page."""
    session = person.session
    consumer = consumer_of(session.document.get(key, Persona))
    now = at or session.focus.instant
    return decide_page("page_home", consumer, now, book=session.rulebook()).choices


def test_a_package_made_twice_has_the_same_bytes(person, tmp_path):
    room = person.room("handover")
    first = export(person, room, tmp_path / "one")
    room.results.clear()
    second = export(person, room, tmp_path / "two")
    assert first.package.digest == second.package.digest


def test_nothing_of_an_export_stays_in_the_project(person, tmp_path):
    before = person.records()
    export(person, person.room("handover"), tmp_path / "package")
    assert person.records() == before
    person.close()
    with Project.open(person.file, library=person.library) as project:
        assert dict(project.document.records) == before
