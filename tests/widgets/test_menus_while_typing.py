"""The menus while somebody types: undo at once, all else when the keys rest."""

from __future__ import annotations

import pytest

from designer.actions.modules import rename
from designer.actions.variants import set_setting
from tests.widgets.test_window import window

__all__ = ["window"]


@pytest.fixture
def looked(window, monkeypatch):
    """How often every action was asked whether it can be done."""
    heard = []
    whole = window.menus.refresh
    monkeypatch.setattr(window.menus, "refresh", lambda what=None: (heard.append(1), whole(what)))
    window.menus._soon.timeout.disconnect()
    window.menus._soon.timeout.connect(window.menus.refresh)
    return heard


def test_undo_is_there_at_once_and_the_rest_after_the_last_key(window, session, qtbot, looked):
    assert not window.menus.actions["edit.undo"].isEnabled()
    for text in ("秋", "秋茶", "秋茶到"):
        set_setting(session.document, variant="var_1a", setting="headline", value=text)
    assert window.menus.actions["edit.undo"].isEnabled()
    assert looked == []
    qtbot.waitUntil(lambda: looked == [1])


def test_any_other_edit_is_looked_at_at_once(window, session, looked):
    rename(session.document, id="mod_1", name="新名字")
    assert looked == [1]
