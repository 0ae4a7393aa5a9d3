"""What must hold of contents: settings satisfy their kind, kinds their floor, amounts add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from designer.document.diff import Change, Diff
from designer.document.document import Document
from designer.document.inheritance import Find, given
from designer.document.queries import described, parent
from designer.document.structure import after
from designer.errors import InvalidError, RefusedError
from designer.language import _, current
from designer.records import (
    Coupon,
    Floor,
    Module,
    Population,
    Product,
    Record,
    Shop,
    Synthesis,
    Variant,
)

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from designer.kinds.manifest import Kind

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


class SettingsFit:
    """A variant's settings satisfy its kind and name what exists; a module keeps its kind.

    Only what an edit changes is looked at, so a setting that no longer fits hinders no other edit;
    a kind that is not in the library is let be.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, document: Document, diff: Diff) -> None:
        """Look at the settings that changed; what was inherited before is no change."""
        earlier = _before(document, diff)
        for key, change in diff.changes.items():
            if isinstance(change.after, Variant):
                before = change.before
                had = given(before, earlier) if isinstance(before, Variant) else {}
                self._check(document, key, _changed(had, change.after.settings))
            elif _other_kind(change):
                raise RefusedError(_("A module keeps its kind; add a new one instead."))

    def _check(self, document: Document, variant: str, settings: Mapping[str, Any]) -> None:
        module = parent(document, variant)
        kind = self._library.get(module.kind) if isinstance(module, Module) else None
        if kind is None or not settings:
            return
        try:
            kind.check(settings)
        except InvalidError as error:
            raise RefusedError(f"{described(document, variant)}: {error}") from error
        for key in kind.references(settings):
            if key not in document.records:
                text = _("{place} names “{id}”, which is not in this project.",
                         place=described(document, variant), id=key)  # fmt: skip
                raise RefusedError(text)


class KindsStandWhereTheyMay:
    """A kind stands only on its floors, and no more often on one floor than its limit."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, document: Document, diff: Diff) -> None:
        """Look at the floors that gained a module."""
        for change in diff.changes.values():
            floor = change.after
            if not isinstance(floor, Floor):
                continue
            old = change.before.modules if isinstance(change.before, Floor) else ()
            came = set(floor.modules) - set(old)
            if came:
                self._check(document, floor, came)

    def _check(self, document: Document, floor: Floor, came: set[str]) -> None:
        modules = [m for key in floor.modules if isinstance(m := document.find(key), Module)]
        counts = Counter(module.kind for module in modules)
        for module in modules:
            kind = self._library.get(module.kind)
            if kind is not None and module.id in came:
                _refuse_misplaced(kind, floor, counts[module.kind])


def amounts_make_sense(_document: Document, diff: Diff) -> None:
    """Prices, amounts, shares and colours lie where they can."""
    for record in after(diff):
        problem = next(_problems(record), None)
        if problem is not None:
            raise RefusedError(problem)


def _problems(record: object) -> Iterator[str]:
    if isinstance(record, Product) and min(record.price, record.original or 0) < 0:
        yield _("The price of “{name}” cannot be below zero.", name=record.title)
    if isinstance(record, Coupon) and min(record.amount, record.threshold) < 0:
        yield _("The amounts of “{name}” cannot be below zero.", name=record.name)
    if isinstance(record, Coupon) and record.start and record.end and record.end <= record.start:
        yield _("“{name}” ends before it starts.", name=record.name)
    if isinstance(record, Shop):
        for token, colour in record.theme.colours.items():
            if not _COLOUR.fullmatch(colour):
                yield _("The colour {token} must be written as #rrggbb.", token=token)
    if isinstance(record, Population) and isinstance(record.source, Synthesis):
        yield from _recipe_problems(record.name, record.source)


def _recipe_problems(name: str, source: Synthesis) -> Iterator[str]:
    if source.size < 0 or any(not crowd.share >= 0 for crowd in source.crowds):
        yield _("The size and the shares of “{name}” cannot be below zero.", name=name)


def _before(document: Document, diff: Diff) -> Find:
    def find(key: str | None) -> Record | None:
        change = diff.changes.get(key) if key is not None else None
        return document.find(key) if change is None else change.before

    return find


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in after.items() if k not in before or before[k] != v}


def _other_kind(change: Change) -> bool:
    before, after = change.before, change.after
    return isinstance(before, Module) and isinstance(after, Module) and before.kind != after.kind


def _refuse_misplaced(kind: Kind, floor: Floor, count: int) -> None:
    name = kind.name.zh if current() == "zh_CN" else kind.name.en
    if floor.level not in kind.floors:
        text = _("{kind} cannot stand on floor {level}.", kind=name, level=floor.level)
        raise RefusedError(text)
    if kind.limit is not None and count > kind.limit:
        text = _("A floor holds at most {limit} × {kind}.", limit=kind.limit, kind=name)
        raise RefusedError(text)
