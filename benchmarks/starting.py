"""What comes before the first edit: preparing a second time, reading the Chinese texts, checking.

python -m benchmarks.starting
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.lines import Line, run
from designer import language
from designer.document.diff import Change, Diff
from designer.document.document import Document
from designer.document.invariants import invariants
from designer.kinds.library import Library
from designer.records import Floor, Module, Variant, new_id
from designer.starting import blank

ROOT = Path(__file__).resolve().parent.parent


def measure() -> list[Line]:
    """The least of several runs each: what a quiet machine needs."""
    return [_second_start(), _texts(), _checks()]


def _second_start() -> Line:
    plain = _least(lambda: _call(sys.executable, "-m", "designer", "--help"), times=7)
    prepared = _least(lambda: _call("python3", "dev.py", "duplex", "--help"), times=7)
    added = prepared - plain
    ours = f"{added:.2f} s"
    return Line("a second start through dev.py adds", ours, "< 0.3 s", fits=added < 0.3)


def _texts() -> Line:
    took = _least(lambda: language.catalogue("zh_CN"), times=9) * 1000
    return Line("the Chinese texts are read", f"{took:.0f} ms", "< 50 ms", fits=took < 50)


def _checks() -> Line:
    document, library = Document(blank("Shop")), Library.load()
    variant = _filled(document)
    before = document.get(variant, Variant)
    after = msgspec.structs.replace(before, settings={**before.settings, "headline": "New"})
    diff = Diff("Edit", {variant: Change(before, after)})
    checks = invariants(library)
    took = _least(lambda: [check(document, diff) for check in checks], times=15) * 1000
    what = "all invariants over an edit, 200 modules"
    return Line(what, f"{took:.2f} ms", "< 1 ms", fits=took < 1)


def _filled(document: Document) -> str:
    floor = next(one for one in document.all(Floor) if one.level == 1)
    keys = []
    with document.transaction("Fill"):
        for number in range(200):
            variant = Variant(id=new_id(Variant), name="V", settings={"headline": "T"})
            module = Module(id=new_id(Module), kind="poster", name=f"M{number}",
                            variants=(variant.id,), default=variant.id)  # fmt: skip
            document.put(variant)
            document.put(module)
            keys.append(module.id)
        document.put(msgspec.structs.replace(floor, modules=tuple(keys)))
    return variant.id


def _least(work: Callable[[], object], *, times: int) -> float:
    took = []
    for __ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


def _call(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    run(measure, title="Before the first edit", about=__doc__ or "")
