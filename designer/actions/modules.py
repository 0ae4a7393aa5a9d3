"""What a user does to modules: add, move, copy, remove, hide, lock; how anything is renamed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from designer.actions.editing import copies, free_name, inserted, without
from designer.conditions import sentence
from designer.document.document import Document
from designer.document.inheritance import released
from designer.document.locks import refuse_locked
from designer.document.queries import (
    described,
    floor_at,
    in_order,
    is_hidden,
    modules_of,
    name_of,
    owner,
    parent,
    place_of,
    subtree,
)
from designer.errors import InvalidError, NotFoundError, RefusedError
from designer.language import _, current
from designer.records import (
    HIDDEN,
    AnyRecord,
    Condition,
    Floor,
    Hide,
    Label,
    Layout,
    Module,
    Product,
    Record,
    Rule,
    Segment,
    Show,
    Variant,
    new_id,
)

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from designer.kinds.manifest import Kind


def add_module(
    document: Document,
    *,
    kind: str,
    floor: str,
    index: int,
    library: Library,
    name: str | None = None,
    preset: int | None = None,
    audience: Condition | None = None,
) -> str:
    """Put a new module on a floor; with an audience it shows to them alone."""
    manifest = known_kind(library, kind)
    wanted = name or said(manifest.name)
    taken = (m.name for m in modules_of(document, owner(document, floor, Layout).id))
    variant = Variant(
        id=new_id(Variant), name=said(manifest.name), settings=_preset(manifest, preset)
    )
    module = Module(
        id=new_id(Module),
        kind=kind,
        name=free_name(wanted, taken),
        variants=(variant.id,),
        default=variant.id if audience is None else HIDDEN,
        rules=() if audience is None else (_showing(variant.id, audience),),
    )
    with document.transaction(_label(document, wanted, audience)):
        _stand(document, module.id, floor=floor, index=index)
        document.put(variant)
        document.put(module)
    return module.id


def move_module(document: Document, *, module: str, floor: str, index: int) -> str:
    """Bring a module to `index` of a floor, counted as if it had already left its place."""
    move_modules(document, modules=(module,), floor=floor, index=index)
    return module


def move_modules(
    document: Document, *, modules: Sequence[str], floor: str, index: int
) -> tuple[str, ...]:
    """Bring modules together to `index` of a floor, counted as if they had left it already.

    They keep the order they have on their page; they are returned in it.
    """
    order = in_order(document, modules)
    label = moving_label(document, order)
    refuse_locked(document, _moving(document, order, floor=floor, index=index))
    with document.transaction(label):
        for key in order:
            _leave(document, key)
        for offset, key in enumerate(order):
            _stand(document, key, floor=floor, index=max(index, 0) + offset)
    return order


def move_to_level(document: Document, *, module: str, level: Literal[1, 2]) -> str:
    """Bring a module to the end of the other floor of its layout."""
    floor = floor_at(document, place_of(document, module).layout, level)
    if floor is None:
        raise RefusedError(_("This layout has no floor {level}; add it first.", level=level))
    return move_module(document, module=module, floor=floor.id, index=len(floor.modules))


def remove_modules(document: Document, *, modules: Sequence[str]) -> None:
    """Take modules off their floors, with all their variants."""
    label = _counted(_("Remove {name}"), _("Remove {count} modules"), _names(document, modules))
    with document.transaction(label):
        for key in modules:
            _leave(document, key)
            remove_with_contents(document, key)


def duplicate_modules(document: Document, *, modules: Sequence[str]) -> tuple[str, ...]:
    """Copy modules with variants and rules; the copies follow the last of them on each floor."""
    label = _counted(
        _("Duplicate {name}"), _("Duplicate {count} modules"), _names(document, modules)
    )
    places = [place_of(document, key) for key in modules]
    made: list[str] = []
    with document.transaction(label):
        for floor in dict.fromkeys(place.floor for place in places):
            chosen = sorted(place.index for place in places if place.floor == floor)
            originals = [document.get(floor, Floor).modules[index] for index in chosen]
            made += _copied(document, originals, floor=floor, index=chosen[-1] + 1)
    return tuple(made)


def copy_modules_to(
    document: Document, *, modules: Sequence[str], floor: str, index: int
) -> tuple[str, ...]:
    """Copy modules with variants and rules to `index` of a floor, in the order of their page."""
    order = in_order(document, modules)
    label = _counted(_("Duplicate {name}"), _("Duplicate {count} modules"), _names(document, order))
    with document.transaction(label):
        return tuple(_copied(document, order, floor=floor, index=max(index, 0)))


def hide_modules(document: Document, *, modules: Sequence[str]) -> None:
    """Hide modules from everybody by a first rule; their other rules wait behind it."""
    open_ones = [key for key in modules if not is_hidden(document, key)]
    label = _counted(_("Hide {name}"), _("Hide {count} modules"), _names(document, open_ones))
    with document.transaction(label):
        for key in open_ones:
            module = document.get(key, Module)
            rules = (Rule(id=new_id("rul"), outcome=Hide()), *module.rules)
            document.put(msgspec.structs.replace(module, rules=rules))


def show_modules(document: Document, *, modules: Sequence[str]) -> None:
    """Let hidden modules be seen again as their other rules say."""
    hidden = [key for key in modules if is_hidden(document, key)]
    label = _counted(_("Show {name}"), _("Show {count} modules"), _names(document, hidden))
    with document.transaction(label):
        for key in hidden:
            module = document.get(key, Module)
            document.put(msgspec.structs.replace(module, rules=module.rules[1:]))


def set_locked(document: Document, *, modules: Sequence[str], locked: bool) -> None:
    """Keep modules where and as they are, or let them be moved and changed again."""
    other = [key for key in modules if document.get(key, Module).locked != locked]
    names = _names(document, other)
    label = (
        _counted(_("Lock {name}"), _("Lock {count} modules"), names)
        if locked
        else _counted(_("Unlock {name}"), _("Unlock {count} modules"), names)
    )
    with document.transaction(label):
        for key in other:
            module = document.get(key, Module)
            document.put(msgspec.structs.replace(module, locked=locked))


def moving_label(document: Document, modules: Sequence[str]) -> str:
    """What a step is called that moves these modules."""
    return _counted(_("Move {name}"), _("Move {count} modules"), _names(document, modules))


def rename(document: Document, *, id: str, name: str) -> str:
    """Give a record another name."""
    record = document.get(id, Record)
    field = "title" if isinstance(record, Product) else "name"
    if not hasattr(record, field):
        raise InvalidError(_("{what} has no name of its own.", what=described(document, id)))
    label = _("Rename {old} to {new}", old=name_of(record), new=name.strip())
    with document.transaction(label, merge=f"rename:{id}"):
        document.put(msgspec.structs.replace(as_record(document, id), **{field: name.strip()}))
    return id


def known_kind(library: Library, kind: str) -> Kind:
    """The kind by id; raises NotFoundError."""
    found = library.get(kind)
    if found is None:
        raise NotFoundError(_("There is no module kind “{kind}” here.", kind=kind))
    return found


def said(label: Label) -> str:
    """The label in the interface language."""
    return label.zh if current() == "zh_CN" else label.en


def remove_with_contents(document: Document, key: str) -> None:
    """Take out a record and all it owns; the caller has taken it off its parent.

    What elsewhere was based on it keeps its look.
    """
    gone = subtree(document, key)
    for heir in released(document, {record.id for record in gone if isinstance(record, Variant)}):
        document.put(heir)
    for record in reversed(gone):
        document.remove(record.id)


def as_record(document: Document, key: str) -> AnyRecord:
    """The record of whatever type; raises NotFoundError."""
    document.get(key, Record)
    return document.records[key]


def _label(document: Document, name: str, audience: Condition | None) -> str:
    if audience is None:
        return _("Add {name}", name=name)
    segments = {segment.id: segment for segment in document.all(Segment)}
    said_audience = sentence(audience, shop=document.shop, segments=segments)
    return _("Add {name} for {audience}", name=name, audience=said_audience)


def _preset(kind: Kind, preset: int | None) -> dict[str, Any]:
    if preset is None:
        return {}
    if not 0 <= preset < len(kind.presets):
        raise NotFoundError(
            _("{kind} has no preset {number}.", kind=said(kind.name), number=preset)
        )
    return dict(kind.presets[preset].settings)


def _showing(variant: str, audience: Condition) -> Rule:
    return Rule(id=new_id("rul"), outcome=Show(variant=variant), audience=audience)


def _leave(document: Document, module: str) -> None:
    floor = parent(document, document.get(module, Module).id)
    if isinstance(floor, Floor):
        document.put(msgspec.structs.replace(floor, modules=without(floor.modules, module)))


def _stand(document: Document, module: str, *, floor: str, index: int) -> None:
    at = document.get(floor, Floor)
    document.put(msgspec.structs.replace(at, modules=inserted(at.modules, module, index)))


def _copied(document: Document, originals: Sequence[str], *, floor: str, index: int) -> list[str]:
    records = copies(record for key in originals for record in subtree(document, key))
    layout = owner(document, floor, Layout).id
    made = []
    for offset, module in enumerate(record for record in records if isinstance(record, Module)):
        name = free_name(module.name, (m.name for m in modules_of(document, layout)))
        document.put(msgspec.structs.replace(module, name=name, locked=False, part=False))
        _stand(document, module.id, floor=floor, index=index + offset)
        made.append(module.id)
    for record in records:
        if isinstance(record, Variant):
            document.put(record)
    return made


def _moving(
    document: Document, modules: Sequence[str], *, floor: str, index: int
) -> tuple[str, ...]:
    """Those of the modules that would change their place; none when all stays as it is."""
    before = document.get(floor, Floor).modules
    rest = tuple(key for key in before if key not in modules)
    after = (*rest[: max(index, 0)], *modules, *rest[max(index, 0) :])
    return () if after == before else tuple(modules)


def _names(document: Document, modules: Sequence[str]) -> list[str]:
    return [document.get(key, Module).name for key in modules]


def _counted(one: str, several: str, names: Sequence[str]) -> str:
    return one.format(name=names[0]) if len(names) == 1 else several.format(count=len(names))
