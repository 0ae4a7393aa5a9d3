"""What differs inside one record, as lines with a before and an after: settings, rules, fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from designer.document.document import Document
from designer.document.telling import (
    field_name,
    field_words,
    label,
    part_name,
    rule_words,
    setting_words,
    words,
)
from designer.kinds.settings.base import Setting
from designer.kinds.settings.blocks import Blocks
from designer.language import _
from designer.records import Module, Page, Record, Rule, Struct, Theme

if TYPE_CHECKING:
    from designer.kinds.manifest import Kind


class Detail(Struct):
    """One thing that differs: what it is called, before and after in words."""

    what: str
    before: str = ""
    after: str = ""
    path: str = ""


class Details:
    """Says the differences inside records of two states."""

    def __init__(self, before: Document, after: Document) -> None:
        self.before, self.after = before, after

    def settings(
        self, kind: Kind | None, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> Iterator[Detail]:
        """What differs between the given settings of a variant."""
        fields = {one.id: one for one in kind.settings} if kind is not None else {}
        for key in joined(fields, old, new):
            if key in old and key in new and old[key] == new[key]:
                continue
            if key in old or key in new:
                yield from self._setting(kind, fields.get(key), key, old, new)

    def _setting(
        self, kind: Kind | None, field: Setting | None, key: str,
        old: Mapping[str, Any], new: Mapping[str, Any],
    ) -> Iterator[Detail]:  # fmt: skip
        first = old.get(key, field.initial() if field is not None else None)
        then = new.get(key, field.initial() if field is not None else None)
        name = label(field.label) if field is not None else key
        if isinstance(field, Blocks) and kind is not None:
            found = [*self._blocks(kind, field, first, then)]
        elif isinstance(first, Mapping) and isinstance(then, Mapping):
            found = [*self._parts(name, first, then, path=key)]
        else:
            found = []
        if not found:
            before = setting_words(field, first, self.before)
            after = setting_words(field, then, self.after)
            before = before if key in old else _("{value} (as given by default)", value=before)
            after = after if key in new else _("{value} (as given by default)", value=after)
            found = [Detail(what=name, before=before, after=after, path=key)]
        yield from found

    def _parts(
        self, name: str, old: Mapping[str, Any], new: Mapping[str, Any], *, path: str
    ) -> Iterator[Detail]:
        """A picture, link, product list…: only the parts of its value that differ."""
        for key in joined(old, new):
            if old.get(key) != new.get(key):
                what = name if key == "asset" else _("{name}: {part}", name=name,
                                                     part=part_name(key))  # fmt: skip
                before, after = words(old.get(key), self.before), words(new.get(key), self.after)
                yield Detail(what=what, before=before, after=after, path=f"{path}.{key}")

    def _blocks(
        self, kind: Kind, field: Blocks, old: Sequence[Any], new: Sequence[Any]
    ) -> Iterator[Detail]:
        block = kind.blocks.get(field.block)
        first = {one.get("id", ""): one for one in old or () if isinstance(one, Mapping)}
        then = {one.get("id", ""): one for one in new or () if isinstance(one, Mapping)}
        fields = {one.id: one for one in block.settings} if block is not None else {}
        name = label(block.name) if block is not None else label(field.label)
        for key in joined(then, first):
            place = list(then if key in then else first).index(key) + 1
            said = _("{name} {number}", name=name, number=place)
            if key not in first or key not in then:
                yield came(said, key in then)
                continue
            for inner in joined(fields, first[key], then[key]):
                if inner == "id" or first[key].get(inner) == then[key].get(inner):
                    continue
                for one in self._setting(None, fields.get(inner), inner, first[key], then[key]):
                    path = f"{field.id}.{place - 1}.{one.path}"
                    yield msgspec.structs.replace(one, what=f"{said} · {one.what}", path=path)
        if [k for k in first if k in then] != [k for k in then if k in first]:
            yield Detail(what=_("Order of {name}", name=label(field.label)),
                         before=_order(first, then), after=_order(then, first))  # fmt: skip

    def rules(self, old: Page | Module, new: Page | Module) -> Iterator[Detail]:
        """What differs between the rules of a slot."""
        first = {rule.id: rule for rule in old.rules}
        then = {rule.id: rule for rule in new.rules}
        for key in joined(first, then):
            before, after = first.get(key), then.get(key)
            if before != after:
                told = self._rule(before, self.before), self._rule(after, self.after)
                number = list(then if after else first).index(key) + 1
                yield Detail(what=_("Rule {number}", number=number), before=told[0], after=told[1])
        if [k for k in first if k in then] != [k for k in then if k in first]:
            yield Detail(what=_("Order of rules"), before=_order(first, then),
                         after=_order(then, first))  # fmt: skip

    @staticmethod
    def _rule(rule: Rule | None, document: Document) -> str:
        return rule_words(rule, document) if rule is not None else ""

    def fields(self, old: Record, new: Record, *, leave: Iterable[str] = ()) -> Iterator[Detail]:
        """The fields of a record that differ, but for some."""
        for field in new.__struct_fields__:
            if field in leave or getattr(old, field, None) == getattr(new, field):
                continue
            yield Detail(what=field_name(field), before=field_words(old, field, self.before),
                         after=field_words(new, field, self.after))  # fmt: skip


def theme(old: Theme, new: Theme) -> Iterator[Detail]:
    """What differs between two themes."""
    for token in joined(old.colours, new.colours):
        first, then = old.colours.get(token, ""), new.colours.get(token, "")
        if first != then:
            yield Detail(what=_("Colour {token}", token=token), before=first, after=then)
    for field in ("radius", "gap", "heading", "scale"):
        first, then = str(getattr(old, field)), str(getattr(new, field))
        if first != then:
            yield Detail(what=field_name(field), before=first, after=then)


def came(what: str, came: bool) -> Detail:  # noqa: FBT001 - came or went
    """A part that came or went."""
    return Detail(what=what, before="" if came else _("there"), after=_("added") if came else
                  _("removed"))  # fmt: skip


def _order(these: Iterable[str], others: Mapping[str, Any]) -> str:
    shared = [key for key in these if key in others]
    known = sorted(shared)
    return " ".join(str(known.index(key) + 1) for key in shared)


def joined(*many: Iterable[str]) -> list[str]:
    """The keys of all, each once, in order."""
    return list(dict.fromkeys(key for one in many for key in one))
