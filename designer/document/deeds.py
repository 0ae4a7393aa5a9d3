"""What kind of deed a step was, read from its diff: for the sign beside it in the history."""

from __future__ import annotations

from typing import Literal

from designer.document.diff import Change, Diff
from designer.records import (
    Asset,
    Campaign,
    Category,
    Coupon,
    Experiment,
    Floor,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Population,
    Product,
    Record,
    Segment,
    Shop,
    Variant,
)

Deed = Literal[
    "add", "remove", "move", "fill", "rule", "rename", "lock", "page", "layout", "theme", "shop",
    "crowd", "experiment", "campaign", "catalogue", "asset", "many",
]  # fmt: skip

_ROOMS: tuple[tuple[tuple[type[Record], ...], Deed], ...] = (
    ((Segment, Persona, Population), "crowd"),
    ((Experiment, Layer), "experiment"),
    ((Campaign,), "campaign"),
    ((Category, Product, Coupon), "catalogue"),
    ((Asset,), "asset"),
)
MANY = 40
"""Records; a step that touches more is one that replaced whole layouts or restored a version."""


def deed(diff: Diff) -> Deed:
    """The deed that a step is remembered for."""
    if len(diff.changes) > MANY:
        return "many"
    if any(_came_or_went(one, Page) for one in diff.changes.values()):
        return "page"
    if any(_came_or_went(one, Layout) for one in diff.changes.values()):
        return "layout"
    for part in (Module, Variant):
        for change in diff.changes.values():
            if _came_or_went(change, part):
                return "add" if change.before is None else "remove"
    return _changed(diff)


def _changed(diff: Diff) -> Deed:
    """The deed of a step in which no module came or went."""
    for change in diff.changes.values():
        if isinstance(change.after, Module) and isinstance(change.before, Module):
            return _module(change.before, change.after)
    if diff.touches(Variant):
        return "fill"
    if diff.touches(Floor):
        return "move"
    for types, found in _ROOMS:
        if diff.touches(*types):
            return found
    return _shop(diff)


def _module(before: Module, after: Module) -> Deed:
    if before.rules != after.rules or before.default != after.default:
        return "rule"
    if before.locked != after.locked:
        return "lock"
    return "rename" if before.name != after.name else "fill"


def _shop(diff: Diff) -> Deed:
    for change in diff.changes.values():
        before, after = change.before, change.after
        if isinstance(before, Shop) and isinstance(after, Shop):
            return "theme" if before.theme != after.theme else "shop"
        if isinstance(before, Page) and isinstance(after, Page):
            return "rule" if before.rules != after.rules else "page"
    return "layout" if diff.touches(Layout) else "shop"


def _came_or_went(change: Change, of: type[Record]) -> bool:
    return isinstance(change.before or change.after, of) and (
        change.before is None or change.after is None
    )
