"""A selection as a value of its own: modules with all they mention, fit to travel elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from designer.conditions import attributes_in
from designer.document.document import Document
from designer.document.inheritance import effective
from designer.document.links import mentions
from designer.document.queries import in_order, place_of
from designer.errors import InvalidError
from designer.language import _
from designer.records import (
    AnyRecord,
    Asset,
    Attribute,
    Campaign,
    Category,
    Coupon,
    Floor,
    Module,
    Product,
    Record,
    Segment,
    Struct,
    Variant,
)

Brought = Asset | Category | Product | Coupon | Segment | Campaign
"""What modules can mention and take along."""

MOST_MODULES, MOST_RECORDS = 500, 20_000
MOST_TEXT = 64 * 1024 * 1024
"""Bytes of JSON, pictures not counted, that are looked at."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")


class Stand(Struct):
    """Where a module stood: the level of its floor, and its index there."""

    module: str
    level: Literal[1, 2]
    index: int


class Fragment(Struct, kw_only=True):
    """Modules with their variants, in the order of their page, and copies of what they mention.

    `shop` names the shop they come from. `whole` holds the settings of variants that rest on
    others, with what they inherit written in. Pictures travel apart, by their SHA-256.
    """

    format: Literal["duplex-modules"] = "duplex-modules"
    version: Literal[1] = 1
    shop: str
    stands: tuple[Stand, ...]
    modules: tuple[Module, ...]
    variants: tuple[Variant, ...]
    brought: tuple[Brought, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    whole: Mapping[str, Mapping[str, Any]] = {}

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The pictures, videos and models among what is brought."""
        return tuple(record for record in self.brought if isinstance(record, Asset))

    @property
    def names(self) -> tuple[str, ...]:
        """What the modules are called, in order."""
        return tuple(module.name for module in self.modules)


def take(document: Document, modules: Sequence[str]) -> Fragment:
    """These modules and what they mention, as they are now; the document is left as it is."""
    order = in_order(document, modules)
    found = tuple(document.get(key, Module) for key in order)
    variants = tuple(document.get(key, Variant) for one in found for key in one.variants)
    whole = {one.id: effective(document, one.id) for one in variants if one.base is not None}
    brought = _mentioned(document, (*found, *variants), whole)
    return Fragment(
        shop=document.shop.name,
        stands=tuple(_stand(document, key) for key in order),
        modules=found,
        variants=variants,
        brought=brought,
        attributes=_asked(document, found, brought),
        whole=whole,
    )


def to_json(fragment: Fragment) -> bytes:
    """The fragment as JSON, without pictures."""
    return msgspec.json.encode(fragment)


def from_json(data: bytes) -> Fragment:
    """The fragment in foreign data; raises InvalidError with one sentence."""
    if len(data) > MOST_TEXT:
        limit = MOST_TEXT >> 20
        raise InvalidError(_("These modules hold more than {limit} MB of text.", limit=limit))
    try:
        return sound(_DECODER.decode(data))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise damaged() from error


def sound(fragment: Fragment) -> Fragment:
    """The fragment, once its parts are known to belong together; raises InvalidError."""
    if not 1 <= len(fragment.modules) <= MOST_MODULES or len(fragment.brought) > MOST_RECORDS:
        raise damaged()
    ids = [one.id for one in (*fragment.modules, *fragment.variants, *fragment.brought)]
    own = [key for module in fragment.modules for key in module.variants]
    fits = (
        max(Counter(ids).values()) == 1
        and all(_ID.fullmatch(key) for key in ids)
        and "shop" not in ids
        and Counter(own) == Counter(one.id for one in fragment.variants)
        and [one.module for one in fragment.stands] == [one.id for one in fragment.modules]
        and fragment.whole.keys() <= set(own)
    )
    if not fits:
        raise damaged()
    return fragment


def damaged() -> InvalidError:
    """What is said of data that nobody can paste."""
    return InvalidError(
        _("These modules cannot be used: the data is damaged or was not made by Duplex.")
    )


_DECODER: msgspec.json.Decoder[Fragment] = msgspec.json.Decoder(Fragment)


def _stand(document: Document, module: str) -> Stand:
    place = place_of(document, module)
    level = document.get(place.floor, Floor).level
    return Stand(module=module, level=level, index=place.index)


def _mentioned(
    document: Document, records: Iterable[Record], whole: Mapping[str, Mapping[str, Any]]
) -> tuple[Brought, ...]:
    """Everything the records mention and can take along, what rests on others after those."""
    phases = {p.id: c.id for c in document.all(Campaign) for p in c.phases}
    inherited = (Variant(id=key, name=key, settings=given) for key, given in whole.items())
    found: dict[str, Brought] = {}
    visited: set[str] = set()

    def visit(record: Record) -> None:
        for name in sorted(mentions(record)):
            key = phases.get(name, name)
            mentioned = document.find(key)
            if isinstance(mentioned, Brought) and key not in visited:
                visited.add(key)
                visit(mentioned)
                found[key] = mentioned

    for record in (*records, *inherited):
        visit(record)
    return tuple(found.values())


def _asked(
    document: Document, modules: Iterable[Module], brought: Iterable[AnyRecord]
) -> tuple[Attribute, ...]:
    """The entries of the dictionary that the audiences ask for."""
    wanted = set(_attributes(modules, brought))
    return tuple(one for one in document.shop.attributes if one.key in wanted)


def _attributes(modules: Iterable[Module], brought: Iterable[AnyRecord]) -> Iterator[str]:
    for module in modules:
        for rule in module.rules:
            yield from attributes_in(rule.audience)
    for record in brought:
        if isinstance(record, Segment):
            yield from attributes_in(record.when)
