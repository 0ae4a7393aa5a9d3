"""How fast the studio starts, opens a page and shows an edit, beside GrapesJS in Chromium.

    python -m benchmarks.studio [--modules 200] [--edits 200]

The peer takes part when Node, Chromium and `benchmarks/peers/node_modules` are there.
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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.lines import Line, as_json, show

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
STARTS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--modules", type=int, default=200)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--json", action="store_true", help="print the lines as JSON")
    parser.add_argument("--child", choices=("start", "work"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--began", type=float, default=0.0, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.child:
        print(json.dumps(_child(given)))
        return
    with tempfile.TemporaryDirectory(prefix="duplex-") as room:
        file = _project(Path(room), modules=given.modules)
        starts = [_run("start", file, given) for __ in range(STARTS)]
        work = _run("work", file, given)
    lines = _lines(starts, work, _peer(given))
    title = f"The studio on a page of {given.modules} modules"
    print(as_json(lines)) if given.json else show(lines, title=title)


# ---- the page of many modules ----


def _project(folder: Path, *, modules: int) -> Path:
    """The same mix as the peer's page: shelves of four, posters, titles, coupon rows."""
    from designer.kinds.library import Library
    from designer.storage.project import Project

    file = folder / "large.duplex"
    Project.create(file, _records(modules), library=Library.load()).close()
    return file


def _records(modules: int) -> list[Any]:
    from designer import records as r

    keys = [f"mod_{index:04}" for index in range(modules)]
    made: list[Any] = [
        r.Shop(id="shop", name="山岚旗舰店", theme=r.Theme(colours={}), attributes=(),
               pages=("page_home",)),
        r.Page(id="page_home", name="首页", type="home", layouts=("lay_a",), default="lay_a"),
        r.Layout(id="lay_a", name="日常版", floors=("flr_1", "flr_2")),
        r.Floor(id="flr_1", level=1, modules=tuple(keys)),
        r.Floor(id="flr_2", level=2),
        *(r.Product(id=f"prd_{n}", title=f"桂花乌龙 铁罐装 {n}", short=f"桂花乌龙 {n}", price=5900)
          for n in range(24)),
        *(r.Coupon(id=f"cpn_{n}", name=f"券 {n}", amount=2000, threshold=9900) for n in range(3)),
    ]  # fmt: skip
    for index, key in enumerate(keys):
        kind, settings = _filling(index)
        variant = r.Variant(id=f"var_{index:04}", name="默认", settings=settings)
        made += [variant, r.Module(id=key, kind=kind, name=f"{kind} {index}",
                                   variants=(variant.id,), default=variant.id)]  # fmt: skip
    return made


def _filling(index: int) -> tuple[str, dict[str, Any]]:
    shelf = [f"prd_{(index * 4 + k) % 24}" for k in range(4)]
    products = {"mode": "manual", "items": shelf}
    return (
        ("product_grid", {"headline": f"货架 {index}", "products": products}),
        ("poster", {"headline": f"秋茶上新 {index}", "subline": "山里刚收"}),
        ("title", {"headline": f"本季新品 {index}"}),
        ("coupons", {"headline": f"领券 {index}", "coupons": ["cpn_0", "cpn_1", "cpn_2"]}),
    )[index % 4]  # fmt: skip


# ---- in a process of its own ----


def _run(child: str, file: Path, given: argparse.Namespace) -> dict[str, Any]:
    environment = {**os.environ, "DUPLEX_LANGUAGE": "zh_CN"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
    command = [
        sys.executable, "-m", "benchmarks.studio", "--child", child, "--file", str(file),
        "--edits", str(given.edits), "--began", repr(time.time()),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.strip().splitlines()[-1])


def _child(given: argparse.Namespace) -> dict[str, Any]:
    from widgets.application import Studio, prepare

    prepare()
    from PySide6.QtWidgets import QApplication

    from designer.kinds.library import Library
    from widgets.settings import Settings

    app = QApplication([])
    studio = Studio(
        app, library=Library.load(), settings=Settings(given.file.with_name("studio.ini"))
    )
    studio.open_path(given.file)
    try:
        return _started(studio, given) if given.child == "start" else _worked(studio, given)
    finally:
        studio.close()


def _started(studio: Any, given: argparse.Namespace) -> dict[str, Any]:
    from PySide6.QtCore import QEvent, QObject

    seen: dict[str, float] = {}

    class Eye(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
            if event.type() == QEvent.Type.Paint:
                seen.setdefault("window", time.time() - given.began)
            return False

    eye = Eye()
    studio.window.topbar.installEventFilter(eye)
    _wait(studio.window.design().canvas.painted)
    return {**seen, "page": time.time() - given.began}


def _worked(studio: Any, given: argparse.Namespace) -> dict[str, Any]:
    from designer.actions.variants import set_setting

    canvas, document = studio.window.design().canvas, studio.session.document
    _wait(canvas.painted)
    _pause(2500)  # the population and the advice have been counted
    opened = [_timed(canvas.open, canvas.painted) for __ in range(5)]
    variants = [key for key in sorted(document.records) if key.startswith("var_")]
    studio.session.look(modules=("mod_0001",))
    _pause(500)
    edits = []
    for number in range(given.edits):
        variant = variants[number * 7 % len(variants)]

        def edit(variant: str = variant, number: int = number) -> None:
            set_setting(document, variant=variant, setting="headline", value=f"新 {number}")

        edits.append(_timed(edit, canvas.painted))
        _pause(30)
    return {"opened": opened, "edits": edits}


def _timed(work: Any, signal: Any) -> float:
    began = time.perf_counter()
    work()
    _wait(signal)
    return (time.perf_counter() - began) * 1000


def _wait(signal: Any) -> None:
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


def _pause(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


# ---- the peer and the table ----


def _peer(given: argparse.Namespace) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules").is_dir():
        return {}
    command = [node, "grapesjs.mjs", str(given.modules), str(given.edits)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PEERS)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def _lines(
    starts: Sequence[dict[str, Any]], work: dict[str, Any], peer: dict[str, Any]
) -> list[Line]:
    window = statistics.median(one["window"] for one in starts)
    page = statistics.median(one["page"] for one in starts)
    opened, edits = statistics.median(work["opened"]), sorted(work["edits"])
    median, late = statistics.median(edits), edits[int(len(edits) * 0.95)]
    return [
        Line("window on screen", f"{window:.2f} s", "< 1.0 s", window < 1.0),
        Line("… start to painted page", f"{page:.2f} s"),
        Line("open the page, painted", f"{opened / 1000:.2f} s", "< 0.7 s", opened < 700,
             _said(peer, "load_ms")),
        Line("edit to painted, median", f"{median:.1f} ms", "< 16 ms", median < 16,
             _said(peer, "edit_p50_ms")),
        Line("edit to painted, p95", f"{late:.1f} ms", "< 50 ms", late < 50,
             _said(peer, "edit_p95_ms")),
    ]  # fmt: skip


def _said(peer: dict[str, Any], name: str) -> str:
    found = peer.get(name)
    return f"GrapesJS {found:.1f} ms" if isinstance(found, int | float) else "–"


if __name__ == "__main__":
    main()
