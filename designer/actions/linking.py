"""What a user does with parts: make them, put linked copies, go to the original, let go of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from designer.actions.editing import copies, free_name, inserted, renamed
from designer.document.document import Document
from designer.document.inheritance import children_of, effective, standing_without
from designer.document.queries import modules_of, owner, parent, subtree
from designer.errors import NotFoundError, RefusedError
from designer.language import _
from designer.records import AnyRecord, Floor, Layout, Module, Variant, new_id

if TYPE_CHECKING:
    from designer.kinds.library import Library


def parts(document: Document) -> tuple[Module, ...]:
    """The modules that are offered as parts, by name."""
    found = (module for module in document.all(Module) if module.part)
    return tuple(sorted(found, key=lambda module: (module.name, module.id)))


def original_of(document: Document, module: str) -> str | None:
    """The module that this one follows: the one its first linked variant rests on."""
    at = document.get(module, Module)
    for variant in _linked(document, at):
        base = parent(document, variant.base or "")
        if isinstance(base, Module):
            return base.id
    return None


def copies_of(document: Document, module: str) -> tuple[str, ...]:
    """The modules that follow this one directly, by id."""
    at = document.get(module, Module)
    heirs = (heir for key in at.variants for heir in children_of(document, key))
    owners = (parent(document, heir.id) for heir in heirs)
    return tuple(sorted({one.id for one in owners if one is not None and one.id != module}))


def overrides(document: Document, module: str) -> dict[str, tuple[str, ...]]:
    """What a copy changes: its linked variants that differ from their bases, and in what."""
    at = document.get(module, Module)
    own = {one.id: differences(document, one.id) for one in _linked(document, at)}
    return {key: settings for key, settings in own.items() if settings}


def differences(document: Document, variant: str) -> tuple[str, ...]:
    """The settings in which a variant differs from its base; all it gives when it has none.

    A way to a module of the copy's own layout where the base leads to that module's original is no
    difference.
    """
    own = document.get(variant, Variant)
    if own.base is None or not own.settings:
        return tuple(own.settings)
    inherited = effective(document, own.base)
    other = {k: v for k, v in own.settings.items() if k not in inherited or v != inherited[k]}
    if not any(_leads_to_modules(document, value) for value in other.values()):
        return tuple(other)
    back = _originals(document, variant)
    return tuple(
        key
        for key, value in other.items()
        if key not in inherited or renamed(value, back) != inherited[key]
    )


def make_part(document: Document, *, modules: Sequence[str]) -> tuple[str, ...]:
    """Offer modules as parts, so that linked copies of them can be put on any page."""
    found = [document.get(key, Module) for key in modules]
    label = _counted(_("Make {name} a part"), _("Make {count} parts"), found)
    with document.transaction(label):
        for module in found:
            document.put(msgspec.structs.replace(module, part=True))
    return tuple(modules)


def add_linked(document: Document, *, part: str, floor: str, index: int) -> str:
    """Put a copy that follows the part: what is changed there changes here as well."""
    original = document.get(part, Module)
    layout = owner(document, document.get(floor, Floor).id, Layout).id
    with document.transaction(_("Add {name}, linked", name=original.name)):
        made = linked_copy(document, original.id)
        taken = (module.name for module in modules_of(document, layout))
        named = msgspec.structs.replace(made, name=free_name(made.name, taken))
        document.put(named)
        at = document.get(floor, Floor)
        order = inserted(at.modules, made.id, index)
        document.put(msgspec.structs.replace(at, modules=order))
        document.put(msgspec.structs.replace(document.get(part, Module), part=True))
    return made.id


def linked_copy(document: Document, module: str) -> Module:
    """A copy with the same rules whose variants rest on the original's; it stands nowhere yet.

    Called inside a transaction.
    """
    made = following(document, subtree(document, module))
    for record in made:
        document.put(record)
    return next(record for record in made if isinstance(record, Module))


def follow_variant(document: Document, *, variant: str) -> str:
    """Add a variant beside this one that takes all its settings from it until they are changed."""
    base = document.get(variant, Variant)
    module = owner(document, variant, Module)
    taken = (document.get(key, Variant).name for key in module.variants)
    made = Variant(id=new_id(Variant), name=free_name(base.name, taken), base=variant)
    label = _("Add variant {name} that follows {base}", name=made.name, base=base.name)
    with document.transaction(label):
        document.put(made)
        document.put(msgspec.structs.replace(module, variants=(*module.variants, made.id)))
    return made.id


def detach(document: Document, *, modules: Sequence[str]) -> tuple[str, ...]:
    """Let linked copies look as they do now and follow no longer; parts stop being offered."""
    found = [document.get(key, Module) for key in modules]
    if not any(module.part or original_of(document, module.id) for module in found):
        raise RefusedError(_("Nothing here is linked to a part."))
    label = _counted(_("Detach {name}"), _("Detach {count} modules"), found)
    with document.transaction(label):
        for module in found:
            if original_of(document, module.id) is not None:
                _stand_alone(document, module)
            elif module.part:
                _let_go(document, module)
    return tuple(modules)


def reset_to_original(document: Document, *, modules: Sequence[str]) -> tuple[str, ...]:
    """Take out what linked copies give themselves, so that they look like their originals."""
    found = [document.get(key, Module) for key in modules]
    label = _counted(_("Reset {name} to the original"), _("Reset {count} modules"), found)
    changed = {key for module in found for key in overrides(document, module.id)}
    if not changed:
        raise RefusedError(_("Nothing here differs from its original."))
    with document.transaction(label):
        for key in sorted(changed):
            variant = document.get(key, Variant)
            document.put(_alike(document, variant))
    return tuple(modules)


def reset_to_base(document: Document, *, variant: str) -> str:
    """Take out everything a variant gives itself, so that it is like its base."""
    before = document.get(variant, Variant)
    if before.base is None:
        raise NotFoundError(_("“{name}” is based on nothing.", name=before.name))
    with document.transaction(_("Reset {name}", name=before.name)):
        document.put(_alike(document, before))
    return variant


def rest_on(document: Document, *, variant: str, base: str | None, library: Library) -> str:
    """Base a variant on another of its kind, or on none; it looks as before either way.

    Whatever it shows otherwise than the new base it keeps as its own.
    """
    before = document.get(variant, Variant)
    shown = effective(document, variant)
    inherited = effective(document, base) if base is not None else {}
    kind = library.get(owner(document, variant, Module).kind)
    default = kind.defaults() if kind is not None else {}
    wanted = {**{key: default[key] for key in inherited if key in default}, **shown}
    own = {key: value for key, value in wanted.items() if inherited.get(key, _NONE) != value}
    with document.transaction(_("Change what {name} is based on", name=before.name)):
        document.put(msgspec.structs.replace(before, base=base, settings=own))
    return variant


_NONE = object()


def following(document: Document, records: Sequence[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Copies of these records whose variants rest on the originals and give nothing themselves.

    Only ways to what was copied along are their own: they lead to the copy.
    """
    full = tuple(_filled(document, record) for record in records)
    return tuple(_follower(one, before) for one, before in zip(copies(full), full, strict=True))


def _filled(document: Document, record: AnyRecord) -> AnyRecord:
    if not isinstance(record, Variant):
        return record
    return msgspec.structs.replace(record, settings=effective(document, record.id))


def _follower(record: AnyRecord, original: AnyRecord) -> AnyRecord:
    if isinstance(record, Variant) and isinstance(original, Variant):
        before = original.settings
        own = {key: value for key, value in record.settings.items() if before[key] != value}
        return msgspec.structs.replace(record, settings=own, base=original.id)
    if isinstance(record, Module):
        return msgspec.structs.replace(record, locked=False, part=False)
    return record


def _alike(document: Document, variant: Variant) -> Variant:
    """The variant without what makes it differ from its base."""
    gone = differences(document, variant.id)
    kept = {key: value for key, value in variant.settings.items() if key not in gone}
    return msgspec.structs.replace(variant, settings=kept)


def _leads_to_modules(document: Document, value: object) -> bool:
    """Whether a value names a module anywhere inside."""
    if isinstance(value, str):
        return isinstance(document.find(value), Module)
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(inner, Iterable):
        return False
    return any(_leads_to_modules(document, item) for item in inner)


def _originals(document: Document, variant: str) -> dict[str, str]:
    """For the linked modules of a variant's layout the modules they follow."""
    module = owner(document, variant, Module)
    layout = owner(document, module.id, Layout).id
    pairs = ((one.id, original_of(document, one.id)) for one in modules_of(document, layout))
    return {key: original for key, original in pairs if original is not None}


def _linked(document: Document, module: Module) -> Iterable[Variant]:
    """The variants of a module that rest on another module's."""
    for key in module.variants:
        variant = document.get(key, Variant)
        if variant.base is not None and variant.base not in module.variants:
            yield variant


def _stand_alone(document: Document, module: Module) -> None:
    own = frozenset(module.variants)
    for variant in tuple(_linked(document, module)):
        alone = standing_without(document, variant, lambda key: key not in own)
        document.put(alone)


def _let_go(document: Document, module: Module) -> None:
    """Give every copy what it has of the part, which stops being one."""
    gone = frozenset(module.variants)
    for key in module.variants:
        for heir in children_of(document, key):
            if heir.id not in gone:
                document.put(standing_without(document, heir, gone.__contains__))
    document.put(msgspec.structs.replace(module, part=False))


def _counted(one: str, several: str, modules: Sequence[Module]) -> str:
    first = modules[0].name if modules else ""
    return one.format(name=first) if len(modules) == 1 else several.format(count=len(modules))
