"""Records out of a project file: exact from our own format, as much as we know from a newer one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from designer.errors import UnreadableError
from designer.language import _
from designer.records import RECORD_TYPES, AnyRecord, from_json
from designer.storage.database import File

_STEPS = re.compile(r"\.([^.\[\]`]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"unknown field `(?P<field>[^`]+)`(?: - at `\$(?P<path>[^`]*)`)?")
_MOST = 200
"""Fields left out of one record before it counts as unreadable."""


def read_records(database: File) -> Iterator[AnyRecord]:
    """Every record; raises UnreadableError naming the one that is damaged."""
    for key, state in database.rows("SELECT id, state FROM record ORDER BY id"):
        try:
            record = from_json(state)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise _damaged(database, key, error) from error
        if record.id != key:
            raise _damaged(database, key, ValueError(_("its id is “{id}”", id=record.id)))
        yield record


def read_known(database: File) -> Iterator[AnyRecord]:
    """The records of a newer format without the types and fields we do not know."""
    for key, state in database.rows("SELECT id, state FROM record ORDER BY id"):
        try:
            data = msgspec.json.decode(state)
            if data.get("record") in RECORD_TYPES:
                yield _known(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError) as error:
            raise _damaged(database, key, error) from error


def _known(data: object) -> AnyRecord:
    for __ in range(_MOST):
        try:
            return from_json(msgspec.json.encode(data))
        except msgspec.ValidationError as error:
            found = _UNKNOWN.search(str(error))
            if found is None:
                raise
            _drop(data, found["field"], found["path"] or "")
    raise msgspec.ValidationError(_("it has too many parts that are not known here"))


def _drop(data: object, field: str, path: str) -> None:
    """Take `field` out of the object at `path`, or of every object the path can mean."""
    holders = [data]
    for name, index in _STEPS.findall(path):
        holders = [inner for holder in holders for inner in _inside(holder, name, index)]
    for holder in holders:
        if isinstance(holder, dict):
            holder.pop(field, None)


def _inside(holder: object, name: str, index: str) -> list[object]:
    if isinstance(holder, dict):
        return list(holder.values()) if index else [holder[name]]
    if isinstance(holder, list):
        return [holder[int(index)]] if index.isdigit() else list(holder)
    return []


def _damaged(database: File, key: str, error: Exception) -> UnreadableError:
    text = _("“{file}” is damaged: the record “{id}” cannot be read ({reason}).",
             file=database.path.name, id=key, reason=error)  # fmt: skip
    return UnreadableError(text)
