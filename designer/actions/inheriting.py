"""What a user does with settings across variants: fill in several at once, keep, give upwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from designer.actions.paths import changed, plain
from designer.document.document import Document
from designer.document.inheritance import bases, effective, heirs
from designer.document.queries import modules_of, owner
from designer.errors import NotFoundError, RefusedError
from designer.language import _
from designer.records import Layout, Module, Variant

if TYPE_CHECKING:
    from designer.kinds.library import Library


def set_settings(
    document: Document, *, variants: Sequence[str], setting: str, value: object
) -> tuple[str, ...]:
    """Give a setting of several variants the same value, as one step."""
    before = [document.get(key, Variant) for key in variants]
    label = _("Change {count} modules", count=len(before))
    with document.transaction(label, merge=f"settings:{','.join(variants)}:{setting}"):
        for one in before:
            document.put(_with(one, changed(one.settings, setting, value)))
    return tuple(variants)


def reset_settings(document: Document, *, variants: Sequence[str], setting: str) -> tuple[str, ...]:
    """Let a setting of several variants be inherited or defaulted again, as one step."""
    before = [document.get(key, Variant) for key in variants]
    with document.transaction(_("Reset {count} modules", count=len(before))):
        for one in before:
            document.put(_with(one, _without(one.settings, setting)))
    return tuple(variants)


def own_setting(document: Document, *, variant: str, setting: str, library: Library) -> str:
    """Write down the value that is inherited or defaulted, so that it stays when that changes."""
    before = document.get(variant, Variant)
    module = owner(document, variant, Module)
    kind = library.get(module.kind)
    full = effective(document, variant)
    full = kind.complete(full) if kind is not None else full
    if setting not in full:
        raise NotFoundError(_("There is no setting “{path}”.", path=setting))
    with document.transaction(_("Keep a setting of {name} as it is", name=module.name)):
        document.put(_with(before, {**before.settings, setting: plain(full[setting])}))
    return variant


def push_setting(document: Document, *, variant: str, setting: str) -> str:
    """Give a variant's own value to the one it is based on; returns that variant's id.

    Every variant based on that one then shows it too, unless it has a value of its own.
    """
    before = document.get(variant, Variant)
    above = bases(document, variant)
    if not above:
        raise RefusedError(_("“{name}” is based on no other variant.", name=before.name))
    if setting not in before.settings:
        raise RefusedError(_("“{name}” inherits this setting already.", name=before.name))
    base = document.get(above[0], Variant)
    module = owner(document, base.id, Module)
    with document.transaction(_("Take a setting over to {name}", name=module.name)):
        value = before.settings[setting]
        document.put(_with(base, {**base.settings, setting: value}))
        document.put(_with(before, _without(before.settings, setting)))
    return base.id


def possible_bases(document: Document, variant: str) -> tuple[str, ...]:
    """The variants of the same kind that one could be based on: its module's, then its layout's,
    then others; never one that rests on it."""
    module = owner(document, variant, Module)
    layout = owner(document, module.id, Layout)
    here = modules_of(document, layout.id)
    order = [module, *here, *document.all(Module)]
    known = dict.fromkeys(one.id for one in order if one.kind == module.kind)
    barred = {variant, *heirs(document, variant)}
    found = (key for one in known for key in document.get(one, Module).variants)
    return tuple(key for key in found if key not in barred)


def _with(variant: Variant, settings: Mapping[str, Any]) -> Variant:
    return msgspec.structs.replace(variant, settings=settings)


def _without(settings: Mapping[str, Any], setting: str) -> dict[str, Any]:
    return {key: value for key, value in settings.items() if key != setting}
