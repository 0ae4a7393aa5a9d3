"""How commands answer: sentences or JSON on standard output, progress on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from designer.language import _

PROJECT = click.argument("project", type=click.Path(path_type=Path))
OUT = click.Path(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help=_("Answer as JSON."))
AT = click.option(
    "--at", metavar="INSTANT", help=_("ISO 8601, such as 2026-11-11T20:00; now if not given.")
)
PAGE = click.option(
    "--page", default="home", show_default=True, help=_("Page by id, name or type.")
)


def say(value: object, *sentences: str, as_json: bool) -> None:
    """Print the value as JSON, or the sentences."""
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode())
        return
    for sentence in sentences:
        click.echo(sentence)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "") -> None:
    """Print a table."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(*columns, title=title or None, title_justify="left")
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    Console().print(made)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar on standard error while work goes on; the function takes done, all and a name."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns: tuple[Any, ...] = (
        SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1)

        def step(done: int, every: int, name: str) -> None:
            said = f"{what}: {name}" if name else what
            bar.update(task, completed=done, total=max(every, 1), description=said)

        yield step
