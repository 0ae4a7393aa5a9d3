"""How long an edit takes until it is on the disk: memory, rules, file and listeners together.

    python -m benchmarks.edits
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from benchmarks.lines import Line, run, spread
from benchmarks.workload import SAMPLE
from designer.actions.modules import move_module
from designer.actions.variants import set_setting
from designer.document.queries import floors_of
from designer.kinds.library import Library
from designer.records import Floor, Page, Variant
from designer.storage.project import Project
from designer.storage.unpacked import pack

EDITS = 400


def measure() -> list[Line]:
    """Edits of the sample store, each in a transaction of its own, and SQLite's own floor."""
    library = Library.load()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shop.duplex"
        pack(SAMPLE, file, library=library)
        with Project.open(file, library=library) as project:
            writing, moving = _writing(project), _moving(project)
            undoing = _timed(lambda __: project.document.undo())
            project._file.run("PRAGMA synchronous = NORMAL")
            quick = _writing(project)
        opening = _opening(file, library)
        floor = _floor(Path(folder) / "floor.db")
    return [
        _line("durable edit: a word in a text", writing, budget=2.0, floor=floor),
        _line("durable edit: a module moved", moving, budget=2.0, floor=floor),
        _line("durable undo", undoing, budget=2.0, floor=floor),
        _plain("the same word, safe from a kill but not from power failure", quick),
        _plain("open and close a project of 1,500 edits", opening),
    ]


def _writing(project: Project) -> list[float]:
    document = project.document
    made = [v.id for v in document.all(Variant) if "headline" in v.settings]
    names = cycle(made)

    def write(number: int) -> None:
        document.history.seal()
        set_setting(document, variant=next(names), setting="headline", value=f"秋茶上新 {number}")

    return _timed(write)


def _moving(project: Project) -> list[float]:
    document = project.document
    home = document.get(document.shop.pages[0], Page)
    floor = floors_of(document, home.default)[0]

    def move(number: int) -> None:
        here = document.get(floor.id, Floor).modules
        module = here[number % len(here)]
        move_module(document, module=module, floor=floor.id, index=(number * 5 + 1) % len(here))

    return _timed(move)


def _floor(path: Path) -> list[float]:
    """Two rows written to an empty SQLite file, forced to the disk as ours are: the floor."""
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE record (id TEXT PRIMARY KEY, state TEXT) STRICT")
    file.execute("CREATE TABLE edit (seq INTEGER PRIMARY KEY, diff TEXT) STRICT")

    def write(number: int) -> None:
        file.execute("BEGIN IMMEDIATE")
        file.execute("INSERT OR REPLACE INTO record VALUES ('var_a', ?)", (f"{number:0600}",))
        file.execute("INSERT INTO edit (diff) VALUES (?)", (f"{number:01200}",))
        file.execute("COMMIT")

    times = _timed(write)
    file.close()
    return times


def _timed(work: Callable[[int], object]) -> list[float]:
    """How long each of many runs takes, in milliseconds."""
    times = []
    for number in range(EDITS):
        start = time.perf_counter()
        work(number)
        times.append((time.perf_counter() - start) * 1000)
    return times


def _opening(file: Path, library: Library) -> list[float]:
    """Open a project with its records and history, and leave one file again."""
    times = []
    for __ in range(20):
        start = time.perf_counter()
        Project.open(file, library=library).close()
        times.append((time.perf_counter() - start) * 1000)
    return times


def _plain(what: str, times: list[float]) -> Line:
    median, late = spread(times)
    return Line(what, f"{median:.2f} ms, p95 {late:.2f}")


def _line(what: str, times: list[float], *, budget: float, floor: list[float]) -> Line:
    median, late = spread(times)
    said = f"{median:.2f} ms, p95 {late:.2f}"
    bare = f"SQLite alone {spread(floor)[0]:.2f} ms"
    return Line(what, said, f"< {budget:.0f} ms median", median < budget, bare)


if __name__ == "__main__":
    run(measure, title="Durable edits", about=__doc__ or "")
