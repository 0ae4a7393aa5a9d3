"""What commands are given: projects in either form, names in them, instants, consumers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import msgspec

from designer.conditions import consumer_from
from designer.document.document import Document
from designer.document.queries import pages, slots
from designer.errors import InvalidError, NotFoundError
from designer.language import _
from designer.records import Consumer, Experiment, Module, Page, Persona, Population, Shop
from designer.storage.assets import AssetVault
from designer.storage.opening import looked_at, records_of
from designer.storage.unpacked import read_folder

if TYPE_CHECKING:
    from designer.kinds.library import Library

Named = TypeVar("Named", bound=Page | Module | Persona | Population | Experiment)


class Vault(Protocol):
    """Where the bytes of assets are."""

    def get(self, sha256: str) -> bytes:
        """The bytes."""

    def has(self, sha256: str) -> bool:
        """Whether they are here."""


class Source(NamedTuple):
    """A project to look at, whoever has it open."""

    path: Path
    document: Document
    assets: Vault


def source(path: Path) -> Source:
    """The project in a file or in an unpacked folder."""
    reason = _("A command only looks at a project.")
    if path.is_dir():
        records, assets = read_folder(path)
        return Source(path, Document(records, read_only=reason), assets)
    file = looked_at(path)
    return Source(path, Document(records_of(file), read_only=reason), AssetVault(file))


def library() -> Library:
    """The kinds that come with Duplex."""
    from designer.kinds.library import Library

    return Library.load()


def page_called(document: Document, text: str) -> Page:
    """The page of that id, name or type; raises NotFoundError naming those there are."""
    found = pages(document)
    by_type = (page for page in found if page.type == text)
    return _called(found, text, _("page"), next(by_type, None))


def slot_called(document: Document, page: Page, text: str) -> Page | Module:
    """The page itself, or a module on any of its layouts, by id or name."""
    return _called(slots(document, page.id), text, _("slot of this page"))


def persona_called(document: Document, text: str) -> Persona:
    """The persona of that id or name."""
    order = document.shop.personas
    return _called([document.get(key, Persona) for key in order], text, _("persona"))


def population_called(document: Document, text: str) -> Population:
    """The population of that id or name."""
    return _called(document.all(Population), text, _("population"))


def arms_called(document: Document, texts: Iterable[str]) -> dict[str, str]:
    """Forced arms, each given as EXPERIMENT=ARM by id, key or name."""
    found: dict[str, str] = {}
    for text in texts:
        name, __, wanted = text.partition("=")
        experiments = document.all(Experiment)
        by_key = next((e for e in experiments if e.key == name), None)
        experiment = _called(experiments, name, _("experiment"), by_key)
        arms = [arm.id for arm in experiment.arms if wanted in (arm.id, arm.name)]
        if not arms:
            known = ", ".join(arm.name for arm in experiment.arms)
            text = _("“{name}” has no arm “{arm}”; there are: {known}.",
                     name=experiment.name, arm=wanted, known=known)  # fmt: skip
            raise NotFoundError(text)
        found[experiment.id] = arms[0]
    return found


def instant(text: str | None, shop: Shop) -> datetime:
    """An ISO 8601 instant, in the shop's time zone when it names none; now when not given."""
    zone = _zone(shop.time_zone)
    if text is None:
        return datetime.now(zone).replace(microsecond=0)
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        said = _("“{text}” is not an instant; write it as 2026-11-11T20:00 or with +08:00.",
                 text=text)  # fmt: skip
        raise InvalidError(said) from error
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def consumer(
    document: Document, *, persona: str | None = None, data: str | None = None
) -> Consumer:
    """The consumer that a persona is, or that JSON tells (@FILE reads it); anonymous without."""
    if persona is not None and data is not None:
        raise InvalidError(_("Give a persona or a consumer, not both."))
    if persona is not None:
        found = persona_called(document, persona)
        return Consumer(id=found.consumer, attributes=found.attributes)
    return Consumer() if data is None else consumer_from(_object(data), shop=document.shop)


def _object(text: str) -> Mapping[str, object]:
    try:
        raw = Path(text[1:]).read_bytes() if text.startswith("@") else text.encode()
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        said = _("The consumer is not JSON: {reason}.", reason=error)
        raise InvalidError(said) from error
    if not isinstance(found, dict):
        raise InvalidError(_('The consumer must be an object such as {"id": "c1", "age": 23}.'))
    return found


def _called(
    records: Iterable[Named], text: str, what: str, otherwise: Named | None = None
) -> Named:
    found = list(records)
    for record in found:
        if record.id == text:
            return record
    same = [record for record in found if record.name == text]
    if len(same) > 1:
        ids = ", ".join(record.id for record in same)
        said = _("There are several with the name “{text}”; say which by its id: {ids}.",
                 text=text, ids=ids)  # fmt: skip
        raise InvalidError(said)
    if same or otherwise is not None:
        return same[0] if same else _sure(otherwise)
    known = ", ".join(record.name for record in found) or _("none")
    said = _("There is no {what} “{text}”; there are: {known}.", what=what, text=text, known=known)
    raise NotFoundError(said)


def _sure(record: Named | None) -> Named:
    assert record is not None
    return record


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # no table of zones on this machine
        china = timezone(timedelta(hours=8), "Asia/Shanghai")
        return china if name == "Asia/Shanghai" else UTC
