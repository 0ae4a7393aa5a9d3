"""What can be done to the present selection, as data that menus and keys are built from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from designer.actions import modules, pages, part_actions, variants
from designer.document.document import Document
from designer.document.queries import floor_at, in_order, is_hidden, owner, place_of
from designer.language import _, mark
from designer.records import Floor, Layout, Module, Page, Variant


class Target(msgspec.Struct, frozen=True):
    """What is selected, as ids; empty or None where nothing is."""

    page: str | None = None
    layout: str | None = None
    floor: str | None = None
    modules: tuple[str, ...] = ()
    variant: str | None = None


Made = str | tuple[str, ...] | None
"""What an action leaves to be selected: a record, several modules, or nothing new."""


class Action(NamedTuple):
    """One verb: `label` and `menu` are said through `_`; `run` returns what to select next."""

    name: str
    label: str
    menu: Literal["edit", "arrange", "page"]
    shortcuts: tuple[str, ...]
    run: Callable[[Document, Target], Made]
    enabled: Callable[[Document, Target], bool]


def _chosen(document: Document, target: Target) -> bool:
    found = [document.find(key) for key in target.modules]
    return bool(found) and all(isinstance(module, Module) for module in found)


def _single(document: Document, target: Target) -> bool:
    return len(target.modules) == 1 and _chosen(document, target)


def _on_page(document: Document, target: Target) -> bool:
    return isinstance(document.find(target.page), Page)


def _on_layout(document: Document, target: Target) -> bool:
    return isinstance(document.find(target.layout), Layout)


def _on_variant(document: Document, target: Target) -> bool:
    return isinstance(document.find(target.variant), Variant)


def _duplicate(document: Document, target: Target) -> Made:
    return _several(modules.duplicate_modules(document, modules=target.modules))


def _remove(document: Document, target: Target) -> str | None:
    first = in_order(document, target.modules)[0]
    place = place_of(document, first)
    modules.remove_modules(document, modules=target.modules)
    left = document.get(place.floor, Floor).modules
    return left[min(place.index, len(left) - 1)] if left else None


def _several(made: tuple[str, ...]) -> Made:
    """One module as itself, so that a single selection stays one."""
    return made if len(made) > 1 else next(iter(made), None)


def _by_floor(document: Document, target: Target) -> dict[str, tuple[str, ...]]:
    """The selected modules by floor, in their order there."""
    order = in_order(document, target.modules)
    floors = dict.fromkeys(place_of(document, key).floor for key in order)
    return {
        floor: tuple(key for key in order if place_of(document, key).floor == floor)
        for floor in floors
    }


def _stepped(document: Document, floor: str, chosen: tuple[str, ...], by: int) -> int:
    """The index, among the rest of their floor, that brings modules one place on together.

    Those that stand apart come together at the first (by < 0) or the last (by > 0) of them.
    """
    here = document.get(floor, Floor).modules
    at = [here.index(key) for key in chosen]
    together = at[-1] - at[0] == len(at) - 1
    if by < 0:
        return max(0, at[0] - together)
    return at[-1] - len(at) + 1 + together


def _place(document: Document, floor: str, chosen: tuple[str, ...], by: int) -> int:
    """The index, among the rest of their floor, for one step, or for the top or the bottom."""
    if abs(by) == 1:
        return _stepped(document, floor, chosen, by)
    return 0 if by < 0 else len(document.get(floor, Floor).modules)


def _has_way(by: int) -> Callable[[Document, Target], bool]:
    """Whether a selected module can go so far up (below 0) or down."""

    def enabled(document: Document, target: Target) -> bool:
        if not _chosen(document, target):
            return False
        for floor, chosen in _by_floor(document, target).items():
            here = document.get(floor, Floor).modules
            there = here[: len(chosen)] if by < 0 else here[-len(chosen) :]
            if there != chosen:
                return True
        return False

    return enabled


def _going(by: int) -> Callable[[Document, Target], Made]:
    """Bring the selected modules of each floor one step (±1) or all the way (±2) together."""

    def run(document: Document, target: Target) -> Made:
        with document.transaction(modules.moving_label(document, target.modules)):
            for floor, chosen in _by_floor(document, target).items():
                at = _place(document, floor, chosen, by)
                modules.move_modules(document, modules=chosen, floor=floor, index=at)
        return _several(target.modules)

    return run


def _other_floor(document: Document, target: Target) -> Floor | None:
    place = place_of(document, target.modules[0])
    level = document.get(place.floor, Floor).level
    return floor_at(document, place.layout, 1 if level == 2 else 2)


def _has_other_floor(document: Document, target: Target) -> bool:
    return _chosen(document, target) and _other_floor(document, target) is not None


def _across(document: Document, target: Target) -> Made:
    floor = _other_floor(document, target)
    assert floor is not None
    with document.transaction(_("Move to the other floor")):
        going = [key for key in target.modules if key not in floor.modules]
        modules.move_modules(document, modules=going, floor=floor.id, index=len(floor.modules))
    return _several(target.modules)


def _toggle_hidden(document: Document, target: Target) -> Made:
    if all(is_hidden(document, key) for key in target.modules):
        modules.show_modules(document, modules=target.modules)
    else:
        modules.hide_modules(document, modules=target.modules)
    return _several(target.modules)


def _toggle_locked(document: Document, target: Target) -> Made:
    every = all(document.get(key, Module).locked for key in target.modules)
    modules.set_locked(document, modules=target.modules, locked=not every)
    return _several(target.modules)


def _new_variant(document: Document, target: Target) -> str:
    return variants.add_variant(document, module=target.modules[0], copy_of=target.variant)


def _remove_variant(document: Document, target: Target) -> str:
    assert target.variant is not None
    module = owner(document, target.variant, Module).id
    variants.remove_variant(document, variant=target.variant)
    return module


def _new_layout(document: Document, target: Target) -> str:
    assert target.layout is not None
    page = owner(document, target.layout, Page)
    return pages.add_layout(document, page=page.id, copy_of=target.layout)


def _remove_layout(document: Document, target: Target) -> str:
    assert target.layout is not None
    page = owner(document, target.layout, Page).id
    pages.remove_layout(document, layout=target.layout)
    return page


def _remove_page(document: Document, target: Target) -> None:
    assert target.page is not None
    pages.remove_page(document, page=target.page)


ACTIONS: tuple[Action, ...] = (
    Action("module.duplicate", mark("Duplicate"), "edit", ("Ctrl+D",), _duplicate, _chosen),
    Action("module.remove", mark("Delete"), "edit", ("Del", "Backspace"), _remove, _chosen),
    Action("module.up", mark("Move up"), "arrange", ("Ctrl+Up", "Ctrl+["), _going(-1),
           _has_way(-1)),
    Action("module.down", mark("Move down"), "arrange", ("Ctrl+Down", "Ctrl+]"), _going(1),
           _has_way(1)),
    Action("module.top", mark("Move to the top"), "arrange", ("Ctrl+Shift+Up",), _going(-2),
           _has_way(-2)),
    Action("module.bottom", mark("Move to the bottom"), "arrange", ("Ctrl+Shift+Down",), _going(2),
           _has_way(2)),
    Action("module.across", mark("Move to the other floor"), "arrange", ("Ctrl+Shift+M",), _across,
           _has_other_floor),
    Action("module.hide", mark("Hide or show"), "arrange", ("Ctrl+Shift+H",), _toggle_hidden,
           _chosen),
    Action("module.lock", mark("Lock or unlock"), "arrange", ("Ctrl+Shift+L",), _toggle_locked,
           _chosen),
    Action("variant.add", mark("New variant"), "edit", ("Ctrl+Shift+D",), _new_variant, _single),
    Action("variant.remove", mark("Delete variant"), "edit", (), _remove_variant, _on_variant),
    Action("variant.follow", mark("New variant that follows this one"), "edit", ("Ctrl+Alt+D",),
           part_actions.follow_variant, part_actions.can_follow),
    Action("part.make", mark("Make a part"), "arrange", ("Ctrl+G",), part_actions.make_part,
           part_actions.can_make_part),
    Action("part.detach", mark("Detach from the part"), "arrange", ("Ctrl+Shift+G",),
           part_actions.detach, part_actions.can_detach),
    Action("part.reset", mark("Reset to the original"), "arrange", (), part_actions.reset,
           part_actions.can_reset),
    Action("layout.add", mark("New layout from this one"), "page", ("Ctrl+Shift+N",), _new_layout,
           _on_layout),
    Action("layout.remove", mark("Delete layout"), "page", (), _remove_layout, _on_layout),
    Action("page.remove", mark("Delete page"), "page", (), _remove_page, _on_page),
)  # fmt: skip
"""Every action on a selection, in the order of the menus."""
