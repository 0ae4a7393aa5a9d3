"""Inheritance: what a variant shows when it is based on another, who depends on whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import msgspec

from designer.document.diff import Diff
from designer.document.document import Document
from designer.document.queries import described, parent
from designer.document.structure import after
from designer.errors import RefusedError
from designer.language import _
from designer.records import Module, Record, Variant

Find = Callable[[str | None], Record | None]


def effective(document: Document, variant: str) -> Mapping[str, Any]:
    """The settings given by a variant and, where it is silent, by the nearest of its bases.

    What nobody gives is left to the kind's default. Raises NotFoundError.
    """
    found = document.get(variant, Variant)
    return found.settings if found.base is None else given(found, document.find)


def given(variant: Variant, find: Find) -> dict[str, Any]:
    """The settings along a chain of bases as `find` knows them, the nearest winning."""
    full: dict[str, Any] = {}
    for one in reversed([variant, *_climbed(variant, find)]):
        full |= one.settings
    return full


def origin(document: Document, variant: str, setting: str) -> str | None:
    """The variant that gives a setting its value; None when it is the kind's default."""
    found = document.get(variant, Variant)
    for one in (found, *_climbed(found, document.find)):
        if setting in one.settings:
            return one.id
    return None


def bases(document: Document, variant: str) -> tuple[str, ...]:
    """The variants one rests on, the nearest first; a base that is gone ends the chain."""
    found = document.find(variant)
    if not isinstance(found, Variant) or found.base is None:
        return ()
    return tuple(one.id for one in _climbed(found, document.find))


def heirs(document: Document, variant: str) -> tuple[str, ...]:
    """The variants that rest on one, directly or through others, by id."""
    found: set[str] = set()
    open_ends = [variant]
    while open_ends:
        new = {one.id for one in children_of(document, open_ends.pop())} - found
        found |= new
        open_ends += sorted(new)
    return tuple(sorted(found - {variant}))


def children_of(document: Document, variant: str) -> tuple[Variant, ...]:
    """The variants based on this one directly, by id."""
    users = (document.find(key) for key in sorted(document.users(variant)))
    return tuple(one for one in users if isinstance(one, Variant) and one.base == variant)


def standing_without(document: Document, variant: Variant, gone: Callable[[str], bool]) -> Variant:
    """The variant with the values of those bases written in that will be gone."""
    if variant.base is None or not gone(variant.base):
        return variant
    settings = dict(variant.settings)
    base: str | None = variant.base
    for one in _climbed(variant, document.find):
        if one.id != base or not gone(one.id):
            break
        settings = {**one.settings, **settings}
        base = one.base
    left = base if base is not None and not gone(base) and document.find(base) else None
    return msgspec.structs.replace(variant, settings=settings, base=left)


def released(document: Document, gone: Collection[str]) -> Iterator[Variant]:
    """The heirs that stay when these variants go, as they must be then to look as before."""
    for key in gone:
        for heir in children_of(document, key):
            if heir.id not in gone:
                yield standing_without(document, heir, gone.__contains__)


def bases_fit(document: Document, diff: Diff) -> None:
    """A variant rests on an existing one of the same kind, and never on itself by a detour."""
    for variant in _touched(document, diff):
        if variant.base is None:
            continue
        base = document.find(variant.base)
        if not isinstance(base, Variant):
            text = _("{place} is based on “{id}”, which is not a variant of this project.",
                     place=described(document, variant.id), id=variant.base)  # fmt: skip
            raise RefusedError(text)
        if _kind(document, variant.id) != _kind(document, base.id):
            text = _("{place} cannot be based on {base}: they are not of the same kind.",
                     place=described(document, variant.id),
                     base=described(document, base.id))  # fmt: skip
            raise RefusedError(text)
        if _goes_round(document, variant):
            text = _("{place} cannot be based on itself, not even by a detour.",
                     place=described(document, variant.id))  # fmt: skip
            raise RefusedError(text)


def _climbed(variant: Variant, find: Find) -> Iterator[Variant]:
    """The bases upwards; a ring, which only a foreign file can hold, is walked once."""
    seen = {variant.id}
    at = find(variant.base)
    while isinstance(at, Variant) and at.id not in seen:
        yield at
        seen.add(at.id)
        at = find(at.base)


def _goes_round(document: Document, variant: Variant) -> bool:
    *__, last = (variant, *_climbed(variant, document.find))
    return last.base is not None and isinstance(document.find(last.base), Variant)


def _kind(document: Document, variant: str) -> str | None:
    module = parent(document, variant)
    return module.kind if isinstance(module, Module) else None


def _touched(document: Document, diff: Diff) -> Iterator[Variant]:
    """The variants that got a base, came to another module, or rest on one that did."""
    for record in after(diff):
        before = diff.changes[record.id].before
        if isinstance(record, Variant):
            known = isinstance(before, Variant) and before.base == record.base
            yield from () if known else (record,)
        elif isinstance(record, Module):
            had = before.variants if isinstance(before, Module) else ()
            for key in sorted(set(record.variants) - set(had)):
                own = document.find(key)
                yield from (own,) if isinstance(own, Variant) else ()
                yield from children_of(document, key)
