"""Settings on their own: taken from one module and put onto others, as far as they fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from designer.actions.arriving import cleared
from designer.actions.modules import known_kind
from designer.document.document import Document
from designer.document.inheritance import effective
from designer.document.queries import owner
from designer.errors import InvalidError, RefusedError
from designer.language import _
from designer.records import Module, Struct, Variant

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from designer.kinds.manifest import Kind


class Look(Struct, kw_only=True):
    """All settings of one variant with the types they have, fit to travel as JSON."""

    format: Literal["duplex-settings"] = "duplex-settings"
    kind: str
    settings: Mapping[str, Any]
    types: Mapping[str, str]


def look_of(document: Document, variant: str, *, library: Library) -> Look:
    """What a variant shows, in full: inherited and default values too."""
    kind = known_kind(library, owner(document, variant, Module).kind)
    full = kind.complete(effective(document, variant))
    return Look(kind=kind.id, settings=full, types={one.id: one.type for one in kind.settings})


def to_json(look: Look) -> bytes:
    """The look as JSON."""
    return msgspec.json.encode(look)


def from_json(data: bytes) -> Look:
    """The look in foreign data; raises InvalidError with one sentence."""
    try:
        return msgspec.json.decode(data, type=Look)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        text = _("These settings cannot be used: the data is damaged or was not made by Duplex.")
        raise InvalidError(text) from error


def paste_settings(
    document: Document, *, look: Look, variants: Sequence[str], library: Library
) -> tuple[str, ...]:
    """Give variants the settings of a look: to the same kind all, to another those that agree.

    A setting agrees when its id and its type are the same and its value fits. Returns the
    variants that changed. Raises RefusedError when no setting fits any of them.
    """
    names = [owner(document, key, Module).name for key in variants]
    label = (
        _("Paste settings onto {name}", name=names[0])
        if len(names) == 1
        else _("Paste settings onto {count} modules", count=len(names))
    )
    changed, fitting = [], False
    with document.transaction(label):
        for key in variants:
            new = _fitting(document, key, look, library=library)
            fitting = fitting or bool(new)
            before = document.get(key, Variant)
            after = _after(document, before, new, library=library)
            if after != before.settings:
                document.put(msgspec.structs.replace(before, settings=after))
                changed.append(key)
    if not fitting:
        raise RefusedError(_("None of the copied settings fits here."))
    return tuple(changed)


def _fitting(document: Document, variant: str, look: Look, *, library: Library) -> dict[str, Any]:
    """The settings of a look that this variant's kind takes."""
    kind = known_kind(library, owner(document, variant, Module).kind)
    agreed = {one.id for one in kind.settings if look.types.get(one.id) == one.type}
    taken = {}
    for key, value in look.settings.items():
        if key in agreed:
            whole = _without_strangers(document, kind, key, value)
            if _fits(kind, key, whole):
                taken[key] = whole
    return taken


def _without_strangers(document: Document, kind: Kind, key: str, value: Any) -> Any:
    if not _fits(kind, key, value):
        return value
    named = frozenset(kind.references({key: value}))
    missing = frozenset(one for one in named if one not in document.records)
    return cleared(value, missing) if missing else value


def _after(
    document: Document, variant: Variant, new: Mapping[str, Any], *, library: Library
) -> dict[str, Any]:
    """The settings that show the new values, those left out that show so already."""
    kind = known_kind(library, owner(document, variant.id, Module).kind)
    shown = kind.complete(effective(document, variant.id))
    return {**variant.settings, **{k: v for k, v in new.items() if shown.get(k) != v}}


def _fits(kind: Kind, key: str, value: Any) -> bool:
    try:
        kind.check({key: value})
    except InvalidError:
        return False
    return True
