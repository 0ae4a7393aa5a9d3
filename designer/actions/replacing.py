"""Replacing what was found, as one step: texts and figures, pictures, targets and colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from designer.actions.modules import as_record
from designer.actions.paths import changed, plain, value_at
from designer.document.document import Document
from designer.document.inheritance import effective
from designer.document.matching import Match, Matcher, Query, Rich, Span, put_all
from designer.document.search import Hit
from designer.document.texts import Leaf
from designer.errors import DesignerError, InvalidError
from designer.kinds.settings.link import TARGETS
from designer.language import _
from designer.records import (
    AnyRecord,
    Campaign,
    Category,
    Coupon,
    Module,
    Page,
    Product,
    Record,
    Struct,
    Variant,
)

if TYPE_CHECKING:
    from designer.kinds.library import Library

_LEADS: Mapping[type[Record], str] = {
    Page: "page", Product: "item", Category: "category", Coupon: "coupon_claim",
    Campaign: "campaign", Module: "module",
}  # fmt: skip
"""The action a link takes when its own cannot lead to the new target."""


class Change(Struct):
    """One hit with its value after, how that is read, and what comes for each match; or, when
    `problem` says so, why it stays."""

    hit: Hit
    after: Any = None
    text: str = ""
    parts: tuple[str, ...] = ()
    problem: str = ""


class Replaced(Struct):
    """How many matches were replaced, and what stayed as it was."""

    count: int
    left: tuple[Change, ...] = ()


def planned(
    document: Document, hits: Sequence[Hit], *, query: Query, by: str, library: Library
) -> tuple[Change, ...]:
    """What replacing would do, hit by hit, without doing it; raises InvalidError for a template
    that names a missing group."""
    matcher = Matcher(query) if query.what == "text" else None
    draft = _Draft(document, library)
    return tuple(draft.take(hit, by, matcher) for hit in hits)


def replace(
    document: Document, hits: Sequence[Hit], *, query: Query, by: str, library: Library
) -> Replaced:
    """Replace every match of these hits as one step; what cannot be is left and told."""
    matcher = Matcher(query) if query.what == "text" else None
    draft = _Draft(document, library)
    changes = [draft.take(hit, by, matcher) for hit in hits]
    done = [change for change in changes if not change.problem]
    with document.transaction(_label(query, by)):
        for record in draft.records.values():
            document.put(record)
    left = tuple(change for change in changes if change.problem)
    return Replaced(count=sum(len(change.hit.spans) for change in done), left=left)


class _Draft:
    """The records as they will be; each change is tried on top of those before it."""

    def __init__(self, document: Document, library: Library) -> None:
        self._document, self._library = document, library
        self.records: dict[str, AnyRecord] = {}

    def take(self, hit: Hit, by: str, matcher: Matcher | None) -> Change:
        """Try one hit; the change says what comes of it or why nothing does."""
        leaf = hit.leaf
        try:
            self._refuse_locked(leaf)
            if self._present(leaf) != leaf.value:
                raise InvalidError(_("It has changed since it was found."))
            after, text, parts = self._after(hit, by, matcher)
            self.records[leaf.record] = self._with(leaf, after)
        except InvalidError as problem:
            return Change(hit=hit, problem=_sentence(problem))
        except DesignerError as problem:
            return Change(hit=hit, problem=str(problem))
        return Change(hit=hit, after=after, text=text, parts=parts)

    def _record(self, leaf: Leaf) -> AnyRecord:
        return self.records.get(leaf.record) or as_record(self._document, leaf.record)

    def _refuse_locked(self, leaf: Leaf) -> None:
        module = self._document.find(leaf.module)
        if isinstance(module, Module) and module.locked and leaf.record != module.id:
            raise InvalidError(_("“{name}” is locked; unlock it first.", name=module.name))

    def _present(self, leaf: Leaf) -> object:
        record = self._record(leaf)
        try:
            return value_at(self._whole(record, leaf), leaf.path)
        except DesignerError:
            return None

    def _whole(self, record: AnyRecord, leaf: Leaf) -> dict[str, Any]:
        """What the path leads into: the settings, filled up where it begins; or the record."""
        if not leaf.setting or not isinstance(record, Variant):
            whole: dict[str, Any] = msgspec.to_builtins(record)
            return whole
        first = leaf.path.partition(".")[0]
        kind = self._library.get(self._document.get(leaf.module, Module).kind)
        if kind is None:
            return dict(record.settings)
        full = kind.complete({**effective(self._document, record.id), **record.settings})
        return {**record.settings, first: plain(full[first])}

    def _with(self, leaf: Leaf, after: object) -> AnyRecord:
        record = self._record(leaf)
        whole = changed(self._whole(record, leaf), leaf.path, after)
        if leaf.setting and isinstance(record, Variant):
            kind = self._library.get(self._document.get(leaf.module, Module).kind)
            first = leaf.path.partition(".")[0]
            if kind is not None:
                kind.check({first: whole[first]})
            return msgspec.structs.replace(record, settings=whole)
        if leaf.path in ("name", "title") and not str(after).strip():
            raise InvalidError(_("A name cannot be empty."))
        made: AnyRecord = msgspec.convert(whole, type(record))
        return made

    def _after(
        self, hit: Hit, by: str, matcher: Matcher | None
    ) -> tuple[Any, str, tuple[str, ...]]:
        """The new value, how it is read, and what comes for each match."""
        leaf = hit.leaf
        if matcher is None:
            return _exchanged(self._document, leaf, by), by, (by,)
        changes = _put(matcher, leaf.text, hit.spans, by)
        text, parts = put_all(leaf.text, changes), tuple(new for __, new in changes)
        value: Any = text
        if leaf.role == "rich":
            value = Rich(leaf.value).put(changes)
        elif leaf.role in ("number", "price"):
            value = _figure(leaf, text)
        elif leaf.role == "link":
            value = {**leaf.value, "target": text}
        return value, text, parts


def _put(matcher: Matcher, text: str, spans: Sequence[Span], by: str) -> list[tuple[Span, str]]:
    found: dict[Span, Match] = {one.span(): one for one in matcher.matches(text)}
    return [(span, matcher.put(found[span], by)) for span in spans if span in found]


def _figure(leaf: Leaf, text: str) -> int | float:
    try:
        number = float(text.replace(",", "").lstrip("¥ "))
    except ValueError as problem:
        raise InvalidError(_("“{text}” is no number.", text=text)) from problem
    if not abs(number) < 1e12:
        raise InvalidError(_("“{text}” is no number.", text=text))
    if leaf.role == "price":
        if number < 0:
            raise InvalidError(_("A price cannot be below zero."))
        return round(number * 100)
    return int(number) if number.is_integer() else number


def _exchanged(document: Document, leaf: Leaf, by: str) -> Any:
    if leaf.role == "colour" and not leaf.setting and not by.startswith("#"):
        text = _("Only a colour of its own, such as #1f4a40, can stand here; “{name}” is a token.",
                 name=by)  # fmt: skip
        raise InvalidError(text)
    if leaf.role != "link":
        return by
    new = document.find(by)
    if isinstance(leaf.value, Mapping):
        return _led(leaf.value, by, new)
    if type(new) is not type(document.find(leaf.value)):
        raise InvalidError(_("Only a thing of the same sort can stand in this list."))
    return by


def _led(link: Mapping[str, Any], by: str, new: AnyRecord | None) -> dict[str, str]:
    """A link to the new target, with its action kept where that can lead there."""
    if new is None:
        if "://" in by:
            return {"action": "url", "target": by}
        return {"action": by, "target": ""}
    able = TARGETS.get(link["action"], ())
    action = link["action"] if isinstance(new, able) else _LEADS[type(new)]
    return {"action": str(action), "target": by}


def _label(query: Query, by: str) -> str:
    names: Mapping[str, Callable[[], str]] = {
        "text": lambda: _("Replace “{old}” with “{new}”", old=query.text, new=by),
        "picture": lambda: _("Replace a picture everywhere it was found"),
        "link": lambda: _("Replace a link target everywhere it was found"),
        "colour": lambda: _("Replace the colour {old} with {new}", old=query.text, new=by),
    }
    return names[query.what]()


def _sentence(problem: InvalidError) -> str:
    """A problem of a setting without the path before it, which the list shows already."""
    text = str(problem)
    head, colon, tail = text.partition(": ")
    return tail if colon and " " not in head and tail else text
