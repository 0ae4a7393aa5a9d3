"""A second window on a file that is open elsewhere: everything can be seen, nothing changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from designer.storage.project import Project
from tests.widgets import shops
from widgets.design.banner import Banner


@pytest.fixture
def both(visit, small_shop):
    first = visit(small_shop, instant=shops.at(11, 5, 20))
    second = visit(small_shop, instant=shops.at(11, 5, 20))
    return first, second


def test_the_second_window_says_why_and_changes_nothing(both):
    first, second = both
    assert first.session.project.read_only == ""
    reason = second.session.project.read_only
    assert second.window.findChild(Banner).isVisible()
    assert "another" in reason.lower()
    assert first.window.findChild(Banner) is None

    before = second.records()
    second.turn_to_it()
    second.session.look(modules=("mod_1",))
    for keys in ("Del", "Ctrl+D", "Ctrl+Down", "Ctrl+Shift+N", "Ctrl+Shift+D"):
        second.key(keys)
    start, onto = second.hands.middle("#mod_0"), second.hands.middle("#mod_1")
    second.hands.drag(start, QPoint(start.x(), start.y() + 20), onto)
    assert second.records() == before
    second.sees_the_document()


def test_the_second_window_looks_through_every_eye_and_at_every_time(both):
    __, second = both
    second.session.look(persona="per_lin")
    second.sees_the_document()
    assert second.page_says("轻得像风")
    second.session.look(instant=shops.at(11, 11))
    second.until(lambda: second.page_says("全场 5 折起"))
    second.sees_the_document()


def test_the_first_window_works_on_and_the_second_closes_without_a_trace(both):
    first, second = both
    second.close()
    first.turn_to_it()
    first.session.look(modules=("mod_1",))
    first.key("Del")
    first.until(lambda: "mod_1" not in first.records())
    first.sees_the_document()
    after = first.records()
    first.close()
    project = Project.open(first.file, library=first.library)
    assert project.read_only == ""
    assert dict(project.document.records) == after
    project.close()
