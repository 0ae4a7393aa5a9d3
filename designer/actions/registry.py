"""What can be done to the present selection, as data that menus and keys are built from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from designer.actions import modules, pages, variants
from designer.document.document import Document
from designer.document.queries import floor_at, owner, place_of
from designer.language import _, mark
from designer.records import Floor, Layout, Module, Page, Variant


class Target(msgspec.Struct, frozen=True):
    """What is selected, as ids; empty or None where nothing is."""

    page: str | None = None
    layout: str | None = None
    floor: str | None = None
    modules: tuple[str, ...] = ()
    variant: str | None = None


class Action(NamedTuple):
    """One verb: `label` and `menu` are said through `_`; `run` returns what to select next."""

    name: str
    label: str
    menu: Literal["edit", "arrange", "page"]
    shortcuts: tuple[str, ...]
    run: Callable[[Document, Target], str | None]
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


def _duplicate(document: Document, target: Target) -> str | None:
    made = modules.duplicate_modules(document, modules=target.modules)
    return made[0] if made else None


def _remove(document: Document, target: Target) -> str | None:
    place = place_of(document, target.modules[0])
    modules.remove_modules(document, modules=target.modules)
    left = document.get(place.floor, Floor).modules
    return left[min(place.index, len(left) - 1)] if left else None


def _index(document: Document, target: Target) -> tuple[int, int]:
    """The index of the module, and the last index of its floor."""
    place = place_of(document, target.modules[0])
    return place.index, len(document.get(place.floor, Floor).modules) - 1


def _has_above(document: Document, target: Target) -> bool:
    return _single(document, target) and _index(document, target)[0] > 0


def _has_below(document: Document, target: Target) -> bool:
    if not _single(document, target):
        return False
    index, last = _index(document, target)
    return index < last


def _to(document: Document, target: Target, index: int) -> str:
    (module,) = target.modules
    floor = place_of(document, module).floor
    return modules.move_module(document, module=module, floor=floor, index=index)


def _up(document: Document, target: Target) -> str:
    return _to(document, target, _index(document, target)[0] - 1)


def _down(document: Document, target: Target) -> str:
    return _to(document, target, _index(document, target)[0] + 1)


def _top(document: Document, target: Target) -> str:
    return _to(document, target, 0)


def _bottom(document: Document, target: Target) -> str:
    return _to(document, target, _index(document, target)[1])


def _other_floor(document: Document, target: Target) -> Floor | None:
    place = place_of(document, target.modules[0])
    level = document.get(place.floor, Floor).level
    return floor_at(document, place.layout, 1 if level == 2 else 2)


def _has_other_floor(document: Document, target: Target) -> bool:
    return _chosen(document, target) and _other_floor(document, target) is not None


def _across(document: Document, target: Target) -> str:
    floor = _other_floor(document, target)
    assert floor is not None
    with document.transaction(_("Move to the other floor")):
        for module in target.modules:
            modules.move_to_level(document, module=module, level=floor.level)
    return target.modules[0]


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
    Action("module.up", mark("Move up"), "arrange", ("Ctrl+Up", "Ctrl+["), _up, _has_above),
    Action("module.down", mark("Move down"), "arrange", ("Ctrl+Down", "Ctrl+]"), _down, _has_below),
    Action("module.top", mark("Move to the top"), "arrange", ("Ctrl+Shift+Up",), _top, _has_above),
    Action("module.bottom", mark("Move to the bottom"), "arrange", ("Ctrl+Shift+Down",), _bottom,
           _has_below),
    Action("module.across", mark("Move to the other floor"), "arrange", ("Ctrl+Shift+M",), _across,
           _has_other_floor),
    Action("variant.add", mark("New variant"), "edit", ("Ctrl+Shift+D",), _new_variant, _single),
    Action("variant.remove", mark("Delete variant"), "edit", (), _remove_variant, _on_variant),
    Action("layout.add", mark("New layout from this one"), "page", ("Ctrl+Shift+N",), _new_layout,
           _on_layout),
    Action("layout.remove", mark("Delete layout"), "page", (), _remove_layout, _on_layout),
    Action("page.remove", mark("Delete page"), "page", (), _remove_page, _on_page),
)  # fmt: skip
"""Every action on a selection, in the order of the menus."""
