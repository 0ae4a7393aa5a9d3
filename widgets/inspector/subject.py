"""What the form is about: one variant, or the variants in hand of several modules at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from designer.document.inheritance import bases, effective, origin
from designer.document.queries import owner
from designer.kinds.manifest import AnySetting, Kind
from designer.kinds.settings.choice import Choice
from designer.records import HIDDEN, Module, Variant
from widgets.inspector.label import Source
from widgets.session import Session
from widgets.words import letter_of

APART = frozenset({"blocks", "hot_zones", "cube"})
"""Setting types that are drawn for one module and make no sense for several at once."""


@dataclass(frozen=True)
class Subject:
    """The variants a form fills in, with the modules they belong to."""

    modules: tuple[str, ...]
    variants: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether it is about one variant alone."""
        return len(self.variants) == 1


def chosen(session: Session) -> Subject | None:
    """What is selected, each module with the variant that is in hand or seen; None for nothing."""
    modules = session.focus.modules
    if len(modules) == 1:
        variant = session.variant()
        return Subject(modules, (variant,)) if variant is not None else None
    if not modules:
        return None
    return Subject(modules, tuple(_in_hand(session, key) for key in modules))


def kinds_of(session: Session, subject: Subject) -> tuple[Kind, ...]:
    """The kinds of its modules, each once; those that are not installed are left out."""
    names = dict.fromkeys(session.document.get(key, Module).kind for key in subject.modules)
    found = (session.library.get(name) for name in names)
    return tuple(kind for kind in found if kind is not None)


def shared(kinds: Sequence[Kind]) -> Kind | None:
    """A kind of just the settings that all have: the same id and type, and the same options.

    A condition stays where every setting it reads is shared too.
    """
    if not kinds:
        return None
    first, others = kinds[0], kinds[1:]
    common = [
        one
        for one in first.settings
        if one.type not in APART and all(_has(kind, one) for kind in others)
    ]
    names = {one.id for one in common}
    freed = tuple(_freed(one, names) for one in common)
    return msgspec.structs.replace(first, settings=freed, lint=(), presets=())


def values(
    session: Session, kind: Kind, subject: Subject
) -> tuple[Mapping[str, Any], frozenset[str], Mapping[str, Source]]:
    """Completed values, the settings that are filled in here, and where each value comes from."""
    document = session.document
    full = [_complete(session, key) for key in subject.variants]
    given: set[str] = set()
    for key in subject.variants:
        given |= document.get(key, Variant).settings.keys()
    first = full[0]
    sources: dict[str, Source] = {}
    for setting in kind.settings:
        mixed = any(one.get(setting.id) != first.get(setting.id) for one in full[1:])
        sources[setting.id] = (
            source_of(session, subject.variants[0], setting.id)
            if subject.single
            else Source(mixed=mixed)
        )
    return first, frozenset(given), sources


def source_of(session: Session, variant: str, setting: str) -> Source:
    """Where a variant's setting comes from."""
    document = session.document
    above = bases(document, variant)
    giver = origin(document, variant, setting)
    return Source(
        own=giver == variant,
        base=title(session, giver) if giver is not None and giver != variant else "",
        above=title(session, above[0]) if above else "",
    )


def title(session: Session, variant: str) -> str:
    """A variant as it is called elsewhere: the module's name with the letter and name."""
    document = session.document
    module = owner(document, variant, Module)
    name = document.get(variant, Variant).name
    if len(module.variants) == 1:
        return module.name
    return f"{module.name} · {letter_of(module, variant)} {name}"


def overridden(session: Session, variant: str) -> tuple[str, ...]:
    """The settings of a based variant that are its own, in the order of its kind."""
    found = session.document.get(variant, Variant)
    if found.base is None:
        return ()
    from designer.actions.linking import differences

    own = set(differences(session.document, variant))
    kind = session.library.get(owner(session.document, variant, Module).kind)
    order: Iterator[str] = (one.id for one in kind.settings) if kind else iter(sorted(own))
    return tuple(key for key in order if key in own)


def _complete(session: Session, variant: str) -> Mapping[str, Any]:
    kind = session.library.get(owner(session.document, variant, Module).kind)
    full = effective(session.document, variant)
    return kind.complete(full) if kind is not None else full


def _in_hand(session: Session, module: str) -> str:
    at = session.document.get(module, Module)
    choices = (session.seen(module), at.default, *at.variants)
    return next(one for one in choices if one != HIDDEN)


def _has(kind: Kind, setting: AnySetting) -> bool:
    other = next((one for one in kind.settings if one.id == setting.id), None)
    if other is None or other.type != setting.type or other.section != setting.section:
        return False
    if isinstance(setting, Choice) and isinstance(other, Choice):
        return [one.value for one in setting.options] == [one.value for one in other.options]
    return True


def _freed(setting: AnySetting, names: set[str]) -> AnySetting:
    condition = setting.visible_if
    if condition is None or {name.partition(".")[0] for name in condition.settings()} <= names:
        return setting
    return msgspec.structs.replace(setting, visible_if=None)
