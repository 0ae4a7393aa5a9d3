"""Everything in a project that can be searched: each text, name, price, picture, link and colour
with the record and the path it stands at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from designer.document.document import Document
from designer.document.matching import plain
from designer.document.queries import children, pages
from designer.kinds.settings.blocks import Blocks
from designer.language import _, current, mark
from designer.records import (
    AnyRecord,
    Asset,
    Campaign,
    Category,
    Coupon,
    Experiment,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Population,
    Product,
    Segment,
    Struct,
    Variant,
)

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from designer.kinds.manifest import Kind
    from designer.kinds.settings.base import Setting

Role = Literal["text", "rich", "number", "price", "picture", "link", "colour"]

_SETTINGS: Mapping[str, Role] = {
    "text": "text", "rich_text": "rich", "number": "number", "range": "number", "colour": "colour",
}  # fmt: skip
_WORDS = frozenset({"alt", "label", "title", "text", "caption", "headline", "name"})
"""The parts of composed settings that hold words of the designer's."""
_TARGETS = (Product, Category, Coupon, Page, Campaign, Module)
_OTHERS: tuple[type[AnyRecord], ...] = (
    Segment, Persona, Population, Experiment, Layer, Campaign, Product, Category, Coupon, Asset,
)  # fmt: skip

_FIELDS: Mapping[str, Role] = {
    "name": "text", "slogan": "text", "title": "text", "short": "text", "note": "text",
    "hypothesis": "text", "alt": "text", "price": "price", "original": "price",
    "amount": "price", "threshold": "price", "colour": "colour", "image": "picture",
    "avatar": "picture", "logo": "picture", "category": "link",
}  # fmt: skip
_LABELS = {
    "name": mark("Name"), "slogan": mark("Slogan"), "title": mark("Title"),
    "short": mark("Short title"), "note": mark("Note"), "hypothesis": mark("Hypothesis"),
    "alt": mark("Alt text"), "price": mark("Price"), "original": mark("Price before"),
    "amount": mark("Amount"), "threshold": mark("Threshold"), "colour": mark("Colour"),
    "image": mark("Picture"), "avatar": mark("Picture"), "logo": mark("Logo"),
    "category": mark("Category"), "rules": mark("Audience rule"), "phases": mark("Phase"),
    "arms": mark("Arm"), "tags": mark("Tag"), "theme": mark("Theme colour"),
    "attributes": mark("Attribute"),
}  # fmt: skip


class Leaf(Struct):
    """One thing that can be found: `value` as it is stored, `text` as it is read.

    `path` leads to it from the record (a variant: from its settings or its own `name`), and `page`,
    `layout` and `module` say where it stands; they are empty for what stands on no page.
    """

    record: str
    path: str
    role: Role
    value: Any
    text: str
    setting: bool = False
    page: str = ""
    layout: str = ""
    module: str = ""


def leaves(document: Document, *, library: Library) -> Iterator[Leaf]:
    """Everything, the pages in their order first, then the shop and its other records."""
    for page in pages(document):
        for layout in page.layouts:
            for module in _modules(document, layout):
                yield from _module(document, module, library, page=page.id, layout=layout)
            yield from _record(document.get(layout, Layout), page=page.id, layout=layout)
        yield from _record(page, page=page.id)
    yield from _record(document.shop)
    for of in _OTHERS:
        for record in document.all(of):
            yield from _record(record)


def label_of(document: Document, leaf: Leaf, *, library: Library) -> str:
    """What the place of a leaf is called: a setting's label, or a field's name."""
    if leaf.setting:
        kind = library.get(document.get(leaf.module, Module).kind)
        assert kind is not None
        label = kind.setting(leaf.path).label
        return label.zh if current() == "zh_CN" else label.en
    known = [step for step in leaf.path.split(".") if step in _LABELS]
    return _(_LABELS[known[0]]) if known else leaf.path


def priced(fen: int) -> str:
    """An amount in fen as it is typed, such as 59 or 59.9."""
    text = f"{fen / 100:.2f}"
    return text.rstrip("0").rstrip(".")


def _modules(document: Document, layout: str) -> Iterator[Module]:
    floors = (document.find(key) for key in document.get(layout, Layout).floors)
    keys = (key for floor in floors if floor is not None for key in children(floor))
    return (document.get(key, Module) for key in keys)


def _module(
    document: Document, module: Module, library: Library, *, page: str, layout: str
) -> Iterator[Leaf]:
    where = {"page": page, "layout": layout, "module": module.id}
    yield from _record(module, **where)
    kind = library.get(module.kind)
    for key in module.variants:
        variant = document.get(key, Variant)
        yield from _record(variant, **where)
        if kind is not None:
            yield from _settings(document, variant, kind, where)


def _settings(
    document: Document, variant: Variant, kind: Kind, where: Mapping[str, str]
) -> Iterator[Leaf]:
    """What a variant gives itself, and the kind's defaults where no base can give another."""
    full = kind.complete(variant.settings)
    for field in kind.settings:
        given = field.id in variant.settings
        if given or (variant.base is None and kind.visible(field, full)):
            for path, role, value, text in _inside(document, kind, field, full[field.id], field.id):
                yield Leaf(record=variant.id, path=path, role=role, value=value, text=text,
                           setting=True, **where)  # fmt: skip


_Found = Iterator[tuple[str, Role, Any, str]]


def _inside(document: Document, kind: Kind, field: Setting, value: Any, path: str) -> _Found:
    if isinstance(field, Blocks):
        for number, part in enumerate(value if isinstance(value, list | tuple) else ()):
            for inner in kind.blocks[field.block].settings:
                at = f"{path}.{number}.{inner.id}"
                yield from _inside(document, kind, inner, part.get(inner.id), at)
        return
    role = _SETTINGS.get(field.type)
    if role is None:
        yield from _composed(document, value, path)
    elif (text := _said(role, value)) is not None:
        yield path, role, value, text


def _composed(document: Document, value: Any, path: str) -> _Found:
    """The words, pictures and targets inside a value of several parts."""
    if isinstance(value, Mapping):
        if {"action", "target"} <= value.keys():
            if value["action"] != "none":
                yield path, "link", dict(value), str(value["target"] or value["action"])
            return
        for key, inner in value.items():
            yield from _composed(document, inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _composed(document, inner, f"{path}.{number}")
    elif isinstance(value, str) and value:
        role = _role(document, value, path.rpartition(".")[2])
        if role is not None:
            yield path, role, value, value


def _role(document: Document, value: str, key: str) -> Role | None:
    found = document.find(value)
    if isinstance(found, Asset):
        return "picture"
    if isinstance(found, _TARGETS):
        return "link"
    return "text" if key in _WORDS else None


def _record(
    record: AnyRecord, *, page: str = "", layout: str = "", module: str = ""
) -> Iterator[Leaf]:
    for path, role, value in _fields(record):
        text = _said(role, value)
        if text is not None:
            yield Leaf(record=record.id, path=path, role=role, value=value, text=text,
                       page=page, layout=layout, module=module)  # fmt: skip


def _fields(record: AnyRecord) -> Iterator[tuple[str, Role, Any]]:
    for field, role in _FIELDS.items():
        if hasattr(record, field):
            yield field, role, getattr(record, field)
    for several, field in (("rules", "note"), ("phases", "name"), ("arms", "name")):
        yield from (
            (f"{several}.{n}.{field}", "text", getattr(one, field))
            for n, one in enumerate(getattr(record, several, ()))
        )
    tags: Iterable[str] = getattr(record, "tags", ())
    yield from ((f"tags.{number}", "text", tag) for number, tag in enumerate(tags))
    theme = getattr(record, "theme", None)
    if theme is not None:
        yield from ((f"theme.colours.{k}", "colour", v) for k, v in theme.colours.items())
        for number, one in enumerate(getattr(record, "attributes", ())):
            yield f"attributes.{number}.label.zh", "text", one.label.zh
            yield f"attributes.{number}.label.en", "text", one.label.en


def _said(role: Role, value: Any) -> str | None:
    """The value as it is read; None when there is nothing to find."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    if role == "rich":
        return plain(value) if isinstance(value, str) else None
    if role == "price":
        return priced(value)
    if role == "number":
        return f"{value:g}" if isinstance(value, int | float) else None
    return value if isinstance(value, str) else None
