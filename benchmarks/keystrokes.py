"""How long a key takes until its character is on screen: in a field, and on the page itself.

    python -m benchmarks.keystrokes [--modules 200] [--keys 150]

Every key goes the whole way: Qt's key event, the document, the file on disk, every panel, and the
patch of the page, with 40 ms between keys, as somebody types who is in a hurry. The peer takes part
when Node, Chromium and `benchmarks/peers/node_modules` are there; its keys are timed inside its own
page, from the key event on.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.lines import Line, as_json, show, spread
from benchmarks.studio import PEERS, _pause, _project, _wait

REST = 40
"""Milliseconds between two keys."""
LETTERS = "qwertyuiopasdfghjklzxcvbnm"
TELL = """new MutationObserver((records) => {
  const text = document.querySelector("[data-duplex-writing]");
  if (!text || !records.some((one) => text.contains(one.target))) return;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    const now = () => performance.timeOrigin + performance.now();
    channel.port1.onmessage = () => { document.title = String(now()); };
    channel.port2.postMessage(0);
  });
}).observe(document.body, { subtree: true, childList: true, characterData: true })"""
"""The page says in its title when what was written was painted, by the clock of the machine."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--modules", type=int, default=200)
    parser.add_argument("--keys", type=int, default=150)
    parser.add_argument("--json", action="store_true", help="print the lines as JSON")
    given = parser.parse_args(arguments)
    lines = _lines(_measured(given), _peer(given))
    title = f"Typing on a page of {given.modules} modules"
    print(as_json(lines)) if given.json else show(lines, title=title)


def _measured(given: argparse.Namespace) -> dict[str, list[float]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
    from widgets.application import Studio, prepare

    prepare()
    from PySide6.QtWidgets import QApplication

    from designer.kinds.library import Library
    from widgets.settings import Settings

    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="duplex-") as room:
        file = _project(Path(room), modules=given.modules)
        settings = Settings(file.with_name("studio.ini"))
        studio = Studio(app, library=Library.load(), settings=settings)
        studio.open_path(file)
        try:
            return _typed(studio, given.keys)
        finally:
            studio.close()


def _typed(studio: Any, keys: int) -> dict[str, list[float]]:
    canvas = studio.window.design().canvas
    _wait(canvas.painted)
    _pause(2500)  # the population and the advice have been counted
    studio.session.look(modules=("mod_0001",))
    _pause(500)
    field, page = _in_field(studio, keys)
    return {"field": field, "field_page": page, "place": _in_place(studio, keys)}


# ---- in a field of the inspector ----


def _in_field(studio: Any, keys: int) -> tuple[list[float], list[float]]:
    """Until the field has painted itself, and until the page shows the text too."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractScrollArea

    line = _line(studio, "headline")
    line.setFocus(Qt.FocusReason.MouseFocusReason)
    surface = line.viewport() if isinstance(line, QAbstractScrollArea) else line
    eye = _Eye(surface)
    field, page = [], []
    for letter in _letters(keys):
        began = time.perf_counter()
        _until(lambda letter=letter: _press(line, letter), eye.seen)
        field.append((eye.at - began) * 1000)
        _wait(studio.window.design().canvas.painted)
        page.append((time.perf_counter() - began) * 1000)
        _pause(REST)
    return field, page


def _line(studio: Any, setting: str) -> Any:
    from widgets.inspector.fields.text import TextField

    row = studio.window.findChildren(TextField)
    found = [one for one in row if one.isVisible() and one.place.kind.id == "poster"]
    names = [one for one in found if one.accessibleName() in ("主标题", "Headline")]
    assert names, f"no field for {setting}"
    return names[0].line


class _Eye:
    """Sees when a widget paints itself first."""

    def __init__(self, widget: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        eye = self

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
                if event.type() == QEvent.Type.Paint and not eye.painted:
                    eye.painted, eye.at = True, time.perf_counter()
                return False

        self.painted, self.at = False, 0.0
        self._filter = Filter()
        widget.installEventFilter(self._filter)

    def seen(self) -> Callable[[], bool]:
        """Whether it has painted itself again since now."""
        self.painted = False
        return lambda: self.painted


# ---- on the page ----


def _in_place(studio: Any, keys: int) -> list[float]:
    """Until the page has painted the character that was written into it."""
    from widgets.canvas.view import WORLD

    canvas = studio.window.design().canvas
    canvas.setFocus()
    canvas.page().runJavaScript(TELL, WORLD.value)
    target = canvas.focusProxy()
    _press(target, "\r")
    clock = time.perf_counter()
    while canvas.writing.text is None:
        assert time.perf_counter() - clock < 20, "no text of the page could be written"
        _pause(20)
    _pause(300)
    times = []
    for letter in _letters(keys):
        began = time.time() * 1000
        _until(lambda letter=letter: _press(target, letter), _titled(canvas.page()))
        times.append(float(canvas.page().title()) - began)
        _pause(REST)
    return times


def _titled(page: Any) -> Callable[[], Callable[[], bool]]:
    def seen() -> Callable[[], bool]:
        before = page.title()
        return lambda: page.title() != before

    return seen


# ---- both ----


def _letters(keys: int) -> Sequence[str]:
    """Letters to type; after each dozen as many steps back, so that the text stays short."""
    some = [LETTERS[number % len(LETTERS)] for number in range(12)]
    return [(some + ["\b"] * 12)[number % 24] for number in range(keys)]


def _press(widget: Any, letter: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    special = {"\b": Qt.Key.Key_Backspace, "\r": Qt.Key.Key_Return}
    QTest.keyClick(widget, special.get(letter, letter))


def _until(work: Callable[[], None], seen: Callable[[], Callable[[], bool]]) -> None:
    """Press, and let the program go on until it is seen."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    done = seen()
    began = time.perf_counter()
    work()
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.perf_counter() - began < 20, "nothing was painted"


def _peer(given: argparse.Namespace) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules").is_dir():
        return {}
    command = [node, "keystrokes.mjs", str(given.modules), str(given.keys)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PEERS)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def _lines(times: dict[str, list[float]], peer: dict[str, Any]) -> list[Line]:
    field, page, place = (spread(times[name]) for name in ("field", "field_page", "place"))
    said = {name: f"GrapesJS {peer[name]:.1f} ms" for name in ("p50_ms", "p95_ms") if name in peer}
    return [
        Line("key to character, in a field, median", f"{field[0]:.1f} ms", "< 16 ms",
             field[0] < 16),
        Line("… p95", f"{field[1]:.1f} ms"),
        Line("… to the page showing it too, median", f"{page[0]:.1f} ms"),
        Line("key to character, on the page, median", f"{place[0]:.1f} ms", "< 16 ms",
             place[0] < 16, said.get("p50_ms", "–")),
        Line("… p95", f"{place[1]:.1f} ms", peer=said.get("p95_ms", "–")),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
