"""Bring a table of consumers from a file, telling what was understood and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.condition_checks import CONSUMER_ID, dictionary
from designer.errors import InvalidError, UnreadableError
from designer.language import _
from designer.population.encoding import Text, opened
from designer.population.loading import BLANK, SHOWN, Loaded, Mask, load, quoted, texts
from designer.population.table import Table, ids_of
from designer.records import Attribute, Shop, Struct

if TYPE_CHECKING:
    import duckdb

IDS = ("id", "consumer_id", "user_id", "userid", "user", "uid", "用户id", "会员id", "消费者编号")
"""Column names taken for the consumer's id when none is given."""
WIDEST = 2_000
_MEMORY = "600MB"
_MOST_REJECTS = 100_000


class Rejected(Struct):
    """A row that was left out: its number among the data rows, the column and text in the way."""

    row: int
    column: str
    text: str


class Report(Struct):
    """What became of a file's rows and columns; `columns` maps its headers to attributes."""

    file: str
    encoding: str
    rows: int
    rejected: int
    duplicates: int
    examples: tuple[Rejected, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The consumers of a file and the report on them."""

    table: Table
    report: Report


def read_table(path: Path, *, shop: Shop, mapping: Mapping[str, str] | None = None) -> Reading:
    """Read consumers from a Parquet or a CSV file, by its ending; see `read_csv`."""
    if path.suffix.lower() == ".parquet":
        return _read_parquet(path, shop=shop, mapping=mapping)
    return read_csv(path, shop=shop, mapping=mapping)


def read_csv(path: Path, *, shop: Shop, mapping: Mapping[str, str] | None = None) -> Reading:
    """Read consumers from a CSV file (UTF-8 or GBK, plain or gzipped).

    `mapping` says which column is which attribute (`id` too); without it headers are matched by
    attribute key or label. A row with a text that its attribute cannot take is left out and
    counted, as is a second row of the same consumer. Raises InvalidError when the columns do not
    fit and UnreadableError when the file is no text.
    """
    with opened(path) as text, connected(path) as connection:
        wanted = _matched(text.columns, shop=shop, mapping=mapping, file=path.name)
        places = {f"c{text.columns.index(name)}": a for name, a in wanted.items()}
        loaded = load(connection, relation=_relation(text), wanted=places)
        told = _Told(path.name, text.encoding, text.columns, _broken(connection))
    return _reading(loaded, told, wanted=wanted)


def _read_parquet(path: Path, *, shop: Shop, mapping: Mapping[str, str] | None) -> Reading:
    with connected(path) as connection:
        names = tuple(name for name, __ in parquet_columns(connection, path))
        wanted = _matched(names, shop=shop, mapping=mapping, file=path.name)
        loaded = load(
            connection, relation=parquet_relation(connection, path, names=wanted), wanted=wanted
        )
    return _reading(loaded, _Told(path.name, "Parquet", names, ()), wanted=wanted)


@contextmanager
def connected(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of our own for one file; what it cannot read is an UnreadableError."""
    import duckdb

    connection = duckdb.connect(config={"memory_limit": _MEMORY})
    try:
        yield connection
    except duckdb.Error as failure:
        reason = str(failure).partition("\n")[0]
        said = _("“{file}” cannot be read as a table: {reason}", file=path.name, reason=reason)
        raise UnreadableError(said) from failure
    finally:
        connection.close()


def parquet_columns(connection: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[str, str]]:
    """The names and types of a Parquet file's columns."""
    rows = connection.execute(f"DESCRIBE SELECT * FROM {_parquet(path)}").fetchall()
    return [(str(name), str(kind)) for name, kind, *__ in rows]


def parquet_relation(
    connection: duckdb.DuckDBPyConnection, path: Path, *, names: Iterable[str]
) -> str:
    """SQL for some columns of a Parquet file as texts, lists as JSON arrays."""
    kinds = dict(parquet_columns(connection, path))
    parts = []
    for name in names:
        cell = quoted(name)
        text = f"to_json({cell})::VARCHAR" if kinds[name].endswith("[]") else f"{cell}::VARCHAR"
        parts.append(f"nullif({text}, '') AS {cell}")
    return f"(SELECT {', '.join(parts)} FROM {_parquet(path)})"


def _parquet(path: Path) -> str:
    return f"read_parquet({texts([str(path)])})"


class _Told(NamedTuple):
    """What is known of a file beside its rows."""

    file: str
    encoding: str
    columns: tuple[str, ...]
    broken: Sequence[Rejected]


def _reading(loaded: Loaded, told: _Told, *, wanted: Mapping[str, Attribute]) -> Reading:
    again = _repeated(loaded.ids)
    columns = {attribute.key: name for name, attribute in wanted.items()}
    examples = [Rejected(row=n + 1, column=columns[key], text=t) for n, key, t in loaded.examples]
    table = kept(loaded, ~(loaded.bad | again))
    report = Report(
        file=told.file, encoding=told.encoding, rows=len(table),
        rejected=int(loaded.bad.sum()) + len(told.broken),
        duplicates=int((again & ~loaded.bad).sum()),
        examples=tuple([*examples, *told.broken][:SHOWN]),
        columns={name: attribute.key for name, attribute in wanted.items()},
        ignored=tuple(name for name in told.columns if name not in wanted),
    )  # fmt: skip
    return Reading(table, report)


def kept(loaded: Loaded, rows: Mask) -> Table:
    """The chosen rows as a table."""
    if rows.all():
        return Table(ids_of(loaded.ids), loaded.columns)
    ids = [name for name, keep in zip(loaded.ids, rows.tolist(), strict=True) if keep]
    return Table(ids_of(ids), {key: column.part(rows) for key, column in loaded.columns.items()})


def _repeated(ids: Sequence[str]) -> Mask:
    """Rows whose consumer stands in an earlier row; anonymous ones never repeat."""
    again = np.zeros(len(ids), np.bool_)
    if len(set(ids)) == len(ids):
        return again
    seen: set[str] = set()
    for row, name in enumerate(ids):
        if name and name in seen:
            again[row] = True
        seen.add(name)
    return again


# ---- columns ------------------------------------------------------------------------------------


def _matched(
    names: Sequence[str], *, shop: Shop, mapping: Mapping[str, str] | None, file: str
) -> dict[str, Attribute]:
    """The attribute of each column that has one."""
    if len(names) > WIDEST or len(set(names)) != len(names):
        said = _("“{file}” has columns of the same name, or more than {most} of them.")
        raise InvalidError(said.format(file=file, most=WIDEST))
    wanted = _guessed(names, shop) if mapping is None else _told(names, shop, mapping, file=file)
    found = [attribute.key for attribute in wanted.values()]
    listed = ", ".join(name or "“”" for name in names[:12]) + (" …" if len(names) > 12 else "")
    if "id" not in found:
        said = _(
            "“{file}” has no column of consumer ids: call one “id” or choose it. It has {names}."
        )
        raise InvalidError(said.format(file=file, names=listed))
    if len(found) < 2:
        said = _("No column of “{file}” is an attribute of this shop. It has {names}.")
        raise InvalidError(said.format(file=file, names=listed))
    if len(set(found)) != len(found):
        said = _("Two columns of “{file}” are matched with the same attribute; choose one.")
        raise InvalidError(said.format(file=file))
    return wanted


def _guessed(names: Sequence[str], shop: Shop) -> dict[str, Attribute]:
    known: dict[str, Attribute] = dict.fromkeys(IDS, CONSUMER_ID)
    for attribute in shop.attributes:
        for spelling in (attribute.label.en, attribute.label.zh, attribute.key):
            known[spelling.casefold()] = attribute
    wanted = {name: known[name.casefold()] for name in names if name.casefold() in known}
    taken: dict[str, str] = {}
    for name, attribute in wanted.items():
        if name == attribute.key or attribute.key not in taken:
            taken[attribute.key] = name
    return {name: attribute for name, attribute in wanted.items() if taken[attribute.key] == name}


def _told(
    names: Sequence[str], shop: Shop, mapping: Mapping[str, str], *, file: str
) -> dict[str, Attribute]:
    declared = dictionary(shop)
    for name, key in mapping.items():
        if name not in names:
            raise InvalidError(_("“{file}” has no column “{name}”.", file=file, name=name))
        if key not in declared:
            raise InvalidError(_("“{key}” is not in the shop's attribute dictionary.", key=key))
    return {name: declared[key] for name, key in mapping.items()}


def _relation(text: Text) -> str:
    """SQL for the file's rows, with columns named c0, c1, … by their place."""
    columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(text.columns)))
    path = str(text.path).replace("'", "''")
    return (
        f"read_csv('{path}', columns = {{{columns}}}, delim = '{text.delimiter}', header = true, "
        f"auto_detect = false, nullstr = [{texts(BLANK)}], quote = '\"', escape = '\"', "
        f"strict_mode = false, store_rejects = true, rejects_limit = {_MOST_REJECTS})"
    )


def _broken(connection: duckdb.DuckDBPyConnection) -> list[Rejected]:
    """Lines that are no rows of this table, such as those with too few cells."""
    rows = connection.execute(
        "SELECT line, any_value(error_message) FROM reject_errors GROUP BY line ORDER BY line"
    ).fetchall()
    return [
        Rejected(row=int(line) - 1, column="", text=str(message).partition("\n")[0][:200])
        for line, message in rows
    ]
