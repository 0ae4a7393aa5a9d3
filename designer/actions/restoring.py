"""What a user brings back of an earlier state: chosen modules, layouts and records, in one step."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from designer.actions.editing import inserted, without
from designer.document.document import Document
from designer.document.links import mentions
from designer.document.queries import floors_of, name_of, parent, subtree
from designer.errors import RefusedError
from designer.language import _, plural
from designer.records import (
    AnyRecord,
    Asset,
    Category,
    Coupon,
    Experiment,
    Floor,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Product,
    Record,
    Segment,
    Shop,
    Variant,
)

_FOLLOW = (Asset, Category, Coupon, Product, Segment, Experiment, Layer)
"""What comes along when something brought back mentions it and it is gone."""
_LISTS: dict[type[Record], str] = {Segment: "segments", Persona: "personas", Page: "pages"}
"""Records whose order the shop keeps."""


def restore_parts(document: Document, *, past: Document, chosen: Collection[str]) -> int:
    """Make these modules, layouts and records what they were in `past`; what was not there then
    goes. Returns how many; raises RefusedError when a part has no place any more.
    """
    count = plural("Restore {count} part", "Restore {count} parts", count=len(chosen))
    with document.transaction(count):
        for key in sorted(chosen, key=lambda one: _rank(past.find(one) or document.find(one))):
            _restore(document, past, key)
    return len(chosen)


def _rank(record: Record | None) -> int:
    """Layouts before the modules on them, what is mentioned before what mentions it."""
    order: tuple[type[Record], ...] = (Shop, *_FOLLOW, Page, Layout, Module)
    return next((place for place, of in enumerate(order) if isinstance(record, of)), len(order))


def _restore(document: Document, past: Document, key: str) -> None:
    then, now = past.find(key), document.find(key)
    if isinstance(then or now, Module):
        _module(document, past, key)
    elif isinstance(then or now, Layout):
        _layout(document, past, key)
    elif isinstance(then, Shop):
        _shop(document, then)
    elif isinstance(then, Page):
        _page(document, past, then)
    elif then is None:
        _drop(document, key)
    else:
        _put(document, past, then)


# ---- modules ----


def _module(document: Document, past: Document, key: str) -> None:
    then, now = past.find(key), document.find(key)
    if not isinstance(then, Module):
        _take_off(document, key)
        return
    _fill(document, past, then, now)
    _place(document, past, then)


def _fill(document: Document, past: Document, then: Module, now: AnyRecord | None) -> None:
    """The module's own record and its variants as they were."""
    for key in now.variants if isinstance(now, Module) else ():
        if key not in then.variants:
            document.remove(key)
    for key in then.variants:
        _put(document, past, past.get(key, Variant))
    _put(document, past, then)


def _place(document: Document, past: Document, module: Module) -> None:
    """Back on its floor, behind the neighbour it stood behind."""
    was = parent(past, module.id)
    assert isinstance(was, Floor)
    now = parent(document, module.id)
    floor = _floor(document, past, was)
    if isinstance(now, Floor) and now.id != floor.id:
        document.put(msgspec.structs.replace(now, modules=without(now.modules, module.id)))
    order = restored_order(floor.modules, was.modules, module.id)
    if order != floor.modules:
        document.put(msgspec.structs.replace(floor, modules=order))


def restored_order(now: tuple[str, ...], then: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Today's order with `key` behind the nearest module above it that it stood behind before."""
    rest = without(now, key)
    above = [one for one in then[: then.index(key)] if one in rest]
    return inserted(rest, key, rest.index(above[-1]) + 1 if above else 0)


def _floor(document: Document, past: Document, was: Floor) -> Floor:
    """The floor as it stands today, or the one of that level on the same layout."""
    found = document.find(was.id)
    if isinstance(found, Floor):
        return found
    layout = parent(past, was.id)
    if layout is not None and isinstance(document.find(layout.id), Layout):
        for floor in floors_of(document, layout.id):
            if floor.level == was.level:
                return floor
    name = name_of(layout) if layout is not None else was.id
    text = _("The layout “{name}” is gone; restore it, and its modules come with it.", name=name)
    raise RefusedError(text)


def _take_off(document: Document, key: str) -> None:
    floor = parent(document, key)
    assert isinstance(floor, Floor)
    document.put(msgspec.structs.replace(floor, modules=without(floor.modules, key)))
    for record in subtree(document, key):
        document.remove(record.id)


# ---- layouts, pages, the shop ----


def _layout(document: Document, past: Document, key: str) -> None:
    then = past.find(key)
    if not isinstance(then, Layout):
        page = parent(document, key)
        assert isinstance(page, Page)
        document.put(msgspec.structs.replace(page, layouts=without(page.layouts, key)))
        for record in subtree(document, key):
            document.remove(record.id)
        return
    back = {record.id for record in subtree(past, key)}
    if isinstance(document.find(key), Layout):
        for record in subtree(document, key):
            if record.id not in back:
                document.remove(record.id)
    _uproot(document, back, layout=key)
    for record in subtree(past, key):
        _put(document, past, record)
    _list_layout(document, past, key)


def _uproot(document: Document, back: Collection[str], *, layout: str) -> None:
    """Modules that went to another layout meanwhile leave it."""
    for floor in document.all(Floor):
        above = parent(document, floor.id)
        if above is not None and above.id != layout and set(floor.modules) & set(back):
            left = tuple(one for one in floor.modules if one not in back)
            document.put(msgspec.structs.replace(floor, modules=left))


def _list_layout(document: Document, past: Document, key: str) -> None:
    was = parent(past, key)
    assert isinstance(was, Page)
    page = document.find(was.id)
    if not isinstance(page, Page):
        _page(document, past, was)
    elif key not in page.layouts:
        order = restored_order(page.layouts, was.layouts, key)
        document.put(msgspec.structs.replace(page, layouts=order))


def _page(document: Document, past: Document, then: Page) -> None:
    """The page's name, rules and default; its layouts keep to those there are."""
    if document.find(then.id) is None:
        for record in subtree(past, then.id):
            _put(document, past, record)
        return
    now = document.get(then.id, Page)
    back = tuple(one for one in then.layouts if one in now.layouts)
    order = (*back, *(one for one in now.layouts if one not in back))
    default = then.default if then.default in order else now.default
    document.put(msgspec.structs.replace(then, layouts=order, default=default))


def _shop(document: Document, then: Shop) -> None:
    """Name, theme and settings of the shop; pages, crowds and personas keep to those there are."""
    now = document.shop
    lists = {field: _sorted(getattr(then, field), getattr(now, field)) for field in _LISTS.values()}
    document.put(msgspec.structs.replace(then, **lists))


def _sorted(then: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    return (*(k for k in then if k in now), *(k for k in now if k not in then))


# ---- records ----


def _put(document: Document, past: Document, record: AnyRecord) -> None:
    """Put a record back, and what it mentions that is gone."""
    fresh = document.find(record.id) is None
    document.put(record)
    if fresh:
        _list(document, past, record)
    for key in sorted(mentions(record)):
        found = past.find(key)
        if isinstance(found, _FOLLOW) and document.find(key) is None:
            _put(document, past, found)


def _list(document: Document, past: Document, record: AnyRecord) -> None:
    field = _LISTS.get(type(record))
    now = document.shop
    if field is None or record.id in getattr(now, field):
        return
    then = getattr(past.shop, field)
    if record.id in then:
        order = restored_order(getattr(now, field), then, record.id)
        document.put(msgspec.structs.replace(now, **{field: order}))


def _drop(document: Document, key: str) -> None:
    """Take out a record that was not there then; the document refuses while it is used."""
    record, shop = document.find(key), document.shop
    field = _LISTS.get(type(record)) if record is not None else None
    if field is not None:
        document.put(msgspec.structs.replace(shop, **{field: without(getattr(shop, field), key)}))
    for inner in subtree(document, key):
        document.remove(inner.id)
