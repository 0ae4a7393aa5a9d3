"""Bytes that nothing needs any more: found, weighed, and taken out of the file when asked to."""

from __future__ import annotations

import re
from typing import NamedTuple

from designer.records import Asset, Imported, Population, Record
from designer.storage.database import File
from designer.storage.versions import pictures

_SHA = re.compile(r'"([0-9a-f]{64})"')


class Spare(NamedTuple):
    """What tidying would free: how many pieces, and their bytes in the file.

    `kept` are the bytes of assets that are gone from the project but that a step of the history
    brings back: those stay.
    """

    names: tuple[str, ...]
    size: int
    kept: int


def spare(file: File, records: tuple[Record, ...]) -> Spare:
    """What neither a record, nor a step of the history, nor a version's picture needs."""
    rows = file.rows("SELECT name, length(data) FROM sqlar")
    present = in_use(records) | pictures(file)
    past = remembered(file)
    names = tuple(sorted(name for name, __ in rows if name not in present | past))
    free = frozenset(names)
    return Spare(
        names=names,
        size=sum(size for name, size in rows if name in free),
        kept=sum(size for name, size in rows if name in past - present),
    )


def tidy(file: File, records: tuple[Record, ...]) -> Spare:
    """Take the spare bytes out, and give their room back to the disk."""
    found = spare(file, records)
    with file.writing():
        for name in found.names:
            file.run("DELETE FROM sqlar WHERE name = ?", (name,))
    if found.names:
        file.run("VACUUM")
    return found


def in_use(records: tuple[Record, ...]) -> frozenset[str]:
    """The SHA-256 that records name."""
    assets = (one.sha256 for one in records if isinstance(one, Asset))
    sources = (one.source for one in records if isinstance(one, Population))
    return frozenset([*assets, *(one.sha256 for one in sources if isinstance(one, Imported))])


def remembered(file: File) -> frozenset[str]:
    """The SHA-256 that any step of the history names: each of them can be undone to."""
    found: set[str] = set()
    for (text,) in file.rows("SELECT diff FROM edit WHERE diff LIKE '%\"sha256\":%'"):
        found.update(_SHA.findall(text))
    return frozenset(found)
