"""What a fragment brings into a project: which of its records are there, which must come along."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Protocol, TypeVar

import msgspec

from designer.actions.editing import free_name, renamed
from designer.conditions import check
from designer.document.document import Document
from designer.document.fragment import Brought, Fragment
from designer.document.media import inspected
from designer.errors import InvalidError
from designer.language import _
from designer.records import (
    AnyRecord,
    Asset,
    Attribute,
    Campaign,
    Category,
    Product,
    Record,
    Segment,
    Shop,
    new_id,
)

R = TypeVar("R", bound=Record)


class Vault(Protocol):
    """Where the bytes of pictures are."""

    def add(self, data: bytes) -> str:
        """Keep the bytes; returns their SHA-256."""

    def has(self, sha256: str) -> bool:
        """Whether they are there."""


class Arrival(msgspec.Struct, frozen=True):
    """What comes along: new records, the dictionary as it must be then, files; and how all old ids
    are called here. `lost` are the ids of pictures whose bytes nobody has."""

    ids: Mapping[str, str]
    records: tuple[AnyRecord, ...]
    attributes: tuple[Attribute, ...]
    files: tuple[bytes, ...]
    lost: frozenset[str]


def arrival(
    document: Document, fragment: Fragment, *, files: Mapping[str, bytes], vault: Vault | None
) -> Arrival:
    """How a fragment fits into a project, which is left as it is; raises InvalidError.

    Of the same shop a record that is still there is meant itself, however it was changed since;
    of another shop only one that is equal. All others come along.
    """
    guests = _Guests(document, same_shop=fragment.shop == document.shop.name)
    attributes = _dictionary(document.shop.attributes, fragment.attributes)
    shop = msgspec.structs.replace(document.shop, attributes=attributes)
    came: dict[str, bytes] = {}
    lost: set[str] = set()
    for record in fragment.brought:
        if guests.known(record):
            continue
        if isinstance(record, Asset) and not _has(vault, record.sha256):
            data = files.get(record.sha256)
            if data is None:
                lost.add(record.id)
                continue
            came[record.sha256] = _checked(record, data)
        guests.come(record, shop=shop, lost=lost)
    return Arrival(
        guests.ids, tuple(guests.records), attributes, tuple(came.values()), frozenset(lost)
    )


def take_in(document: Document, arrived: Arrival, *, vault: Vault | None) -> None:
    """Put what comes along into the project, within a transaction."""
    for data in arrived.files:
        assert vault is not None
        vault.add(data)
    for record in arrived.records:
        document.put(record)
    segments = tuple(one.id for one in arrived.records if isinstance(one, Segment))
    shop = document.shop
    document.put(
        msgspec.structs.replace(
            shop, segments=(*shop.segments, *segments), attributes=arrived.attributes
        )
    )


def under(record: R, ids: Mapping[str, str]) -> R:
    """The record with every mention of these ids replaced."""
    return msgspec.convert(renamed(msgspec.to_builtins(record), ids), type(record))


class _Guests:
    """Finds for each record that arrives the one that is meant here."""

    def __init__(self, document: Document, *, same_shop: bool) -> None:
        self._document, self._same_shop = document, same_shop
        self.ids: dict[str, str] = {}
        self.records: list[AnyRecord] = []

    def known(self, record: Brought) -> bool:
        """Whether the record, or one like it, is here; if so its id is noted."""
        arriving = under(record, self.ids)
        here = self._document.find(record.id)
        same = type(here) is type(record) and (
            self._same_shop or self._said(here) == self._said(arriving)
        )
        twin = here if same else self._twin(arriving)
        if twin is None:
            return False
        self._note(record, twin)
        return True

    def come(self, record: Brought, *, shop: Shop, lost: Collection[str]) -> None:
        """Let the record come along, under its own ids where these are free.

        A segment that asks for what the dictionary cannot hold stays behind.
        """
        for key, fresh in _own_ids(record):
            self.ids[key] = fresh if self._taken(key) else key
        made = under(record, self.ids)
        if isinstance(made, Product | Category) and made.image in lost:
            made = msgspec.structs.replace(made, image=None)
        if isinstance(made, Segment):
            taken = (one.name for one in self._document.all(Segment))
            made = msgspec.structs.replace(made, name=free_name(made.name, taken))
            if not self._can_hold(made, shop):
                return
        self.records.append(made)

    def _can_hold(self, segment: Segment, shop: Shop) -> bool:
        known = (*self._document.all(Segment), *self.records)
        segments = {one.id: one for one in known if isinstance(one, Segment)}
        try:
            check(segment.when, shop=shop, segments=segments)
        except InvalidError:
            return False
        return True

    def _taken(self, key: str) -> bool:
        document = self._document
        return document.find(key) is not None or bool(document.users(key))

    def _twin(self, record: AnyRecord) -> AnyRecord | None:
        wanted = self._said(record)
        found = self._document.all(type(record))
        return next((one for one in found if self._said(one) == wanted), None)

    @staticmethod
    def _said(record: AnyRecord | None) -> object:
        """What makes two records the same whatever their ids: a picture's bytes, a phase's time."""
        if isinstance(record, Asset):
            return record.sha256
        if isinstance(record, Campaign):
            return [(p.name, p.type, p.start, p.end) for p in record.phases]
        return msgspec.structs.replace(record, id="") if record is not None else None

    def _note(self, record: Brought, here: AnyRecord) -> None:
        self.ids[record.id] = here.id
        if isinstance(record, Campaign) and isinstance(here, Campaign):
            for one in record.phases:
                same = next((p for p in here.phases if p.id == one.id), None)
                like = (p for p in here.phases if (p.type, p.start) == (one.type, one.start))
                meant = same or next(like, None)
                if meant is not None:
                    self.ids[one.id] = meant.id


def _dictionary(
    here: tuple[Attribute, ...], arriving: tuple[Attribute, ...]
) -> tuple[Attribute, ...]:
    """The dictionary with what is asked for in it: new entries, and new values of known ones."""
    wanted = {one.key: one for one in arriving}
    known = {one.key for one in here}
    grown = (_grown(one, wanted.get(one.key)) for one in here)
    return (*grown, *(one for one in arriving if one.key not in known))


def _grown(attribute: Attribute, arriving: Attribute | None) -> Attribute:
    if arriving is None or arriving.type != attribute.type or not attribute.choices:
        return attribute
    known = {one.key for one in attribute.choices}
    new = tuple(one for one in arriving.choices if one.key not in known)
    return msgspec.structs.replace(attribute, choices=(*attribute.choices, *new))


def _own_ids(record: Brought) -> Iterator[tuple[str, str]]:
    """The ids a record gives, each with a fresh one."""
    yield record.id, new_id(type(record))
    if isinstance(record, Campaign):
        yield from ((phase.id, new_id("pha")) for phase in record.phases)


def _has(vault: Vault | None, sha256: str) -> bool:
    return vault is not None and vault.has(sha256)


def _checked(record: Asset, data: bytes) -> bytes:
    """The bytes, which must be what the record says; raises InvalidError."""
    if hashlib.sha256(data).hexdigest() != record.sha256:
        raise InvalidError(_("The picture “{name}” was damaged on its way.", name=record.name))
    inspected(data, record.media, name=record.name)
    return data


def cleared(value: Any, missing: frozenset[str]) -> Any:
    """A setting without what is missing: gone from lists, and links to it lead nowhere."""
    if isinstance(value, Mapping):
        if value.get("target") in missing and "action" in value:
            return {**value, "action": "none", "target": ""}
        return {key: cleared(item, missing) for key, item in value.items()}
    if isinstance(value, list | tuple):
        kept = (one for one in value if not (isinstance(one, str) and one in missing))
        return [cleared(one, missing) for one in kept]
    return None if isinstance(value, str) and value in missing else value
