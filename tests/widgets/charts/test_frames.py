"""Small real pages: what is shown is the page as decided, scrolled to the module in question."""

from __future__ import annotations

import json
import os
import signal

import pytest
from PySide6.QtCore import QSize

from designer.actions.variants import set_setting
from designer.records import Decision
from widgets.charts.frames import PageFrames, Shown

SHOWN = """JSON.stringify([...document.querySelectorAll("iframe")].map(f => ({
  text: f.contentDocument.body ? f.contentDocument.body.innerText : "",
  top: f.contentWindow.scrollY})))"""


@pytest.fixture
def frames(qtbot, session) -> PageFrames:
    made = PageFrames(session, host="test", size=QSize(150, 200), gap=10)
    yield made
    made.hide()
    session.browser().discard(made.page())
    made.deleteLater()


def decisions(session) -> list[Shown]:
    """The home page with the second poster hidden, and with it shown."""
    base = {"mod_1": "var_1a"}
    made = [Decision(page="page_home", layout="lay_daily", choices=base | more)
            for more in ({}, {"mod_4": "var_4b"})]  # fmt: skip
    return [Shown("plain", made[0]), Shown("young", made[1], "mod_4")]


def read(qtbot, frames) -> list[dict[str, object]]:
    """What the pages say; nothing while they are between two loads and do not answer."""
    heard: list[str] = []
    frames.page().runJavaScript(SHOWN, 0, heard.append)
    for __ in range(40):
        if heard:
            return json.loads(heard[0]) if heard[0] else []
        qtbot.wait(25)
    return []


def until(qtbot, frames, wanted) -> None:
    qtbot.waitUntil(lambda: wanted(read(qtbot, frames)), timeout=30_000)


def test_pages_stand_side_by_side_as_decided_and_follow_edits(qtbot, session, frames):
    frames.show_pages(decisions(session))
    assert frames.width() == 2 * 150 + 10 + 4
    frames.show()
    until(qtbot, frames, lambda got: len(got) == 2 and "秋茶上新" in got[0]["text"])
    until(qtbot, frames, lambda got: "轻得像风" in got[1]["text"] and got[1]["top"] > 0)
    assert "轻得像风" not in read(qtbot, frames)[0]["text"]
    set_setting(session.document, variant="var_1a", setting="headline", value="冬日围炉")
    frames.show_pages(decisions(session))
    until(qtbot, frames, lambda got: bool(got) and "冬日围炉" in got[0]["text"])


def test_nothing_is_rendered_while_nobody_looks(qtbot, session, frames):
    frames.show_pages(decisions(session))
    qtbot.wait(400)
    assert frames.page().url().isEmpty()


def test_pages_come_back_when_their_process_is_gone(qtbot, session, frames):
    frames.show_pages(decisions(session))
    frames.show()
    until(qtbot, frames, lambda got: bool(got) and "秋茶上新" in got[0]["text"])
    with qtbot.waitSignal(frames.page().renderProcessTerminated, timeout=20_000):
        os.kill(frames.page().renderProcessPid(), signal.SIGKILL)
    until(qtbot, frames, lambda got: bool(got) and "秋茶上新" in got[0]["text"])
