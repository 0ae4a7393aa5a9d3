"""What a user does to variants: fill in settings, arrange blocks, add, remove, choose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from designer.actions.editing import copies, free_name, inserted, moved, without
from designer.actions.paths import changed, value_at
from designer.document.document import Document
from designer.document.inheritance import effective, released
from designer.document.queries import contents, name_of, owner, slot
from designer.errors import InvalidError, NotFoundError, RefusedError
from designer.language import _
from designer.records import HIDDEN, Module, Run, Show, Slot, Variant, new_id

if TYPE_CHECKING:
    from designer.kinds.library import Library


def set_setting(
    document: Document,
    *,
    variant: str,
    setting: str,
    value: object,
    library: Library | None = None,
) -> str:
    """Fill in one setting, or a part of one such as `slides.2.title` (a number or a block's id).

    A part of a setting that was never filled in starts from what is inherited, or from the kind's
    default, which needs the library.
    """
    before = document.get(variant, Variant)
    base = _with_defaults(document, before, setting, library)
    label = _("Change {name}", name=owner(document, variant, Module).name)
    with document.transaction(label, merge=f"setting:{variant}:{setting}"):
        document.put(msgspec.structs.replace(before, settings=changed(base, setting, value)))
    return variant


def reset_setting(document: Document, *, variant: str, setting: str) -> str:
    """Let a setting take the value of its base, or its kind's default, again."""
    before = document.get(variant, Variant)
    rest = {key: value for key, value in before.settings.items() if key != setting}
    with document.transaction(_("Reset {name}", name=owner(document, variant, Module).name)):
        document.put(msgspec.structs.replace(before, settings=rest))
    return variant


def add_block(
    document: Document,
    *,
    variant: str,
    setting: str,
    index: int | None = None,
    values: Mapping[str, Any] | None = None,
    library: Library | None = None,
) -> str:
    """Add a block (a slide, an entry…) to a setting; returns the block's id."""
    block = {**(values or {}), "id": new_id("blk")}
    blocks = inserted(_blocks(document, variant, setting, library), block, index)
    _arrange(document, variant, setting, blocks, _("Add to {name}"))
    return str(block["id"])


def move_block(
    document: Document,
    *,
    variant: str,
    setting: str,
    block: str,
    index: int,
    library: Library | None = None,
) -> str:
    """Bring a block to `index`, counted as if it had already left its place."""
    blocks = _blocks(document, variant, setting, library)
    blocks = moved(blocks, _block(blocks, block), index)
    _arrange(document, variant, setting, blocks, _("Reorder {name}"))
    return block


def remove_block(
    document: Document,
    *,
    variant: str,
    setting: str,
    block: str,
    library: Library | None = None,
) -> None:
    """Take a block out."""
    blocks = _blocks(document, variant, setting, library)
    blocks = without(blocks, _block(blocks, block))
    _arrange(document, variant, setting, blocks, _("Remove from {name}"))


def add_variant(
    document: Document, *, module: str, copy_of: str | None = None, name: str | None = None
) -> str:
    """Add a variant to a module, empty or as a copy of another; rules decide who sees it."""
    at = document.get(module, Module)
    if copy_of is None:
        made = Variant(id=new_id(Variant), name=_("Variant"))
    else:
        made = _copy(document.get(copy_of, Variant))
    taken = (document.get(key, Variant).name for key in at.variants)
    made = msgspec.structs.replace(made, name=free_name(name or made.name, taken))
    with document.transaction(_("Add variant {name} to {module}", name=made.name, module=at.name)):
        document.put(made)
        document.put(msgspec.structs.replace(at, variants=(*at.variants, made.id)))
    return made.id


def remove_variant(document: Document, *, variant: str) -> None:
    """Take a variant out of its module; refused while it is the default or a rule shows it."""
    gone = document.get(variant, Variant)
    at = owner(document, variant, Module)
    refuse_if_chosen(at, variant, name=gone.name)
    with document.transaction(
        _("Remove variant {name} of {module}", name=gone.name, module=at.name)
    ):
        document.put(msgspec.structs.replace(at, variants=without(at.variants, variant)))
        for heir in released(document, {variant}):
            document.put(heir)
        document.remove(variant)


def move_variant(document: Document, *, variant: str, index: int) -> str:
    """Bring a variant to `index` among those of its module."""
    at = owner(document, variant, Module)
    with document.transaction(_("Reorder the variants of {name}", name=at.name)):
        order = moved(at.variants, variant, index)
        document.put(msgspec.structs.replace(at, variants=order))
    return variant


def set_default(document: Document, *, slot: str, variant: str) -> str:
    """Choose what is seen when no rule decides: a variant, a layout, or `HIDDEN` (modules)."""
    at = slot_with(document, slot, variant)
    if variant == HIDDEN:
        label = _("Hide {name} by default", name=at.name)
    else:
        label = _("Show {name} by default", name=name_of(document.records[variant]))
    with document.transaction(label):
        document.put(msgspec.structs.replace(at, default=variant))
    return slot


def slot_with(document: Document, key: str, choice: str) -> Slot:
    """The slot, which must be able to show `choice`; raises NotFoundError."""
    at = slot(document, key)
    if choice in contents(at) or (choice == HIDDEN and isinstance(at, Module)):
        return at
    raise NotFoundError(_("“{name}” has no variant “{id}”.", name=at.name, id=choice))


def refuse_if_chosen(at: Slot, choice: str, *, name: str) -> None:
    """Raise RefusedError while the slot still needs `choice`."""
    if len(contents(at)) == 1:
        text = _("“{name}” is the only one of “{slot}” and stays.", name=name, slot=at.name)
        raise RefusedError(text)
    if at.default == choice:
        text = _("“{name}” is the default of “{slot}”; choose another default first.",
                 name=name, slot=at.name)  # fmt: skip
        raise RefusedError(text)
    numbers = [str(n) for n, rule in enumerate(at.rules, 1) if choice in _choices(rule.outcome)]
    if numbers:
        text = _("Rule {rules} of “{slot}” shows “{name}”; change or remove the rule first.",
                 rules=", ".join(numbers), slot=at.name, name=name)  # fmt: skip
        raise RefusedError(text)


def _choices(outcome: object) -> frozenset[str]:
    if isinstance(outcome, Show):
        return frozenset((outcome.variant,))
    return frozenset(outcome.arms.values()) if isinstance(outcome, Run) else frozenset()


def _copy(variant: Variant) -> Variant:
    (made,) = copies((variant,))
    assert isinstance(made, Variant)
    return made


def _with_defaults(
    document: Document, variant: Variant, setting: str, library: Library | None
) -> Mapping[str, Any]:
    """The variant's own settings, and the one at hand as it stands now."""
    first, __, rest = setting.partition(".")
    if not rest:
        return variant.settings
    full = effective(document, variant.id)
    kind = library.get(owner(document, variant.id, Module).kind) if library is not None else None
    if kind is not None:
        full = kind.complete(full)
    return {**variant.settings, first: full[first]} if first in full else variant.settings


def _blocks(
    document: Document, variant: str, setting: str, library: Library | None
) -> tuple[Mapping[str, Any], ...]:
    settings = _with_defaults(document, document.get(variant, Variant), f"{setting}.0", library)
    found = value_at(settings, setting) if setting.partition(".")[0] in settings else []
    if not isinstance(found, list | tuple):
        raise InvalidError(_("“{setting}” does not hold blocks.", setting=setting))
    return tuple(found)


def _block(blocks: tuple[Mapping[str, Any], ...], block: str) -> Mapping[str, Any]:
    for found in blocks:
        if found.get("id") == block:
            return found
    raise NotFoundError(_("There is no block “{id}” here.", id=block))


def _arrange(
    document: Document,
    variant: str,
    setting: str,
    blocks: tuple[Mapping[str, Any], ...],
    label: str,
) -> None:
    before = document.get(variant, Variant)
    start = _with_defaults(document, before, setting, None)
    after = changed(start, setting, list(blocks))
    with document.transaction(label.format(name=owner(document, variant, Module).name)):
        document.put(msgspec.structs.replace(before, settings=after))
