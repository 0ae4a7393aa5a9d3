"""`duplex population`, and where the consumers of a simulation come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from designer.commands.sources import Source, population_called, source
from designer.commands.speaking import JSON, OUT, PROJECT, progress, say
from designer.document.document import Document
from designer.errors import InvalidError
from designer.language import _
from designer.records import Imported, Population, Synthesis

if TYPE_CHECKING:
    from designer.population.table import Table

LARGEST = 20_000_000
"""Consumers of one synthesis; more would not fit the memory of an ordinary machine."""
_DIGITS = 20
"""A number of more digits is not even read."""


@click.command(
    "population",
    help=_("Write synthesised consumers of PROJECT to FILE (.csv or .parquet), one column an "
           "attribute: the same people that a simulation with this size and seed decides for."),
)  # fmt: skip
@PROJECT
@click.option("--size", type=click.IntRange(0, LARGEST), help=_("How many consumers."))
@click.option("--seed", type=int, help=_("Seed; the recipe's if not given."))
@click.option("--name", help=_("Which population's recipe; the first if not given."))
@click.option("--out", type=OUT, required=True, help=_("The .csv or .parquet to write."))
@JSON
def population_command(
    project: Path,
    size: int | None,
    seed: int | None,
    name: str | None,
    out: Path,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Synthesise and write."""
    from designer.population.synthesise import synthesise
    from designer.population.writing import write_table

    document = source(project).document
    found = recipe(document, name, size=size, seed=seed)
    with progress(_("Synthesising")) as step:
        consumers = synthesise(found, shop=document.shop)
        step(1, 2, _("writing"))
        write_table(consumers, out)
    answer = {"out": out, "consumers": len(consumers), "seed": found.seed}
    say(
        answer, _("{consumers} consumers with seed {seed} are in {out}.", **answer), as_json=as_json
    )


def people(given: Source, who: str, *, seed: int | None = None) -> Table:
    """The consumers in a file, of a population by name, or as many as a number says."""
    if who.isascii() and who.isdigit():
        if len(who) > _DIGITS or int(who) > LARGEST:
            said = who if len(who) <= _DIGITS else f"{who[:_DIGITS]}…"
            text = _("{number} consumers are too many; {limit} fit.", number=said, limit=LARGEST)
            raise InvalidError(text)
        return _synthesised(given, None, size=int(who), seed=seed)
    if Path(who).is_file():
        return _imported(given, Path(who))
    source = population_called(given.document, who).source
    if isinstance(source, Imported):
        from designer.population.writing import from_parquet_bytes

        return from_parquet_bytes(given.assets.get(source.sha256), shop=given.document.shop)
    return _synthesised(given, who, size=None, seed=seed)


def _synthesised(given: Source, name: str | None, *, size: int | None, seed: int | None) -> Table:
    from designer.population.synthesise import synthesise

    found = recipe(given.document, name, size=size, seed=seed)
    return synthesise(found, shop=given.document.shop)


def _imported(given: Source, path: Path) -> Table:
    """The consumers in a CSV or Parquet file; rows left out are told on standard error."""
    from designer.population.importing import read_table

    reading = read_table(path, shop=given.document.shop)
    report = reading.report
    if report.rejected or report.duplicates:
        text = _("{file}: {rejected} rows do not fit and {duplicates} stand twice; left out.",
                 file=report.file, rejected=report.rejected,
                 duplicates=report.duplicates)  # fmt: skip
        click.echo(text, err=True)
    return reading.table


def recipe(
    document: Document, name: str | None, *, size: int | None, seed: int | None
) -> Synthesis:
    """The recipe of a population by name, or the first, or of the eight crowds, resized."""
    found = _synthesis(document, name)
    return msgspec.structs.replace(
        found,
        size=found.size if size is None else size,
        seed=found.seed if seed is None else seed,
    )


def _synthesis(document: Document, name: str | None) -> Synthesis:
    if name is not None:
        population = population_called(document, name)
        if isinstance(population.source, Synthesis):
            return population.source
        raise InvalidError(_("“{name}” is a table, not a recipe.", name=population.name))
    for population in document.all(Population):
        if isinstance(population.source, Synthesis):
            return population.source
    from designer.population.presets import eight_crowds

    return Synthesis(size=100_000, seed=0, crowds=eight_crowds())
