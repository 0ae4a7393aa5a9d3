"""Give crowds their own version of a layout, see how it differs, or bring a layout elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from designer.actions.editing import copies, free_name
from designer.actions.linking import differences, following, original_of, overrides
from designer.document.document import Document
from designer.document.queries import floors_of, modules_of, owner, subtree
from designer.errors import RefusedError
from designer.language import _, plural
from designer.records import (
    EVERYBODY,
    AllOf,
    AnyRecord,
    InSegment,
    Layout,
    Module,
    Page,
    Rule,
    Segment,
    Show,
    Variant,
    new_id,
)


class Comparison(NamedTuple):
    """How a version stands to the layout it was made from; module ids from top to bottom."""

    original: str
    modules: tuple[str, ...]
    changed: tuple[str, ...]
    own: tuple[str, ...]
    """Modules the original does not have."""
    missing: tuple[str, ...]
    """Modules of the original that the version lacks."""


def make_versions(document: Document, *, layout: str, segments: Sequence[str]) -> tuple[str, ...]:
    """Give each crowd its own version of a layout, and rules of the page that show it.

    The versions take everything from the layout until something is changed in them. Whoever gets
    the layout now gets the version of the first crowd they are in: right before each rule that
    shows the layout stand rules for the crowds, in the order given and at the same time; below all
    rules for the default. People of a test keep their arm. One step.
    """
    at = owner(document, document.get(layout, Layout).id, Page)
    crowds = [document.get(key, Segment) for key in dict.fromkeys(segments)]
    if not crowds:
        raise RefusedError(_("Choose at least one crowd."))
    label = plural("Version for {count} crowd", "Versions for {count} crowds", count=len(crowds))
    with document.transaction(label):
        made = [_version(document, layout, crowd, page=at.id) for crowd in crowds]
        versions = {crowd.id: key for key, crowd in zip(made, crowds, strict=True)}
        now = document.get(at.id, Page)
        rules = tuple(_refined(now, layout, versions))
        document.put(msgspec.structs.replace(now, rules=rules))
    return tuple(made)


def apply_layout(document: Document, *, layout: str, page: str) -> str:
    """Put a copy of a layout on another page; returns the copy.

    A page that is no home gets floor 1 alone; see `left_behind`. Ways to modules that came along
    lead to the copies.
    """
    source, at = document.get(layout, Layout), document.get(page, Page)
    gone = {module.id for module in left_behind(document, layout=layout, page=page)}
    floors = [f for f in floors_of(document, layout) if f.level == 1 or at.type == "home"]
    taken = {document.get(key, Layout).name for key in at.layouts}
    name = free_name(source.name, taken)
    kept = msgspec.structs.replace(source, name=name, floors=tuple(floor.id for floor in floors))
    records = [kept, *(record for floor in floors for record in subtree(document, floor.id))]
    with document.transaction(_("Use layout {name} on {page}", name=source.name, page=at.name)):
        made = copies(_open(record) for record in records)
        for record in made:
            document.put(_settled(record, gone))
        document.put(msgspec.structs.replace(at, layouts=(*at.layouts, made[0].id)))
    return made[0].id


def left_behind(document: Document, *, layout: str, page: str) -> tuple[Module, ...]:
    """The modules of a layout that a page cannot take: floor 2 where there is none."""
    if document.get(page, Page).type == "home":
        return ()
    second = (floor for floor in floors_of(document, layout) if floor.level == 2)
    return tuple(document.get(key, Module) for floor in second for key in floor.modules)


def followed_by(document: Document, layout: str) -> str | None:
    """The layout that at least half of another's modules follow; None where there is none."""
    return _followed(document, layout, _pairs(document, layout))


def _pairs(document: Document, layout: str) -> dict[str, str | None]:
    """The modules of a layout, each with its original."""
    return {module.id: original_of(document, module.id) for module in modules_of(document, layout)}


def _followed(document: Document, layout: str, pairs: Mapping[str, str | None]) -> str | None:
    homes = [owner(document, key, Layout).id for key in pairs.values() if key is not None]
    homes = [key for key in homes if key != layout]
    if not homes:
        return None
    original = max(dict.fromkeys(homes), key=homes.count)
    return original if homes.count(original) * 2 >= len(pairs) else None  # a part makes no version


def compared(document: Document, layout: str) -> Comparison | None:
    """How a layout stands to the one that at least half of its modules follow; None without one."""
    pairs = _pairs(document, layout)
    original = _followed(document, layout, pairs)
    if original is None:
        return None
    there = [module.id for module in modules_of(document, original)]
    followed = set(pairs.values())
    return Comparison(
        original=original,
        modules=tuple(pairs),
        changed=tuple(key for key in pairs if differs(document, key)),
        own=tuple(key for key, base in pairs.items() if base not in there),
        missing=tuple(key for key in there if key not in followed),
    )


def differs(document: Document, module: str) -> bool:
    """Whether a linked module shows anything else than its original, or decides otherwise."""
    original = original_of(document, module)
    if original is None:
        return False
    at, base = document.get(module, Module), document.get(original, Module)
    if overrides(document, module) or len(at.variants) != len(base.variants):
        return True
    if any(_added(document, key) for key in at.variants):
        return True
    known = {key: document.get(key, Variant).base for key in at.variants}
    return _deciding(at, {k: str(v) for k, v in known.items()}) != _deciding(base, {})


def summary(document: Document, layout: str) -> str:
    """“Differs in 3 of 14” for a version; empty for a layout that follows none."""
    found = compared(document, layout)
    return "" if found is None else in_words(document, found)


def in_words(document: Document, found: Comparison) -> str:
    """A comparison in one short sentence."""
    count = len({*found.changed, *found.own}) + len(found.missing)
    whole = len(found.modules) + len(found.missing)
    name = document.get(found.original, Layout).name
    if not count:
        return _("Like “{name}”", name=name)
    return _("Differs from “{name}” in {count} of {whole}", name=name, count=count, whole=whole)


def _refined(page: Page, layout: str, versions: Mapping[str, str]) -> Iterator[Rule]:
    """The rules of a page, each that shows the layout behind rules for the crowds among its own."""
    shown = False
    for rule in page.rules:
        if rule.outcome == Show(variant=layout):
            shown = True
            yield from _crowd_rules(versions, like=rule)
        yield rule
    if page.default == layout or not shown:
        yield from _crowd_rules(versions, like=Rule(id="", outcome=Show(variant=layout)))


def _crowd_rules(versions: Mapping[str, str], *, like: Rule) -> Iterator[Rule]:
    for crowd, key in versions.items():
        own = InSegment(segment=crowd)
        audience = own if like.audience == EVERYBODY else AllOf(of=(own, like.audience))
        yield Rule(id=new_id("rul"), outcome=Show(variant=key), audience=audience,
                   window=like.window)  # fmt: skip


def _version(document: Document, layout: str, crowd: Segment, *, page: str) -> str:
    at = document.get(page, Page)
    made = following(document, subtree(document, layout))
    taken = {document.get(key, Layout).name for key in at.layouts}
    for record in made:
        document.put(record)
    head = next(record for record in made if isinstance(record, Layout))
    document.put(msgspec.structs.replace(head, name=free_name(crowd.name, taken)))
    document.put(msgspec.structs.replace(at, layouts=(*at.layouts, head.id)))
    return head.id


def _added(document: Document, variant: str) -> bool:
    """Whether a variant rests on nothing and still shows something of its own."""
    found = document.get(variant, Variant)
    return found.base is None and bool(differences(document, variant))


def _deciding(module: Module, names: dict[str, str]) -> tuple[object, ...]:
    """Who sees what of a module, its variants called as in the original."""

    def called(value: object) -> object:
        if isinstance(value, str):
            return names.get(value, value)
        if isinstance(value, dict):
            return {key: called(item) for key, item in value.items() if key != "id"}
        return [called(item) for item in value] if isinstance(value, list | tuple) else value

    rules = [called(msgspec.to_builtins(rule)) for rule in module.rules]
    return called(module.default), rules


def _open(record: AnyRecord) -> AnyRecord:
    if isinstance(record, Module):
        return msgspec.structs.replace(record, locked=False, part=False)
    return record


def _settled(record: AnyRecord, gone: set[str]) -> AnyRecord:
    """A copied record without ways to what was left behind."""
    if not gone or not isinstance(record, Variant):
        return record
    settings = {key: _cleared(value, gone) for key, value in record.settings.items()}
    return msgspec.structs.replace(record, settings=settings)


def _cleared(value: object, gone: set[str]) -> object:
    if isinstance(value, dict):
        if value.keys() >= {"action", "target"} and _lost(value, gone):
            return {**value, "action": "none", "target": ""}
        return {key: _cleared(item, gone) for key, item in value.items()}
    return [_cleared(item, gone) for item in value] if isinstance(value, list | tuple) else value


def _lost(link: dict[str, object], gone: set[str]) -> bool:
    return link["target"] in gone or link["action"] == "second_floor"
