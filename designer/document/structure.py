"""What must hold of the tree: one shop, one parent each, and nothing points at nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from designer.document.diff import Diff
from designer.document.document import Document
from designer.document.nouns import noun
from designer.document.queries import children, described, floors_of, name_of, parent
from designer.errors import RefusedError
from designer.language import _
from designer.records import (
    HIDDEN,
    AnyRecord,
    Asset,
    Category,
    Experiment,
    Floor,
    Hide,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Product,
    Record,
    Run,
    Segment,
    Shop,
    Show,
    Slot,
    Variant,
)

OWNED = (Page, Segment, Persona, Layout, Floor, Module, Variant)
"""The types of record that stand in exactly one parent."""

_SHOWN = 3
"""How many places a refusal names before it counts the rest."""


def shop_stands(document: Document, diff: Diff) -> None:
    """There is one shop, and a record keeps its id and its type."""
    if not isinstance(document.find("shop"), Shop):
        raise RefusedError(_("A project needs its shop; it cannot be removed."))
    for key, change in diff.changes.items():
        if change.after is None:
            continue
        if change.after.id != key or (isinstance(change.after, Shop) and key != "shop"):
            raise RefusedError(_("The record “{id}” is filed under another id.", id=key))
        if change.before is not None and type(change.before) is not type(change.after):
            raise RefusedError(_("“{id}” cannot become another type of record.", id=key))


def names_are_said(_document: Document, diff: Diff) -> None:
    """Whatever has a name has one that can be read."""
    for record in after(diff):
        said = record.title if isinstance(record, Product) else getattr(record, "name", None)
        if isinstance(said, str) and not said.strip():
            raise RefusedError(_("A {kind} needs a name.", kind=noun(type(record))))


def nothing_dangles(document: Document, diff: Diff) -> None:
    """What is removed is used nowhere, and what is newly named exists."""
    for key, change in diff.changes.items():
        if change.after is None:
            _refuse_if_used(document, key, change.before)
            continue
        known = set(references(change.before)) if change.before is not None else set()
        for wanted, of in references(change.after):
            if (wanted, of) not in known and not isinstance(document.find(wanted), of):
                text = _("{place} names the {kind} “{id}”, which is not in this project.",
                         place=described(document, key), kind=noun(of), id=wanted)  # fmt: skip
                raise RefusedError(text)


def one_parent(document: Document, diff: Diff) -> None:
    """Every page, layout, floor, module, variant, segment and persona stands in one place, once."""
    for key in _moved(diff):
        record = document.find(key)
        if not isinstance(record, OWNED):
            continue
        users = (document.find(user) for user in document.users(key))
        count = sum(children(user).count(key) for user in users if user is not None)
        if count != 1:
            text = _("“{name}” must stand in one place and stands in {count}.",
                     name=name_of(record), count=count)  # fmt: skip
            raise RefusedError(text)


def slots_choose(_document: Document, diff: Diff) -> None:
    """A page or module chooses among its own contents: the default, and what each rule shows."""
    for record in after(diff):
        if isinstance(record, Page):
            _check_slot(record, record.layouts, frozenset(record.layouts))
        elif isinstance(record, Module):
            _check_slot(record, record.variants, frozenset((*record.variants, HIDDEN)))


def floors_fit(document: Document, diff: Diff) -> None:
    """A layout has floor 1 and at most one floor 2, which only a home page has."""
    for page in _pages_touched(document, diff):
        for layout in page.layouts:
            levels = [floor.level for floor in floors_of(document, layout)]
            if levels not in ([1], [1, 2]):
                text = _("A layout of “{page}” needs one floor 1 and at most one floor 2.",
                         page=page.name)  # fmt: skip
                raise RefusedError(text)
            if 2 in levels and page.type != "home":
                text = _("Only a home page has a second floor; “{page}” is none.", page=page.name)
                raise RefusedError(text)


def references(record: Record) -> Iterator[tuple[str, type[Record]]]:
    """The ids a record names outside of settings and conditions, with the type each must be."""
    for child, of in _CHILD_TYPES.get(type(record), ()):
        yield from ((key, of) for key in getattr(record, child))
    for field, of in _SINGLE.get(type(record), ()):
        key = getattr(record, field)
        if key is not None:
            yield key, of
    if isinstance(record, Page | Module):
        for rule in record.rules:
            if isinstance(rule.outcome, Run):
                yield rule.outcome.experiment, Experiment
    if isinstance(record, Experiment) and record.slice is not None:
        yield record.slice.layer, Layer


_CHILD_TYPES: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    Shop: (("pages", Page), ("segments", Segment), ("personas", Persona)),
    Page: (("layouts", Layout),),
    Layout: (("floors", Floor),),
    Floor: (("modules", Module),),
    Module: (("variants", Variant),),
}
_SINGLE: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    Shop: (("logo", Asset),),
    Persona: (("avatar", Asset),),
    Category: (("image", Asset),),
    Product: (("image", Asset), ("category", Category)),
}


def after(diff: Diff) -> Iterator[AnyRecord]:
    """The records the diff leaves behind."""
    return (change.after for change in diff.changes.values() if change.after is not None)


def places(document: Document, keys: Iterable[str]) -> str:
    """A few places in words, and how many more there are."""
    found = sorted({described(document, key) for key in keys})
    text = ", ".join(found[:_SHOWN])
    more = len(found) - _SHOWN
    return _("{places} and {more} more", places=text, more=more) if more > 0 else text


def _refuse_if_used(document: Document, key: str, gone: AnyRecord | None) -> None:
    users = document.users(key)
    if users:
        text = _("“{name}” is still used by {places}; change that first.",
                 name=name_of(gone) if gone else key, places=places(document, users))  # fmt: skip
        raise RefusedError(text)


def _moved(diff: Diff) -> frozenset[str]:
    """The touched ids, and those that came to or left a touched parent."""
    found = set(diff.changes)
    for change in diff.changes.values():
        old = children(change.before) if change.before is not None else ()
        new = children(change.after) if change.after is not None else ()
        found |= set(old) ^ set(new)
        found |= {key for key in new if new.count(key) > 1} if len(set(new)) < len(new) else set()
    return frozenset(found)


def _check_slot(at: Slot, own: tuple[str, ...], choices: frozenset[str]) -> None:
    if not own:
        raise RefusedError(_("“{name}” needs at least one version to show.", name=at.name))
    if at.default not in choices:
        raise RefusedError(_("The default of “{name}” is not one of its own.", name=at.name))
    if len({rule.id for rule in at.rules}) < len(at.rules):
        raise RefusedError(_("Two rules of “{name}” have the same id.", name=at.name))
    for number, rule in enumerate(at.rules, 1):
        if not _shown(rule.outcome) <= choices:
            text = _("Rule {number} of “{name}” shows what is not its own.",
                     number=number, name=at.name)  # fmt: skip
            raise RefusedError(text)


def _shown(outcome: Show | Hide | Run) -> frozenset[str]:
    if isinstance(outcome, Show):
        return frozenset((outcome.variant,))
    return frozenset((HIDDEN,)) if isinstance(outcome, Hide) else frozenset(outcome.arms.values())


def _pages_touched(document: Document, diff: Diff) -> Iterator[Page]:
    found: dict[str, Page] = {}
    for record in after(diff):
        at: AnyRecord | None = record
        if isinstance(record, Floor):
            at = parent(document, record.id)
        if isinstance(at, Layout):
            at = parent(document, at.id)
        if isinstance(at, Page):
            found[at.id] = at
    return iter(found.values())
