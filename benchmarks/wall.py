"""How long one edit takes until everybody on a wall of twelve people shows it.

    python -m benchmarks.wall
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.lines import Line, run, spread
from benchmarks.workload import SAMPLE
from designer.actions.crowds import add_persona
from designer.actions.variants import set_setting
from designer.kinds.library import Library
from designer.records import Variant
from designer.storage.project import Project
from designer.storage.unpacked import pack

if TYPE_CHECKING:
    from widgets.personas.workspace import PersonasWorkspace
    from widgets.session import Session

PEOPLE, EDITS, REST = 12, 60, 60


def measure() -> list[Line]:
    """A window on the sample store with the wall in front; edits of what most of them see."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from widgets.application import prepare

    prepare()
    from PySide6.QtWidgets import QApplication

    from widgets.session import Session
    from widgets.window import Window

    app = QApplication([])
    library = Library.load()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shop.duplex"
        pack(SAMPLE, file, library=library)
        session = Session(Project.open(file, library=library), library=library)
        _invite(session)
        window = Window(session)
        window.show()
        session.look(workspace="personas")
        room: Any = window.room("personas")
        lines = _lines(session, room)
        window.hide()
        window.deleteLater()
        app.processEvents()
        session.close()
    return lines


def _lines(session: Session, room: PersonasWorkspace) -> list[Line]:
    opened = _opened(session, room)
    variants = cycle(_seen_by_most(session, room))

    def edit(number: int) -> None:
        session.document.history.seal()
        key = next(variants)
        set_setting(session.document, variant=key, setting="headline", value=f"秋茶 {number}")

    times = []
    for number in range(EDITS):
        _pause(REST)
        start = time.perf_counter()
        edit(number)
        _wait(room.view.painted)
        times.append((time.perf_counter() - start) * 1000)
    median, late = spread(times)
    said = f"p95 {late:.0f} ms, median {median:.0f}"
    what = f"{PEOPLE} personas side by side: one edit to all painted"
    return [
        Line(what, said, "< 150 ms p95", late < 150),
        Line("… the wall opened, everybody painted", f"{opened:.2f} s"),
    ]


def _invite(session: Session) -> None:
    """As many personas as the wall shows."""
    document = session.document
    for number in range(PEOPLE - len(document.shop.personas)):
        add_persona(document, name=f"访客 {number}", attributes={"age": 20 + 9 * number})


def _opened(session: Session, room: PersonasWorkspace) -> float:
    """Put everybody on the wall; seconds until all frames have been painted."""
    people = session.document.shop.personas[:PEOPLE]
    _pause(1500)
    start = time.perf_counter()
    room.people.people = people
    room.view.set_people(people)
    ready = "[...document.querySelectorAll('iframe')].filter(f => f.contentDocument?.readyState === 'complete' && f.contentDocument.body?.querySelector('main')).length"  # noqa: E501
    while _asked(room, ready) < PEOPLE:
        _pause(20)
    seconds = time.perf_counter() - start
    _pause(2500)  # population and advice are counted
    return seconds


def _seen_by_most(session: Session, room: PersonasWorkspace) -> list[str]:
    """The variants with a headline that stand on the most pages."""
    chosen = Counter(key for one in room.view.seen() for key in one.decision.choices.values())
    texts = (v.id for v in session.document.all(Variant) if "headline" in v.settings)
    pages = {key: chosen[key] for key in texts if chosen[key]}
    return [key for key, count in pages.items() if count == max(pages.values())]


def _asked(room: PersonasWorkspace, code: str) -> Any:
    heard: list[Any] = []
    room.view.page().runJavaScript(code, heard.append)
    while not heard:
        _pause(5)
    return heard[0] or 0


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


if __name__ == "__main__":
    run(measure, title="The persona wall", about=__doc__ or "")
