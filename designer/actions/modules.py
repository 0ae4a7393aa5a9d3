"""What a user does to modules: add, move, duplicate, remove; and how anything is renamed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from designer.actions.editing import copies, free_name, inserted, without
from designer.conditions import sentence
from designer.document.document import Document
from designer.document.queries import (
    described,
    floor_at,
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
    name = document.get(module, Module).name
    with document.transaction(_("Move {name}", name=name)):
        _leave(document, module)
        _stand(document, module, floor=floor, index=index)
    return module


def move_to_level(document: Document, *, module: str, level: Literal[1, 2]) -> str:
    """Bring a module to the end of the other floor of its layout."""
    floor = floor_at(document, place_of(document, module).layout, level)
    if floor is None:
        raise RefusedError(_("This layout has no floor {level}; add it first.", level=level))
    return move_module(document, module=module, floor=floor.id, index=len(floor.modules))


def remove_modules(document: Document, *, modules: Sequence[str]) -> None:
    """Take modules off their floors, with all their variants."""
    names = [document.get(key, Module).name for key in modules]
    label = _counted(_("Remove {name}"), _("Remove {count} modules"), names)
    with document.transaction(label):
        for key in modules:
            _leave(document, key)
            remove_with_contents(document, key)


def duplicate_modules(document: Document, *, modules: Sequence[str]) -> tuple[str, ...]:
    """Copy modules with variants and rules; the copies follow the last of them on each floor."""
    names = [document.get(key, Module).name for key in modules]
    label = _counted(_("Duplicate {name}"), _("Duplicate {count} modules"), names)
    places = [place_of(document, key) for key in modules]
    made: list[str] = []
    with document.transaction(label):
        for floor in dict.fromkeys(place.floor for place in places):
            chosen = sorted(place.index for place in places if place.floor == floor)
            made += _copied(document, floor=floor, indices=chosen)
    return tuple(made)


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
    """Take out a record and all it owns; the caller has taken it off its parent."""
    for record in reversed(subtree(document, key)):
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


def _copied(document: Document, *, floor: str, indices: list[int]) -> list[str]:
    originals = [document.get(floor, Floor).modules[index] for index in indices]
    records = copies(record for key in originals for record in subtree(document, key))
    layout = owner(document, floor, Layout).id
    made = []
    for offset, module in enumerate(record for record in records if isinstance(record, Module)):
        name = free_name(module.name, (m.name for m in modules_of(document, layout)))
        document.put(msgspec.structs.replace(module, name=name))
        _stand(document, module.id, floor=floor, index=max(indices) + 1 + offset)
        made.append(module.id)
    for record in records:
        if isinstance(record, Variant):
            document.put(record)
    return made


def _counted(one: str, several: str, names: Sequence[str]) -> str:
    return one.format(name=names[0]) if len(names) == 1 else several.format(count=len(names))
