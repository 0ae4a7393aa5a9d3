"""Write consumers and what they get as CSV or Parquet, so that any outside tool can follow.

First column `id`; then one column an attribute or a slot. Unknown is blank, tags are a JSON array,
yes and no are `true` and `false`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from designer.condition_checks import CONSUMER_ID, LARGEST, dictionary
from designer.errors import DesignerError, InvalidError, UnreadableError
from designer.language import _
from designer.population.choosing import SlotChoices
from designer.population.importing import connected, kept, parquet_columns, parquet_relation
from designer.population.loading import load
from designer.population.table import Column, Flags, Names, Numbers, Table, Tags
from designer.records import Shop

if TYPE_CHECKING:
    import pandas as pd

FORMATS = {".csv": "FORMAT csv, HEADER", ".parquet": "FORMAT parquet, COMPRESSION zstd"}


def write_table(table: Table, path: Path) -> None:
    """Write the consumers, one column an attribute; the path's ending chooses CSV or Parquet."""
    _write({"id": _ids(table), **{k: _texts(c) for k, c in table.columns.items()}}, path)


def write_choices(slots: Mapping[str, SlotChoices], table: Table, path: Path) -> None:
    """Write what each consumer gets, one column a slot; blank: not on the consumer's layout."""
    columns = {slot: _labelled(column.codes, column.labels) for slot, column in slots.items()}
    _write({"id": _ids(table), **columns}, path)


def to_parquet_bytes(table: Table) -> bytes:
    """The table as a project keeps it among its assets."""
    with tempfile.TemporaryDirectory(prefix="duplex-") as folder:
        path = Path(folder) / "table.parquet"
        write_table(table, path)
        return path.read_bytes()


def from_parquet_bytes(data: bytes, *, shop: Shop) -> Table:
    """The table that `to_parquet_bytes` kept, as the shop's dictionary reads it now.

    Columns of attributes that are gone are left out; values that are no longer declared count as
    unknown. Raises UnreadableError when the bytes are no such table.
    """
    declared = dictionary(shop)
    with tempfile.TemporaryDirectory(prefix="duplex-") as folder:
        path = Path(folder) / "table.parquet"
        path.write_bytes(data)
        with connected(path) as connection:
            names = [name for name, __ in parquet_columns(connection, path)]
            wanted = {name: declared[name] for name in names if name in declared}
            if CONSUMER_ID.key not in wanted:
                raise UnreadableError(_("The kept population holds no consumer ids."))
            relation = parquet_relation(connection, path, names=wanted)
            loaded = load(connection, relation=relation, wanted=wanted)
    return kept(loaded, np.ones(len(loaded.ids), np.bool_))


def _write(columns: Mapping[str, Any], path: Path) -> None:
    import duckdb
    import pandas as pd

    shape = FORMATS.get(path.suffix.lower())
    if shape is None:
        said = _("“{file}” must end in .csv or .parquet.", file=path.name)
        raise InvalidError(said)
    frame = pd.DataFrame(columns, copy=False)
    unfinished = path.with_name(path.name + ".part")
    target = str(unfinished).replace("'", "''")
    connection = duckdb.connect()
    try:
        connection.register("frame", frame)
        connection.execute(f"COPY (SELECT * FROM frame) TO '{target}' ({shape})")
        unfinished.replace(path)
    except (duckdb.Error, OSError) as failure:
        unfinished.unlink(missing_ok=True)
        said = _("“{file}” cannot be written: is the folder there, writable and not full?")
        raise DesignerError(said.format(file=path.name)) from failure
    finally:
        connection.close()


def _ids(table: Table) -> pd.Series[str]:
    import pandas as pd

    texts = np.array(table.ids.texts(), dtype=object)
    texts[texts == ""] = None
    return pd.Series(texts, dtype=object)


def _texts(column: Column) -> Any:
    match column:
        case Names(codes=codes, values=values):
            return _labelled(codes, ("", *values))
        case Flags(codes=codes):
            return _labelled(codes, ("", "false", "true"))
        case Numbers(values=numbers):
            return _numbers(numbers)
        case Tags():
            return _arrays(column)


def _labelled(codes: NDArray[Any], labels: Sequence[str]) -> pd.Categorical:
    """Code k as `labels[k]`; code 0 is blank."""
    import pandas as pd

    places = codes.astype(np.int32) - 1
    return pd.Categorical.from_codes(places, categories=list(labels[1:]))


def _numbers(values: NDArray[np.float64]) -> Any:
    """Whole numbers without a point when all of them are."""
    import pandas as pd

    unknown = np.isnan(values)
    filled = np.where(unknown, 0.0, values)
    whole = np.array_equal(filled, np.floor(filled))
    if whole and np.abs(filled).max(initial=0.0) <= LARGEST:
        return pd.arrays.IntegerArray(filled.astype(np.int64), unknown)
    return values


def _arrays(column: Tags) -> pd.Categorical:
    """Each distinct set of tags is written out once."""
    if len(column.words) == 1:  # sorting numbers is far faster than sorting rows of them
        single, codes = np.unique(column.words[0], return_inverse=True)
        patterns = single[None, :]
    else:
        patterns, codes = np.unique(column.words, axis=1, return_inverse=True)
    texts = [Tags(patterns, column.values).at(n) for n in range(patterns.shape[1])]
    labels = ["", *(json.dumps(tags, ensure_ascii=False) for tags in texts if tags is not None)]
    known = np.cumsum([tags is not None for tags in texts])
    place = np.where([tags is not None for tags in texts], known, 0)
    return _labelled(place[codes.ravel()], labels)
