"""The line above an empty page: there while nothing stands on it, and a way to the starters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from designer.actions.modules import remove_modules
from designer.actions.pages import add_layout
from widgets.starters import gallery
from widgets.starters.invitation import Invitation

PATIENCE = 30_000


@pytest.fixture
def line(qtbot, session):
    made = Invitation(session)
    qtbot.addWidget(made)
    return made


def test_a_page_with_modules_needs_no_invitation(line):
    assert line.isHidden()


def test_an_empty_layout_invites_until_something_stands_on_it(line, session, qtbot):
    made = add_layout(session.document, page=session.focus.page)
    session.look(layout=made, modules=())
    assert not line.isHidden()
    session.undo()
    assert line.isHidden()


def test_removing_the_last_module_brings_it_and_undo_takes_it_away(line, session, qtbot):
    remove_modules(session.document, modules=session.modules())
    qtbot.waitUntil(lambda: not line.isHidden(), timeout=PATIENCE)
    session.undo()
    qtbot.waitUntil(line.isHidden, timeout=PATIENCE)


def test_the_button_opens_the_gallery(line, session, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(gallery.Gallery, "exec", lambda self: opened.append(self.session))
    session.look(layout=add_layout(session.document, page=session.focus.page), modules=())
    line.show()
    qtbot.mouseClick(line.start, Qt.MouseButton.LeftButton)
    assert opened == [session]
