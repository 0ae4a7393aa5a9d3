"""How fast hands are answered on pages of 200 and 500 modules: a drag, its end, and undo.

    python -m benchmarks.hands [--modules 200 500] [--drags 20]

A module is dragged with real mouse events over the page: from each move to the mark painted, from
letting go to the page painted in its new order, from Ctrl+Z to the page as it was. `in the page`
counts from the event's arrival there, as the peer is measured: GrapesJS in Chromium, whose drag
does not cross into another process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.lines import Line, as_json, show
from benchmarks.studio import PEERS, ROOT, _pause, _project

MOVES = 12
"""Of the mouse in one drag, after those that begin it."""

STEP = 30
"""Pixels from one move to the next."""
FIRST = """JSON.stringify((r => [r.left + r.width / 2, r.top + 8])(
  document.querySelector('section[data-module]').getBoundingClientRect()))"""
"""Where the first module can be taken hold of."""
EYE = """
(() => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  globalThis.eye = { moves: [], count: 0 };
  addEventListener('mousemove', async () => {
    const start = performance.now();
    await frame();
    eye.moves.push(performance.now() - start);
    document.title = `move ${eye.count += 1}`;
  }, true);
})()
"""
"""Tells by the page's title that what a move of the mouse did is painted."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--modules", type=int, nargs="+", default=[200, 500])
    parser.add_argument("--drags", type=int, default=20)
    parser.add_argument("--json", action="store_true", help="print the lines as JSON")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.child:
        print(json.dumps(_child(given)))
        return
    lines = [line for count in given.modules for line in _measured(count, given)]
    print(as_json(lines)) if given.json else show(lines, title="Hands on the page")


def _measured(modules: int, given: argparse.Namespace) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="duplex-") as room:
        found = _run(_project(Path(room), modules=modules), given)
    peer = _peer(modules)
    return [
        _line(f"drag, {modules} modules: mouse to mark painted", found["whole"], 33.0),
        _line("… of it in the page", found["inside"], None, _said(peer, "move_p50_ms")),
        _line("… let go to painted", found["dropped"], 50.0, _said(peer, "drop_p50_ms")),
        _line(f"undo by key, {modules} modules, to painted", found["undone"], 50.0,
              _said(peer, "undo_p50_ms")),
    ]  # fmt: skip


# ---- in a process of its own ----


def _run(file: Path, given: argparse.Namespace) -> dict[str, list[float]]:
    environment = {**os.environ, "DUPLEX_LANGUAGE": "zh_CN"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
    command = [
        sys.executable, "-m", "benchmarks.hands", "--child", str(file),
        "--drags", str(given.drags),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.strip().splitlines()[-1])


def _child(given: argparse.Namespace) -> dict[str, list[float]]:
    from widgets.application import Studio, prepare

    prepare()
    from PySide6.QtWidgets import QApplication

    from designer.kinds.library import Library
    from widgets.settings import Settings

    app = QApplication([])
    settings = Settings(given.child.with_name("studio.ini"))
    studio = Studio(app, library=Library.load(), settings=settings)
    studio.open_path(given.child)
    try:
        return _dragged(studio, given.drags)
    finally:
        studio.close()


def _dragged(studio: Any, drags: int) -> dict[str, list[float]]:
    from widgets.canvas.view import WORLD

    window, canvas = studio.window, studio.window.design().canvas
    _wait(canvas.painted)
    _pause(2500)  # the population and the advice have been counted
    window.activateWindow()
    canvas.setFocus()
    canvas.set_zoom(0.3)  # several modules in the window, so that each move means another place
    canvas.page().runJavaScript(EYE, WORLD.value)
    _pause(600)
    left, top = json.loads(_asked(canvas, FIRST))
    whole: list[float] = []
    dropped: list[float] = []
    undone: list[float] = []
    for __ in range(drags):
        whole += _one_drag(canvas, left, top)[2:]
        last = top + MOVES * STEP
        dropped.append(_timed(partial(_mouse, canvas, "release", left, last), canvas.painted))
        _pause(60)
        undone.append(_timed(lambda: _undo_key(canvas), canvas.painted))
        _pause(60)
    inside = _asked(canvas, "JSON.stringify(eye.moves)")
    return {"whole": whole, "inside": json.loads(inside), "dropped": dropped, "undone": undone}


def _one_drag(canvas: Any, x: float, y: float) -> list[float]:
    """Press on the first module and go down over the next ones; how long each move took."""
    _mouse(canvas, "press", x, y)
    _pause(20)
    title = canvas.page().titleChanged
    times = []
    for number in range(1, MOVES + 1):
        at = y + number * STEP
        times.append(_timed(lambda at=at: _mouse(canvas, "move", x, at), title))
        _pause(25)
    return times


def _mouse(canvas: Any, what: str, x: float, y: float) -> None:
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = QEvent.Type
    kind = {"press": kinds.MouseButtonPress, "move": kinds.MouseMove,
            "release": kinds.MouseButtonRelease}[what]  # fmt: skip
    target, at = canvas.focusProxy(), QPointF(x, y)
    event = QMouseEvent(
        kind, at, target.mapToGlobal(at), none if what == "move" else left,
        none if what == "release" else left, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


def _undo_key(canvas: Any) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(canvas.focusProxy(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def _timed(work: Callable[[], object], signal: Any) -> float:
    began = time.perf_counter()
    work()
    _wait(signal)
    return (time.perf_counter() - began) * 1000


def _wait(signal: Any) -> None:
    """Wait for a signal; one that does not come within a minute ends the measurement."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    late = QTimer(singleShot=True)
    late.timeout.connect(lambda: loop.exit(1))
    late.start(60_000)
    signal.connect(loop.quit)
    if loop.exec():
        sys.exit(f"{signal} did not come")
    signal.disconnect(loop.quit)


def _asked(canvas: Any, code: str) -> str:
    from PySide6.QtCore import QEventLoop

    from widgets.canvas.view import WORLD

    loop, heard = QEventLoop(), []
    canvas.page().runJavaScript(code, WORLD.value, lambda said: (heard.append(said), loop.quit()))
    loop.exec()
    return str(heard[0])


# ---- the peer and the table ----


def _peer(modules: int) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules").is_dir():
        return {}
    command = [node, "grapesjs.mjs", str(modules), "5", "hands"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=PEERS, timeout=300)
    except subprocess.TimeoutExpired:
        return {}
    return json.loads(done.stdout) if done.returncode == 0 else {}


def _line(what: str, times: Sequence[float], budget: float | None, peer: str = "–") -> Line:
    ordered = sorted(times)
    median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    said = f"{median:.1f} ms, p95 {late:.1f}"
    if budget is None:
        return Line(what, said, peer=peer)
    return Line(what, said, f"< {budget:.0f} ms median", median < budget, peer)


def _said(peer: dict[str, Any], name: str) -> str:
    found = peer.get(name)
    return f"GrapesJS {found:.1f} ms" if isinstance(found, int | float) else "–"


if __name__ == "__main__":
    main()
