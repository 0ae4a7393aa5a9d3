"""What every benchmark prints: one line a measurement, with its budget and the peer's figure."""

from __future__ import annotations

import argparse
import json
import os
import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table


class Line(NamedTuple):
    """One line of a result; `fits` is None where there is no budget."""

    what: str
    ours: str
    budget: str = "–"
    fits: bool | None = None
    peer: str = "–"


def run(measure: Callable[[], Sequence[Line]], *, title: str, about: str) -> None:
    """Measure and print: a table, or with `--json` what `benchmarks.all` reads."""
    parser = argparse.ArgumentParser(description=about.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print the lines as JSON")
    given = parser.parse_args()
    lines = measure()
    if given.json:
        print(as_json(lines))
    else:
        show(lines, title=title)


def as_json(lines: Sequence[Line]) -> str:
    """The lines as one JSON array on one line."""
    return json.dumps([line._asdict() for line in lines], ensure_ascii=False)


def show(lines: Sequence[Line], *, title: str) -> None:
    """Print the lines as a table, the load of the machine below."""
    grid = Table(title=title)
    for heading in ("what", "Duplex", "budget", "", "peer, same run"):
        grid.add_column(heading)
    for line in lines:
        mark = {None: "", True: "✓", False: "✗"}[line.fits]
        grid.add_row(line.what, line.ours, line.budget, mark, line.peer)
    console = Console(width=max(120, Console().width))
    console.print(grid)
    console.print(load())


def load() -> str:
    """How many cores there are, and how many programs wanted them in the last minute."""
    if not hasattr(os, "getloadavg"):
        return f"{os.cpu_count()} cores"
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (1 minute)"


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
