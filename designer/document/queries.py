"""Read-only walks over a document: where things are, what is used where, what decides on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

import msgspec

from designer.document.document import Document
from designer.document.nouns import noun
from designer.errors import NotFoundError
from designer.language import _
from designer.records import (
    ALWAYS,
    EVERYBODY,
    AnyRecord,
    Campaign,
    Floor,
    Hide,
    Layout,
    Module,
    Page,
    Phase,
    Product,
    Record,
    Rule,
    Shop,
    Slot,
    Variant,
)

R = TypeVar("R", bound=Record)

CHILDREN: dict[type[Record], tuple[str, ...]] = {
    Shop: ("pages", "segments", "personas"),
    Page: ("layouts",),
    Layout: ("floors",),
    Floor: ("modules",),
    Module: ("variants",),
}
"""The fields through which a record owns others, in order."""


class Place(msgspec.Struct, frozen=True):
    """Where a module stands: ids, and its index on the floor from the top."""

    page: str
    layout: str
    floor: str
    index: int


class Use(msgspec.Struct, frozen=True):
    """A record that mentions another, and that place in words."""

    record: str
    place: str


def children(record: Record) -> tuple[str, ...]:
    """The ids that `record` owns."""
    fields = CHILDREN.get(type(record), ())
    return tuple(key for field in fields for key in getattr(record, field))


def parent(document: Document, key: str) -> AnyRecord | None:
    """The record that owns `key`; None for the shop, for what no record owns, and for strays."""
    for user in sorted(document.users(key)):
        record = document.find(user)
        if record is not None and _is_above(record, key):
            return record
    return None


def _is_above(record: Record, key: str) -> bool:
    """Whether a record has another below it: asked far too often to list all of them."""
    return any(key in getattr(record, field) for field in CHILDREN.get(type(record), ()))


def owner(document: Document, key: str, of: type[R]) -> R:
    """The nearest record of type `of` at or above `key`; raises NotFoundError."""
    at = document.find(key)
    while at is not None and not isinstance(at, of):
        at = parent(document, at.id)
    if at is None:
        text = _("“{id}” is not part of any {kind} of this project.", id=key, kind=noun(of))
        raise NotFoundError(text)
    return at


def place_of(document: Document, module: str) -> Place:
    """Where a module stands; raises NotFoundError."""
    floor = owner(document, document.get(module, Module).id, Floor)
    layout = owner(document, floor.id, Layout)
    page = owner(document, layout.id, Page)
    return Place(page.id, layout.id, floor.id, floor.modules.index(module))


def in_order(document: Document, modules: Sequence[str]) -> tuple[str, ...]:
    """The modules as they stand: by layout, the first floor before the second, top to bottom."""

    def place(key: str) -> tuple[str, int, int]:
        at = place_of(document, key)
        return at.layout, document.get(at.floor, Floor).level, at.index

    return tuple(sorted(dict.fromkeys(modules), key=place))


def floors_of(document: Document, layout: str) -> tuple[Floor, ...]:
    """The floors of a layout, level 1 first."""
    floors = (document.get(key, Floor) for key in document.get(layout, Layout).floors)
    return tuple(sorted(floors, key=lambda floor: floor.level))


def floor_at(document: Document, layout: str, level: Literal[1, 2]) -> Floor | None:
    """The floor of that level, or None."""
    return next((f for f in floors_of(document, layout) if f.level == level), None)


def modules_of(document: Document, layout: str) -> tuple[Module, ...]:
    """The modules of a layout: level 1, then 2, each from top to bottom."""
    floors = floors_of(document, layout)
    return tuple(document.get(key, Module) for floor in floors for key in floor.modules)


def pages(document: Document) -> tuple[Page, ...]:
    """The pages in the shop's order."""
    return tuple(document.get(key, Page) for key in document.shop.pages)


def slots(document: Document, page: str) -> tuple[Slot, ...]:
    """What decides on a page: the page, then the modules of all its layouts."""
    at = document.get(page, Page)
    return (at, *(m for layout in at.layouts for m in modules_of(document, layout)))


def slot(document: Document, key: str) -> Slot:
    """The page or module `key`; raises NotFoundError."""
    found = document.find(key)
    if isinstance(found, Page | Module):
        return found
    raise NotFoundError(_("“{id}” is neither a page nor a module of this project.", id=key))


def is_hidden(document: Document, module: str) -> bool:
    """Whether a module is hidden from everybody, always, by a first rule that says just that."""
    rules = document.get(module, Module).rules
    return bool(rules) and is_hiding(rules[0])


def is_hiding(rule: Rule) -> bool:
    """Whether a rule hides its slot from everybody, always."""
    return isinstance(rule.outcome, Hide) and (rule.audience, rule.window) == (EVERYBODY, ALWAYS)


def contents(of: Slot) -> tuple[str, ...]:
    """The ids a slot chooses among."""
    return of.layouts if isinstance(of, Page) else of.variants


def rule_of(of: Slot, rule: str) -> Rule:
    """The rule of a slot by id; raises NotFoundError."""
    for found in of.rules:
        if found.id == rule:
            return found
    raise NotFoundError(_("“{name}” has no rule “{id}”.", name=of.name, id=rule))


def subtree(document: Document, key: str) -> tuple[AnyRecord, ...]:
    """A record and everything it owns, parents first."""
    return tuple(_subtree(document, key))


def _subtree(document: Document, key: str) -> Iterator[AnyRecord]:
    record = document.find(key)
    if record is None:
        raise NotFoundError(_("There is nothing called “{id}” in this project.", id=key))
    yield record
    for child in children(record):
        yield from _subtree(document, child)


def phases(document: Document) -> dict[str, Phase]:
    """Every campaign phase by id."""
    return {p.id: p for campaign in document.all(Campaign) for p in campaign.phases}


def name_of(record: Record) -> str:
    """What a user calls the record."""
    if isinstance(record, Product):
        return record.short or record.title
    if isinstance(record, Floor):
        return _("floor {level}", level=record.level)
    return str(getattr(record, "name", record.id))


def described(document: Document, key: str) -> str:
    """Where a record is, in words: “Poster” on floor 1 of “Home”."""
    record = document.find(key)
    if isinstance(record, Variant):
        return _in_words(document, parent(document, key), name_of(record))
    if isinstance(record, Module):
        return _in_words(document, record, "")
    return _("“{name}”", name=name_of(record)) if record is not None else key


def _in_words(document: Document, module: AnyRecord | None, variant: str) -> str:
    if not isinstance(module, Module):
        return variant
    name = f"{module.name} · {variant}" if variant and len(module.variants) > 1 else module.name
    try:
        place = place_of(document, module.id)
    except NotFoundError:
        return _("“{name}”", name=name)
    level = document.get(place.floor, Floor).level
    page = document.get(place.page, Page).name
    return _("“{name}” on floor {level} of “{page}”", name=name, level=level, page=page)


def uses_of(document: Document, key: str) -> tuple[Use, ...]:
    """Where a segment, asset, product, experiment, phase… is used; its parent does not count."""
    users = document.users(key)
    found = (document.find(user) for user in sorted(users))
    return tuple(
        Use(r.id, described(document, r.id)) for r in found if r is not None and not _owns(r, key)
    )


def _owns(record: Record, key: str) -> bool:
    if isinstance(record, Campaign):
        return any(phase.id == key for phase in record.phases)
    return key in children(record)
