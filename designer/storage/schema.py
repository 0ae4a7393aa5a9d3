"""What a .duplex file is made of: its marks, its tables and a view of every kind of record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import NotFoundError, UnreadableError
from designer.language import _
from designer.records import RECORD_TYPES, Record

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x44504C58
"""“DPLX”: what tells a project from any other SQLite file (bytes 68 to 71)."""

TABLES = frozenset({"record", "edit", "version", "sqlar", "meta"})

_MAGIC = b"SQLite format 3\0"
_PLURALS = {"shop": "shop", "category": "categories"}

PLACEMENT = """
SELECT page.value AS page, layout.value AS layout, floor.value AS floor,
       json_extract(f.state, '$.level') AS level, module.key AS position,
       module.value AS module, json_extract(m.state, '$.name') AS name,
       json_extract(m.state, '$.kind') AS module_kind
FROM record s, json_each(s.state, '$.pages') page
JOIN record p ON p.id = page.value, json_each(p.state, '$.layouts') layout
JOIN record l ON l.id = layout.value, json_each(l.state, '$.floors') floor
JOIN record f ON f.id = floor.value, json_each(f.state, '$.modules') module
JOIN record m ON m.id = module.value
WHERE s.kind = 'shop'
"""
"""Every module with where it stands; `position` counts from 0 at the top of its floor."""


def create_tables(db: Database) -> None:
    """Make the five tables; types are strict, times are ISO 8601 in UTC, states and diffs JSON."""
    db.table("record").create(
        {"id": str, "kind": str, "state": str},
        pk="id",
        not_null={"id", "kind", "state"},
        strict=True,
    )
    db.table("edit").create(
        {"seq": int, "at": str, "label": str, "diff": str, "reverts": int},
        pk="seq", not_null={"at", "label", "diff"}, strict=True,
    )  # fmt: skip
    db.table("version").create(
        {"name": str, "at": str, "seq": int, "note": str},
        pk="name", not_null={"name", "at", "seq", "note"}, strict=True,
    )  # fmt: skip
    db.table("sqlar").create(
        {"name": str, "mode": int, "mtime": int, "sz": int, "data": bytes}, pk="name", strict=True
    )
    db.table("meta").create({"key": str, "value": str}, pk="key", not_null={"key"}, strict=True)
    db.table("record").create_index(["kind"])


def create_views(db: Database) -> None:
    """Make anew a view for every kind of record, and one that says what stands where."""
    for name, select in views():
        db.create_view(name, select, replace=True)


def views() -> Iterator[tuple[str, str]]:
    """The name and the query of each view."""
    for kind, of in RECORD_TYPES.items():
        yield _PLURALS.get(kind, f"{kind}s"), _select(kind, of)
    yield "placement", PLACEMENT.strip()


def _select(kind: str, of: type[Record]) -> str:
    fields = [field for field in of.__struct_fields__ if field != "id"]
    columns = ", ".join(f"json_extract(state, '$.{field}') AS \"{field}\"" for field in fields)
    return f"SELECT id, {columns} FROM record WHERE kind = '{kind}'"


def version_of(path: Path) -> int:
    """The format of a project file, read from its first bytes; raises for anything else."""
    if not path.exists():
        raise NotFoundError(_("There is no file “{path}”.", path=path))
    if not path.is_file():
        raise UnreadableError(_("“{path}” is a folder, not a Duplex file.", path=path))
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        text = _("“{path}” cannot be read: {reason}.", path=path, reason=error.strerror)
        raise UnreadableError(text) from error
    mark = int.from_bytes(head[68:72], "big")
    if len(head) < 100 or not head.startswith(_MAGIC) or mark != APPLICATION_ID:
        raise UnreadableError(_("“{path}” is not a Duplex project.", path=path))
    return int.from_bytes(head[60:64], "big")
