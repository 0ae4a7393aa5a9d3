"""How fast a shop decides, beside GrowthBook's own SDKs on the same rules and the same people.

    python -m benchmarks.decisions [--people 1000000] [--peers 5000]

The JavaScript SDK takes part when Node and `checks/node_modules` are there. Peers must give the
same decisions, or the benchmark stops.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.lines import Line, as_json, show
from benchmarks.workload import NOW, large_home, leaf, recipe, rich_shop
from designer.decide.choose import decide_page
from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.export.growthbook import payload
from designer.population.choosing import choose_many
from designer.population.exposure import Simulator
from designer.population.importing import read_csv
from designer.population.synthesise import synthesise
from designer.population.table import Table
from designer.population.writing import write_table
from designer.records import Module

ROOT = Path(__file__).resolve().parent.parent
CHECKS = ROOT / "checks"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--peers", type=int, default=5_000, help="consumers the SDKs decide")
    parser.add_argument("--json", action="store_true", help="print the lines as JSON")
    parser.add_argument("--import-only", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.import_only:
        print(json.dumps(_import_here(given.import_only)))
        return
    shop = rich_shop()
    lines = [_synthesis(shop, given.people)]
    people = synthesise(recipe(given.people), shop=shop.shop)
    peers = _peers(shop, people.part(0, given.peers))
    lines += [_decisions(shop, people, peers), _one_by_one(shop, people)]
    lines += [*_edits(given.people), _imports(people)]
    print(as_json(lines)) if given.json else show(
        lines, title=f"Decisions, {given.people:,} consumers"
    )


def _decisions(shop: Document, people: Table, peers: Sequence[str]) -> Line:
    book = Rulebook.of(shop)
    choose_many(people.part(0, 200_000), page="page_home", book=book, now=NOW)  # compiles

    def decide() -> None:
        for page in book.pages:
            choose_many(people, page=page, book=book, now=NOW)

    speed = len(book.pages) * len(people) / _best(decide)
    said = f"{speed / 1e6:.1f} M/s"
    goal = "≥ 15 M/s, goal 40"
    return Line("page decisions, hashing included", said, goal, speed >= 15e6, "\n".join(peers))


def _one_by_one(shop: Document, people: Table) -> Line:
    book = Rulebook.of(shop)
    few = [people.consumer(row) for row in range(2_000)]
    seconds = _best(
        lambda: [decide_page(page, one, NOW, book=book) for one in few for page in book.pages]
    )
    speed = len(book.pages) * len(few) / seconds
    return Line("page decisions, one at a time", f"{speed / 1e3:.0f} k/s", "–", None, "–")


def _edits(people: int) -> list[Line]:
    """A rule, a segment and an experiment changed on a home of 40 modules."""
    shop = large_home()
    simulator = Simulator(synthesise(recipe(people), shop=shop.shop))
    simulator.exposure("page_home", book=Rulebook.of(shop), now=NOW)

    def count() -> None:
        simulator.exposure("page_home", book=Rulebook.of(shop), now=NOW)

    edits = [_milliseconds(lambda n=n: _edit_rule(shop, n), count) for n in range(15)]  # type: ignore[misc]
    median, worst = statistics.median(edits), max(edits)
    what = f"simulate 40 modules again after a rule edit, {people:,} people"
    rule = Line(what, f"{median:.1f} ms, worst {worst:.1f}", "< 100 ms", worst < 100, "–")
    age = _milliseconds(lambda: _edit_segment(shop), count)
    segment = Line("… after an edit of a segment all modules use", f"{age:.1f} ms", "–", None, "–")
    return [rule, segment]


def _edit_rule(shop: Document, number: int) -> None:
    module = shop.get(f"mod_m{number}", Module)
    edited = msgspec.structs.replace(module.rules[0], audience=leaf("age", "at_least", 20 + number))
    with shop.transaction("Edit a rule"):
        shop.put(msgspec.structs.replace(module, rules=(edited, *module.rules[1:])))


def _edit_segment(shop: Document) -> None:
    from designer.records import Segment

    segment = shop.get("seg_gen_z", Segment)
    with shop.transaction("Edit a segment"):
        shop.put(msgspec.structs.replace(segment, when=leaf("age", "less_than", 28)))


def _synthesis(shop: Document, people: int) -> Line:
    seconds = _best(lambda: synthesise(recipe(people), shop=shop.shop), rounds=2)
    return Line(f"synthesise {people:,} consumers", f"{seconds:.2f} s", "–", None, "–")


def _imports(people: Table) -> Line:
    """In a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        write_table(people, path)
        ask = [sys.executable, "-m", "benchmarks.decisions", "--import-only", str(path)]
        done = subprocess.run(ask, capture_output=True, text=True, check=True, cwd=ROOT)
        size = path.stat().st_size / 2**20
    told = json.loads(done.stdout)
    fits = told["seconds"] < 3 and told["megabytes"] < 1000
    said = f"{told['seconds']:.2f} s, {told['megabytes']:.0f} MB"
    what = f"import a CSV of {len(people):,} rows ({size:.0f} MB)"
    return Line(what, said, "< 3 s, < 1 GB", fits, f"pandas.read_csv {told['pandas']:.2f} s")


def _import_here(path: Path) -> dict[str, float]:
    shop = rich_shop().shop
    start = time.perf_counter()
    read_csv(path, shop=shop)
    seconds = time.perf_counter() - start
    unit = 2**20 if sys.platform == "darwin" else 2**10
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    import pandas as pd

    start = time.perf_counter()
    pd.read_csv(path)
    return {
        "seconds": seconds, "megabytes": megabytes, "pandas": time.perf_counter() - start
    }  # fmt: skip


# ---- the peers ----------------------------------------------------------------------------------


def _peers(shop: Document, people: Table) -> list[str]:
    book = Rulebook.of(shop)
    pages = [choose_many(people, page=page, book=book, now=NOW) for page in book.pages]
    columns = {slot: column for page in pages for slot, column in page.slots.items()}
    ours = [[column.at(row) for column in columns.values()] for row in range(len(people))]
    rules, known = payload(shop), [_attributes(people, row) for row in range(len(people))]
    told = []
    for name, peer in (("Python", _python), ("JavaScript", _javascript)):
        answer = peer(rules, known, list(columns))
        if answer is None:
            told.append(f"GrowthBook {name}: not here")
            continue
        seconds, decisions = answer
        if decisions != ours:
            sys.exit(f"GrowthBook's {name} SDK decides otherwise: the figures would mean nothing.")
        told.append(f"GrowthBook {name} {len(pages) * len(people) / seconds / 1e3:.1f} k/s")
    return told


def _attributes(people: Table, row: int) -> dict[str, Any]:
    one = people.consumer(row)
    known = {k: list(v) if isinstance(v, tuple) else v for k, v in one.attributes.items()}
    return {"id": one.id, **known, "now": NOW.timestamp()}


def _python(
    rules: dict[str, Any], people: list[dict[str, Any]], slots: list[str]
) -> tuple[float, list[list[str]]] | None:
    from growthbook import GrowthBook

    sdk = GrowthBook(features=rules["features"], savedGroups=rules["savedGroups"])
    decisions = []
    start = time.perf_counter()
    for known in people:
        sdk.set_attributes(known)
        decisions.append([sdk.eval_feature(slot).value for slot in slots])
    return time.perf_counter() - start, decisions


def _javascript(
    rules: dict[str, Any], people: list[dict[str, Any]], slots: list[str]
) -> tuple[float, list[list[str]]] | None:
    node = shutil.which("node")
    if node is None or not (CHECKS / "node_modules" / "@growthbook").is_dir():
        return None
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, value in (("payload", rules), ("people", people), ("slots", slots)):
            files.append(Path(folder) / f"{name}.json")
            files[-1].write_text(json.dumps(value), encoding="utf-8")
        script = ROOT / "benchmarks" / "peers" / "growthbook.mjs"
        ask = [node, str(script), str(CHECKS), *map(str, files)]
        answer = json.loads(subprocess.run(ask, capture_output=True, text=True, check=True).stdout)
    return answer["seconds"], answer["decisions"]


# ---- measuring ----------------------------------------------------------------------------------


def _best(work: Callable[[], object], *, rounds: int = 5) -> float:
    """The shortest of some runs in seconds: what the work costs when nothing disturbs it."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _milliseconds(edit: Callable[[], object], work: Callable[[], object]) -> float:
    edit()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
