"""Every budget of Duplex in one table: what is measured, what is allowed, and what the peer needs.

    python -m benchmarks.all [--markdown FILE]

Each part runs in a process of its own, one after the other. Peers take part when they are there:
`npm ci` in `checks/` brings GrowthBook, in `benchmarks/peers/` GrapesJS; Chromium comes with the
system. The figures of a busy machine mean little, so the load is printed below the table.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.lines import Line, load, show

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("starting", "studio", "hands", "keystrokes", "wall", "edits", "decisions", "export")


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="some parts only")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    given = parser.parse_args()
    before, lines = load(), []
    for part in given.parts or PARTS:
        print(f"{part} …", file=sys.stderr, flush=True)
        lines += _measured(part)
    show(lines, title="Duplex, measured")
    if given.markdown:
        told = f"{before} at the start, {load()} at the end"
        given.markdown.write_text(_markdown(lines, told), encoding="utf-8")


def _measured(part: str) -> list[Line]:
    """The lines of one part; a part that fails says so in a line of its own."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
    command = [sys.executable, "-m", f"benchmarks.{part}", "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**environment, **os.environ}
    )
    if done.returncode:
        return [Line(part, (done.stderr.strip().splitlines() or ["failed"])[-1], fits=False)]
    return [Line(**line) for line in json.loads(done.stdout.strip().splitlines()[-1])]


def _markdown(lines: list[Line], told: str) -> str:
    marks = {None: "", True: "✓", False: "✗"}
    rows = [
        f"| {line.what} | {line.ours} | {line.budget} | {marks[line.fits]} | "
        + line.peer.replace("\n", "; ") + " |"
        for line in lines
    ]  # fmt: skip
    head = ("| what | Duplex | budget | | peer, same run |", "|---|---|---|---|---|")
    return "\n".join((*head, *rows, "", told, ""))


if __name__ == "__main__":
    main()
