"""Locked modules: they stay where and as they are until they are unlocked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from designer.document.diff import Change, Diff
from designer.document.document import Document
from designer.document.queries import name_of, parent
from designer.errors import RefusedError
from designer.language import _
from designer.records import AnyRecord, Floor, Layout, Module, Record, Variant

R = TypeVar("R", bound=Record)

HELD = ("kind", "variants", "default", "rules")
"""The fields of a locked module that stay."""


def locked_stays(document: Document, diff: Diff) -> None:
    """A locked module keeps its place, settings, rules and variants; its layout may go whole.

    What comes back of an earlier state comes back whole, with what is locked now.
    """
    if document.comes_back:
        return
    for key, change in diff.changes.items():
        if isinstance(change.before, Module) and change.before.locked:
            _check_module(diff, change.before, change.after)
        elif isinstance(change.before, Floor) and isinstance(change.after, Floor):
            _check_order(document, diff, change.before, change.after)
        elif isinstance(change.before, Variant) and isinstance(change.after, Variant):
            _check_variant(document, diff, key, change)


def refuse_locked(document: Document, modules: Iterable[str]) -> None:
    """Raise RefusedError when one of the modules is locked: within a floor a move cannot be told
    from its neighbours' moves afterwards, so whoever moves asks before."""
    for key in modules:
        module = document.get(key, Module)
        if module.locked:
            raise _refusal(module)


def is_locked(document: Document, key: str) -> bool:
    """Whether a module, or the module of a variant, is locked."""
    found = document.find(key)
    if isinstance(found, Variant):
        found = parent(document, key)
    return isinstance(found, Module) and found.locked


def _check_module(diff: Diff, before: Module, after: AnyRecord | None) -> None:
    if after is None:
        broken = not _went_with_its_layout(diff, before.id)
    else:
        held = isinstance(after, Module) and after.locked
        broken = held and any(getattr(before, one) != getattr(after, one) for one in HELD)
    if broken:
        raise _refusal(before)


def _check_order(document: Document, diff: Diff, before: Floor, after: Floor) -> None:
    """Those that were and stay locked stand on the same floor, in the same order."""
    held = [module for key in before.modules if (module := _held(document, diff, key))]
    left = [module for module in held if module.id not in after.modules]
    if left:
        raise _refusal(left[0])
    order = [after.modules.index(module.id) for module in held]
    for module, here, there in zip(held, order, order[1:], strict=False):
        if here > there:
            raise _refusal(module)


def _check_variant(document: Document, diff: Diff, key: str, change: Change) -> None:
    module = parent(document, key)
    before, after = change.before, change.after
    assert isinstance(before, Variant)
    assert isinstance(after, Variant)
    if not isinstance(module, Module) or not _held(document, diff, module.id):
        return
    same = (before.settings, before.base) == (after.settings, after.base)
    if not same and not _lost_its_base(diff, before):
        raise _refusal(module)


def _lost_its_base(diff: Diff, variant: Variant) -> bool:
    """Whether the variant only takes over what a base gave it that goes away."""
    gone = diff.changes.get(variant.base or "")
    return gone is not None and gone.after is None


def _held(document: Document, diff: Diff, key: str) -> Module | None:
    """The module if it was locked and still is."""
    module = document.find(key)
    before = diff.changes[key].before if key in diff.changes else module
    if not isinstance(module, Module) or not isinstance(before, Module):
        return None
    return module if module.locked and before.locked else None


def _went_with_its_layout(diff: Diff, module: str) -> bool:
    floors = {floor.id for floor in _gone(diff, Floor) if module in floor.modules}
    return any(floors & set(layout.floors) for layout in _gone(diff, Layout))


def _gone(diff: Diff, of: type[R]) -> Iterator[R]:
    for change in diff.changes.values():
        if isinstance(change.before, of) and change.after is None:
            yield change.before


def _refusal(module: Module) -> RefusedError:
    return RefusedError(_("“{name}” is locked; unlock it first.", name=name_of(module)))
