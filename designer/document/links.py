"""Which record mentions which: the one index behind parents, uses and "still used" refusals."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from designer.records import Record

_LONGEST = 80
"""No id is longer, so longer texts are not looked at."""


class Links:
    """For every id the records that mention it, kept in step by `replace`."""

    def __init__(self) -> None:
        self._users: dict[str, set[str]] = {}

    def replace(self, before: Record | None, after: Record | None) -> None:
        """Take note that one record changed; None where it did not exist."""
        old = mentions(before) if before is not None else frozenset()
        new = mentions(after) if after is not None else frozenset()
        for key in old - new:
            self._users[key].discard(before.id if before is not None else "")
        for key in new - old:
            self._users.setdefault(key, set()).add(after.id if after is not None else "")

    def users(self, key: str) -> frozenset[str]:
        """The ids of the records that mention `key`."""
        return frozenset(self._users.get(key, ()))


def mentions(record: Record) -> frozenset[str]:
    """Every text in the record that can be an id (short, no blank), its own left out."""
    texts = _texts(msgspec.to_builtins(record))
    found = {text for text in texts if len(text) <= _LONGEST and " " not in text}
    found.discard(record.id)
    return frozenset(found)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
