"""The diff: what one edit changed, as values that undo, file, panels and canvas all read."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from designer.records import AnyRecord, Floor, Record, Variant


class Change(msgspec.Struct, frozen=True, array_like=True):
    """One record before and after; None where it did not exist."""

    before: AnyRecord | None
    after: AnyRecord | None


class Diff(msgspec.Struct, frozen=True):
    """A labelled set of changes by record id."""

    label: str
    changes: Mapping[str, Change]

    def reversed(self, *, label: str | None = None) -> Diff:
        """The diff that takes this one back."""
        swapped = {key: Change(c.after, c.before) for key, c in self.changes.items()}
        return Diff(self.label if label is None else label, swapped)

    def then(self, later: Diff) -> Diff:
        """Both as one step under this label; what ends as it began is left out."""
        merged = dict(self.changes)
        for key, change in later.changes.items():
            first = merged[key].before if key in merged else change.before
            merged[key] = Change(first, change.after)
        return Diff(self.label, {key: c for key, c in merged.items() if c.before != c.after})

    def touches(self, *types: type[Record]) -> bool:
        """Whether a record of one of these types was added, changed or removed."""
        return any(isinstance(c.after or c.before, types) for c in self.changes.values())

    def ids(self, *types: type[Record]) -> frozenset[str]:
        """The touched ids, of these types only when given."""
        return frozenset(
            key
            for key, c in self.changes.items()
            if not types or isinstance(c.after or c.before, types)
        )


def only_fills(diff: Diff) -> bool:
    """Whether nothing but settings of variants changed, as with every key that is typed."""
    return all(
        isinstance(change.before, Variant)
        and isinstance(change.after, Variant)
        and (change.before.name, change.before.base) == (change.after.name, change.after.base)
        for change in diff.changes.values()
    )


def only_moves(diff: Diff) -> bool:
    """Whether modules changed places on floors and nothing else changed, as when one is dragged."""
    return all(
        isinstance(change.before, Floor)
        and isinstance(change.after, Floor)
        and change.before.guides == change.after.guides
        for change in diff.changes.values()
    )


def encode(diff: Diff) -> bytes:
    """The diff as JSON."""
    return msgspec.json.encode(diff)


def decode(data: bytes | str) -> Diff:
    """The diff in `data`; raises `msgspec.ValidationError` or `msgspec.DecodeError`."""
    return _DECODER.decode(data)


_DECODER: msgspec.json.Decoder[Diff] = msgspec.json.Decoder(Diff)
