"""Raw texts become typed columns: DuckDB casts rows, Python looks once at each distinct text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from designer.condition_checks import LARGEST
from designer.errors import InvalidError
from designer.language import _
from designer.population.table import (
    Codes,
    Column,
    Flags,
    Names,
    Numbers,
    Tags,
    smallest,
    words_for,
)
from designer.records import Attribute

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

BLANK = ("", "NULL", "null", "\\N", "NaN", "nan", "None")
"""What tables write for unknown."""

YES = ("true", "TRUE", "True", "yes", "Yes", "YES", "y", "Y", "1", "是")
NO = ("false", "FALSE", "False", "no", "No", "NO", "n", "N", "0", "否")
MOST_DISTINCT = 1_000_000
SHOWN = 5
"""Examples kept of texts that were not understood."""

_SPLIT = re.compile(r"\s*[;；|、]\s*")
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """What a relation held: `bad` marks rows with a text that no attribute could take.

    Such a text counts as unknown in its column; `examples` are (row, attribute, text).
    """

    ids: list[str]
    columns: dict[str, Column]
    bad: Mask
    examples: tuple[tuple[int, str, str], ...]


class _Field(NamedTuple):
    """One column: where its cells are, what attribute it is, and our names for values and oddities.

    DuckDB takes names that differ in case alone for the same, so ours are numbered.
    """

    cell: str
    attribute: Attribute
    value: str
    odd: str


def load(
    connection: duckdb.DuckDBPyConnection, *, relation: str, wanted: Mapping[str, Attribute]
) -> Loaded:
    """Read a relation of texts, NULL where blank; `wanted` says which column is which attribute."""
    fields = [
        _Field(quoted(name), attribute, f"v{n}", f"odd{n}")
        for n, (name, attribute) in enumerate(wanted.items())
    ]
    for field in fields:
        _declare(connection, field.attribute)
    if _fill(connection, relation, [_value(field) for field in fields]):
        # only dirty tables pay for keeping the texts that gave no value
        _fill(connection, relation, [p for field in fields for p in (_value(field), _odd(field))])
    frame = _fetched(connection, fields)
    reader = _Reader(frame, len(frame))
    ids: list[str] = []
    columns: dict[str, Column] = {}
    for field in fields:
        if field.attribute.key == "id":
            ids = frame[field.value].tolist()
        else:
            columns[field.attribute.key] = reader.column(field)
    return Loaded(ids, columns, reader.bad, tuple(sorted(reader.examples)[:SHOWN]))


# ---- what DuckDB does with every row ------------------------------------------------------------


class _Part(NamedTuple):
    """SQL for one column of the table `loaded`, and for whether a cell gives no value."""

    column: str
    wrong: str


def _fill(
    connection: duckdb.DuckDBPyConnection, relation: str, parts: Sequence[_Part | None]
) -> bool:
    """Make the table `loaded` in one pass over the relation; whether a cell gave no value."""
    given = [part for part in parts if part is not None]
    columns = ", ".join(part.column for part in given)
    wrong = " OR ".join(part.wrong for part in given if part.wrong) or "false"
    select = f"SELECT {columns}, ({wrong}) AS wrong FROM {relation}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE loaded AS {select}")
    return _count(connection, "loaded WHERE wrong") > 0


def _value(field: _Field) -> _Part:
    if field.attribute.key == "id":
        return _Part(f"coalesce(trim({field.cell}), '') AS {field.value}", "")
    typed = _typed(field)
    wrong = "" if typed == field.cell else f"({typed} IS NULL AND {field.cell} IS NOT NULL)"
    return _Part(f"{typed} AS {field.value}", wrong)


def _odd(field: _Field) -> _Part | None:
    """The text of a closed column where it gives no value."""
    typed = _typed(field)
    if typed == field.cell:
        return None
    return _Part(f"CASE WHEN {typed} IS NULL THEN {field.cell} END AS {field.odd}", "")


def _typed(field: _Field) -> str:
    """SQL for a cell as a value, NULL where it is none; the cell itself when any text will do."""
    if field.attribute.type == "number":
        number = f"try_cast({field.cell} AS DOUBLE)"
        return f"CASE WHEN abs({number}) <= {LARGEST} THEN {number} END"
    closed = _spellings(field.attribute)
    return f"try_cast({field.cell} AS {_type(field.attribute)})" if closed else field.cell


def _declare(connection: duckdb.DuckDBPyConnection, attribute: Attribute) -> None:
    spelled = _spellings(attribute)
    if spelled:
        kind = _type(attribute)
        connection.execute(f"CREATE OR REPLACE TEMP TYPE {kind} AS ENUM ({texts(spelled)})")


def _spellings(attribute: Attribute) -> Mapping[str, int]:
    """Each accepted text of a closed attribute with its code; empty when any text will do."""
    if attribute.type == "bool":
        return {**dict.fromkeys(NO, 1), **dict.fromkeys(YES, 2)}
    if attribute.type != "enum":
        return {}
    codes = {choice.key: code for code, choice in enumerate(attribute.choices, 1)}
    for code, choice in enumerate(attribute.choices, 1):
        codes.setdefault(choice.label.zh, code)
        codes.setdefault(choice.label.en, code)
    return codes


def _fetched(connection: duckdb.DuckDBPyConnection, fields: Sequence[_Field]) -> pd.DataFrame:
    """All columns in one query, so that rows stay together; free texts as categories."""
    parts = []
    for field in fields:
        closed = field.attribute.type in ("number", "id") or _spellings(field.attribute)
        parts.append(field.value if closed else _coded(connection, field))
    described = connection.execute("DESCRIBE loaded").fetchall()
    parts += [name for name, *__ in described if name.startswith("odd")]
    frame: pd.DataFrame = connection.execute(f"SELECT {', '.join(parts)} FROM loaded").df()
    return frame


def _coded(connection: duckdb.DuckDBPyConnection, field: _Field) -> str:
    """SQL for a column of free texts as categories."""
    column, kind = field.value, f"distinct_{field.value}"
    distinct = f"SELECT DISTINCT {column} AS v FROM loaded WHERE {column} IS NOT NULL"
    number = _count(connection, f"({distinct})")
    if number > MOST_DISTINCT:
        text = _("“{key}” has more than {most} different values; is it the right column?")
        raise InvalidError(text.format(key=field.attribute.key, most=f"{MOST_DISTINCT:,}"))
    if number == 0:
        return f"NULL::ENUM ('') AS {column}"
    connection.execute(f"CREATE TEMP TYPE {kind} AS ENUM ({distinct} ORDER BY v)")
    return f"{column}::{kind} AS {column}"


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    return int(row[0]) if row else 0


# ---- one column after another -------------------------------------------------------------------


class _Reader:
    """Turns fetched columns into ours and notes what was not understood."""

    def __init__(self, frame: pd.DataFrame, rows: int) -> None:
        self._frame = frame
        self.bad: Mask = np.zeros(rows, np.bool_)
        self.examples: list[tuple[int, str, str]] = []

    def column(self, field: _Field) -> Column:
        """The column of an attribute."""
        attribute, spelled = field.attribute, _spellings(field.attribute)
        if attribute.type == "number":
            numbers = self._frame[field.value].to_numpy(np.float64, na_value=np.nan, copy=True)
            self._mend(field, numbers, _number_in)
            return Numbers(numbers)
        codes, found = self._categories(field)
        if not spelled:
            return self._open(attribute, codes, [text.strip() for text in found])
        known: Codes = np.array([0, *(spelled[t] for t in found)], smallest(len(spelled)))
        meant: Codes = known[codes]
        self._mend(field, meant, spelled.get)
        if attribute.type == "bool":
            return Flags(meant.astype(np.uint8))
        return Names(meant, tuple(choice.key for choice in attribute.choices))

    def _open(self, attribute: Attribute, codes: NDArray[np.int64], texts: list[str]) -> Column:
        if attribute.type == "tags":
            return self._tags(attribute, codes, texts)
        values = tuple(dict.fromkeys(text for text in texts if text not in BLANK))
        place = {value: n for n, value in enumerate(values, 1)}
        known: Codes = np.array([0, *(place.get(t, 0) for t in texts)], smallest(len(values)))
        return Names(known[codes], values)

    def _tags(self, attribute: Attribute, codes: NDArray[np.int64], texts: list[str]) -> Column:
        blank = [text in BLANK for text in texts]
        read = [_tags_in(text, attribute) for text in texts]
        declared = [choice.key for choice in attribute.choices]
        values = tuple(dict.fromkeys([*declared, *(tag for tags in read if tags for tag in tags)]))
        place = {value: n for n, value in enumerate(values, 1)}
        patterns = np.zeros((words_for(values), len(texts) + 1), np.uint64)
        for n, tags in enumerate(read, 1):
            for at in () if tags is None else (0, *(place[tag] for tag in set(tags))):
                patterns[at // 64, n] |= np.uint64(1 << at % 64)
        odd = [tags is None and not empty for tags, empty in zip(read, blank, strict=True)]
        wrong = np.array([False, *odd])[codes]
        self._note(attribute.key, wrong, lambda row: texts[codes[row] - 1])
        return Tags(patterns[:, codes], values)

    def _categories(self, field: _Field) -> tuple[NDArray[np.int64], list[str]]:
        column = self._frame[field.value].cat
        codes: NDArray[np.int64] = column.codes.to_numpy().astype(np.int64) + 1
        return codes, [str(text) for text in column.categories]

    def _mend(
        self, field: _Field, values: NDArray[Any], meaning: Callable[[str], float | None]
    ) -> None:
        """Look again at texts that gave no value: with the space around them gone some do."""
        if field.odd not in self._frame:
            return
        odd = self._frame[field.odd].astype("category").cat
        codes = odd.codes.to_numpy()
        wrong = np.zeros(len(values), np.bool_)
        for code, text in enumerate(map(str, odd.categories)):
            found = meaning(text.strip())
            if found is not None:
                values[codes == code] = found
            elif text.strip() not in BLANK:
                wrong |= codes == code
        self._note(field.attribute.key, wrong, lambda row: str(odd.categories[codes[row]]))

    def _note(self, key: str, wrong: Mask, text: Callable[[int], str]) -> None:
        self.bad |= wrong
        for row in np.flatnonzero(wrong)[:SHOWN].tolist():
            self.examples.append((row, key, text(row)))


def _number_in(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) <= LARGEST else None


def _tags_in(text: str, attribute: Attribute) -> list[str] | None:
    """The tags of a cell, a JSON array or texts between ; | 、; None when one is not declared."""
    try:
        read = json.loads(text) if text.startswith("[") else _SPLIT.split(text)
    except (ValueError, RecursionError):
        return None
    names = {c.label.en: c.key for c in attribute.choices}
    names |= {c.label.zh: c.key for c in attribute.choices}
    names |= {c.key: c.key for c in attribute.choices}
    if not isinstance(read, list) or not all(isinstance(tag, str) and tag for tag in read):
        return None
    if not names:
        return read
    return [names[tag] for tag in read] if names.keys() >= set(read) else None


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _type(attribute: Attribute) -> str:
    return quoted(f"type {attribute.key}")


def texts(names: Sequence[str] | Mapping[str, int]) -> str:
    """Texts as an SQL list writes them."""
    return ", ".join("'" + name.replace("'", "''") + "'" for name in names)
