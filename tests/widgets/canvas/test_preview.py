"""The preview: alive on one phone, and in step with the studio."""

from __future__ import annotations

import pytest

from designer.actions.variants import set_setting
from widgets.canvas.preview import PHONE, Preview
from widgets.canvas.scheme import Browser


@pytest.fixture
def preview(qtbot, session, profile, flush):
    browser = Browser(profile)
    made = Preview(session, browser=browser)
    made.show()
    with qtbot.waitSignal(made.view.loadFinished, timeout=15_000):
        pass
    yield made
    made.close()
    browser.close()
    flush()


def ask(preview, qtbot, code):
    heard = []
    preview.view.page().runJavaScript(code, 0, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=8000)
    return heard[0]


def test_it_has_the_size_of_a_phone_and_the_pages_own_scripts(preview, qtbot):
    assert preview.view.size() == PHONE
    assert ask(preview, qtbot, "innerWidth") == 375
    qtbot.waitUntil(
        lambda: ask(preview, qtbot, "document.documentElement.classList.contains('live')"),
        timeout=8000,
    )


def test_the_second_floor_is_pulled_down_and_left_again(preview, qtbot):
    second = "document.documentElement.classList.contains('second')"
    assert ask(preview, qtbot, second) is False
    ask(preview, qtbot, "document.querySelector('.pull').click(), 1")
    qtbot.waitUntil(lambda: ask(preview, qtbot, second), timeout=8000)
    ask(preview, qtbot, "document.querySelector('.back').click(), 1")
    qtbot.waitUntil(lambda: not ask(preview, qtbot, second), timeout=8000)


def test_it_follows_persona_and_edit(preview, session, qtbot):
    session.look(persona="per_lin")
    with qtbot.waitSignal(preview.view.loadFinished, timeout=8000):
        pass
    assert preview.windowTitle() == "Preview · 林小满"
    with qtbot.waitSignal(preview.view.loadFinished, timeout=8000):
        set_setting(session.document, variant="var_1b", setting="headline", value="轻如风")
    assert "轻如风" in ask(preview, qtbot, "document.querySelector('#mod_1').textContent")


def test_what_is_in_hand_does_not_change_what_the_persona_gets(preview, session, qtbot):
    session.look(modules=("mod_4",))
    with qtbot.waitSignal(preview.view.loadFinished, timeout=8000):
        pass
    assert ask(preview, qtbot, "document.querySelector('#mod_4').hidden") is True
