"""What a user does with copied modules: put them down, here or in another project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from designer.actions.arriving import Arrival, Vault, arrival, cleared, take_in, under
from designer.actions.editing import free_name, inserted
from designer.actions.modules import known_kind, said
from designer.conditions import check
from designer.document.document import Document
from designer.document.fragment import Fragment
from designer.document.queries import floor_at, floors_of, modules_of, owner, phases
from designer.errors import InvalidError, ReadOnlyError, RefusedError
from designer.language import _, plural
from designer.records import (
    During,
    Experiment,
    Floor,
    Layout,
    Module,
    Rule,
    Run,
    Segment,
    Variant,
    new_id,
)

if TYPE_CHECKING:
    from designer.kinds.library import Library


class Pasted(NamedTuple):
    """The new modules, and what a user should know: what was left out, what stands elsewhere."""

    modules: tuple[str, ...]
    notes: tuple[str, ...]


def paste(
    document: Document,
    *,
    fragment: Fragment,
    floor: str,
    index: int,
    library: Library,
    files: Mapping[str, bytes] | None = None,
    vault: Vault | None = None,
) -> tuple[str, ...]:
    """Put the modules of a fragment at `index` of a floor; see `pasted`."""
    return pasted(
        document, fragment=fragment, floor=floor, index=index, library=library, files=files,
        vault=vault,
    ).modules  # fmt: skip


def pasted(
    document: Document,
    *,
    fragment: Fragment,
    floor: str,
    index: int,
    library: Library,
    files: Mapping[str, bytes] | None = None,
    vault: Vault | None = None,
) -> Pasted:
    """Put the modules of a fragment at `index` of a floor, with all they need, as one step.

    A kind that cannot stand there goes to the end of the other floor, if it can stand there;
    otherwise nothing is done. `files` are the bytes of pictures by SHA-256. Raises RefusedError,
    NotFoundError, InvalidError.
    """
    at = max(0, min(index, len(document.get(floor, Floor).modules)))
    places = [(floor, at + offset) for offset in range(len(fragment.modules))]
    return _pasted(document, fragment, places, library=library, files=files or {}, vault=vault)


def pasted_in_place(
    document: Document,
    *,
    fragment: Fragment,
    layout: str,
    library: Library,
    files: Mapping[str, bytes] | None = None,
    vault: Vault | None = None,
) -> Pasted:
    """The same, each module on the level and at the index where it stood when it was copied."""
    floors = floors_of(document, layout)
    places = []
    for stand in fragment.stands:
        floor = floor_at(document, layout, stand.level) or floors[0]
        places.append((floor.id, stand.index))
    return _pasted(document, fragment, places, library=library, files=files or {}, vault=vault)


def _pasted(
    document: Document,
    fragment: Fragment,
    places: Sequence[tuple[str, int]],
    *,
    library: Library,
    files: Mapping[str, bytes],
    vault: Vault | None,
) -> Pasted:
    if document.read_only:
        raise ReadOnlyError(document.read_only)
    arrived = arrival(document, fragment, files=files, vault=vault)
    landing = _Landing(document, fragment, library=library)
    names = fragment.names
    label = (
        _("Paste {name}", name=names[0])
        if len(names) == 1
        else _("Paste {count} modules", count=len(names))
    )
    with document.transaction(label):
        take_in(document, arrived, vault=vault)
        guests = _Guests(document, fragment, arrived, library=library)
        made = [
            landing.put(*guests.made(module), floor=floor, index=index)
            for module, (floor, index) in zip(fragment.modules, places, strict=True)
        ]
    return Pasted(tuple(made), (*landing.notes(), *guests.notes()))


class _Landing:
    """Finds each module a floor, and puts it there."""

    def __init__(self, document: Document, fragment: Fragment, *, library: Library) -> None:
        self._document, self._library = document, library
        self._gone_over: list[tuple[str, int]] = []
        for module in fragment.modules:
            known_kind(library, module.kind)

    def put(self, module: Module, variants: Sequence[Variant], *, floor: str, index: int) -> str:
        """Put a module with its variants where it can stand; returns its id."""
        document = self._document
        layout = owner(document, document.get(floor, Floor).id, Layout).id
        found = self._floor(layout, floor, module)
        at = document.get(found, Floor)
        here = index - len(self._gone_over) if found == floor else len(at.modules)
        taken = (one.name for one in modules_of(document, layout))
        named = msgspec.structs.replace(module, name=free_name(module.name, taken))
        order = inserted(at.modules, module.id, here)
        document.put(msgspec.structs.replace(at, modules=order))
        document.put(named)
        for variant in variants:
            document.put(variant)
        if found != floor:
            self._gone_over.append((named.name, at.level))
        return module.id

    def notes(self) -> tuple[str, ...]:
        """Who went to the other floor."""
        return tuple(
            _("“{name}” stands on floor {level}: it cannot stand on the other.",
              name=name, level=level)
            for name, level in self._gone_over
        )  # fmt: skip

    def _floor(self, layout: str, floor: str, module: Module) -> str:
        """The floor itself or the other one; raises RefusedError."""
        level = self._document.get(floor, Floor).level
        other = floor_at(self._document, layout, 1 if level == 2 else 2)
        floors = [floor] if other is None else [floor, other.id]
        for key in floors:
            if self._accepts(key, module.kind):
                return key
        kind = known_kind(self._library, module.kind)
        if not {self._document.get(key, Floor).level for key in floors} & set(kind.floors):
            text = _("“{name}” can stand on floor {level} alone, which this layout does not have.",
                     name=module.name, level=kind.floors[0])  # fmt: skip
        else:
            text = _("A floor holds at most {limit} × {kind}.",
                     limit=kind.limit, kind=said(kind.name))  # fmt: skip
        raise RefusedError(text)

    def _accepts(self, floor: str, kind: str) -> bool:
        at, manifest = self._document.get(floor, Floor), known_kind(self._library, kind)
        count = sum(self._document.get(key, Module).kind == kind for key in at.modules)
        room = manifest.limit is None or count < manifest.limit
        return at.level in manifest.floors and room


class _Guests:
    """Makes the modules under fresh ids, without what cannot be meant in this project."""

    def __init__(
        self, document: Document, fragment: Fragment, arrived: Arrival, *, library: Library
    ) -> None:
        self._document, self._fragment, self._library = document, fragment, library
        self._variants = {one.id: one for one in fragment.variants}
        own = (*fragment.modules, *fragment.variants)
        self.ids = {**arrived.ids, **{one.id: new_id(type(one)) for one in own}}
        self._coming = {self.ids[one.id] for one in own}
        self._lost = arrived.lost
        self._same_shop = fragment.shop == document.shop.name
        self._rules = self._links = self._pictures = 0

    def made(self, module: Module) -> tuple[Module, tuple[Variant, ...]]:
        """A module and its variants as they are here."""
        copied = under(module, self.ids)
        rules = tuple(
            msgspec.structs.replace(rule, id=new_id("rul"))
            for rule in copied.rules
            if self._can_hold(rule)
        )
        self._rules += len(copied.rules) - len(rules)
        made = msgspec.structs.replace(copied, rules=rules, locked=False, part=False)
        return made, tuple(self._variant(made, key) for key in module.variants)

    def notes(self) -> tuple[str, ...]:
        """What could not come along."""
        told = (
            (self._rules, plural("{count} rule was left out: its test or crowd is not in this shop",
                                 "{count} rules were left out: their tests or crowds are not in "
                                 "this shop", count=self._rules)),
            (self._links, plural("{count} link leads nowhere now: its target is not in this shop",
                                 "{count} links lead nowhere now: their targets are not in this "
                                 "shop", count=self._links)),
            (self._pictures, plural("{count} picture could not come along",
                                    "{count} pictures could not come along",
                                    count=self._pictures)),
        )  # fmt: skip
        return tuple(text for count, text in told if count)

    def _can_hold(self, rule: Rule) -> bool:
        document = self._document
        if isinstance(rule.outcome, Run):
            test = document.find(rule.outcome.experiment)
            if not self._same_shop or not isinstance(test, Experiment):
                return False
        if (
            isinstance(rule.window, During)
            and not set(rule.window.phases) <= phases(document).keys()
        ):
            return False
        segments = {one.id: one for one in document.all(Segment)}
        try:
            check(rule.audience, shop=document.shop, segments=segments)
        except InvalidError:
            return False
        return True

    def _variant(self, module: Module, key: str) -> Variant:
        before = self._variants[key]
        variant = under(before, self.ids)
        if before.base is not None and not self._rests(variant.base):
            full = Variant(id=key, name=before.name, settings=self._full(key))
            variant = under(full, self.ids)
        return msgspec.structs.replace(variant, settings=self._fitting(module, variant))

    def _full(self, key: str) -> Mapping[str, Any]:
        return self._fragment.whole.get(key, self._variants[key].settings)

    def _rests(self, base: str | None) -> bool:
        """Whether a base is among those that come, or was meant in this very shop."""
        there = self._same_shop and isinstance(self._document.find(base), Variant)
        return base in self._coming or there

    def _fitting(self, module: Module, variant: Variant) -> dict[str, Any]:
        kind = known_kind(self._library, module.kind)
        named = set(kind.references(variant.settings))
        missing = frozenset(
            key for key in named if key not in self._document.records and key not in self._coming
        )
        self._pictures += len(missing & self._lost)
        self._links += len(missing - self._lost)
        if not missing:
            return dict(variant.settings)
        kept = {key: cleared(value, missing) for key, value in variant.settings.items()}
        return {key: value for key, value in kept.items() if _fits(kind, key, value)}


def _fits(kind: Any, key: str, value: Any) -> bool:
    try:
        kind.check({key: value})
    except InvalidError:
        return False
    return True
