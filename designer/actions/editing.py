"""What the verbs share: lists with one item moved, free names, copies under new ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from designer.document.document import Document
from designer.records import AnyRecord, Module, Page, Record, new_id

T = TypeVar("T")
R = TypeVar("R", bound=Record)


def inserted(items: tuple[T, ...], item: T, index: int | None = None) -> tuple[T, ...]:
    """The items with one more at `index` (clamped), at the end when None."""
    at = len(items) if index is None else max(0, min(index, len(items)))
    return (*items[:at], item, *items[at:])


def without(items: tuple[T, ...], item: T) -> tuple[T, ...]:
    """The items without `item`."""
    return tuple(one for one in items if one != item)


def moved(items: tuple[T, ...], item: T, index: int) -> tuple[T, ...]:
    """The items with `item` ending up at `index`."""
    return inserted(without(items, item), item, index)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or with the first number that makes it new: “Poster 2”."""
    names = set(taken)
    if wanted not in names:
        return wanted
    stem, __, tail = wanted.rpartition(" ")
    base = stem if stem and tail.isdigit() else wanted
    return next(name for n in range(2, len(names) + 3) if (name := f"{base} {n}") not in names)


def kept(document: Document, record: AnyRecord, *, label: str, of: type[Record]) -> None:
    """Replace a record as one step; edits of the same fields in a row fold into one."""
    before = document.get(record.id, of)
    fields = [f for f in record.__struct_fields__ if getattr(before, f) != getattr(record, f, None)]
    with document.transaction(label, merge=f"{record.id}:{','.join(fields)}"):
        document.put(record)


def copies(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """The records under fresh ids, every mention of one another following along."""
    originals = tuple(records)
    ids = {record.id: new_id(type(record)) for record in originals}
    for record in originals:
        if isinstance(record, Page | Module):
            ids.update((rule.id, new_id("rul")) for rule in record.rules)
    return tuple(_under(record, ids) for record in originals)


def _under(record: R, ids: Mapping[str, str]) -> R:
    return msgspec.convert(renamed(msgspec.to_builtins(record), ids), type(record))


def renamed(value: object, ids: Mapping[str, str]) -> object:
    """A plain value with every text that is one of these ids replaced."""
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, dict):
        return {key: renamed(item, ids) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [renamed(item, ids) for item in value]
    return value
