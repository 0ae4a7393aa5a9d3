"""What may be dragged in the outline, where it may be dropped, and what a drop does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

import msgspec
from PySide6.QtCore import QMimeData, Qt

from designer.actions import pages as page_verbs
from designer.actions.modules import copy_modules_to, move_modules
from designer.actions.variants import move_variant
from designer.document.queries import floor_at, floors_of, parent
from designer.records import Floor, Layout, Module, Page
from widgets.dragging import KIND_MIME, add_here, dragged_in

if TYPE_CHECKING:
    from widgets.outline.nodes import Node
    from widgets.session import Session

MODULES_MIME: Final = "application/x-duplex-modules"
ROW_MIME: Final = "application/x-duplex-row"
"""A page, a layout or a variant on its way to another place of its list."""
TYPES: Final = [MODULES_MIME, KIND_MIME, ROW_MIME]
_UNDER: Final = {"page": "pages", "layout": "page", "variant": "module"}


def carried(nodes: Sequence[Node]) -> QMimeData:
    """What a drag of these rows carries."""
    data = QMimeData()
    modules = [node.key for node in nodes if node.kind == "module"]
    if modules:
        data.setData(MODULES_MIME, msgspec.json.encode(modules))
    elif nodes:
        data.setData(ROW_MIME, msgspec.json.encode([nodes[0].kind, nodes[0].key]))
    return data


def may_drop(session: Session, data: QMimeData, onto: Node) -> bool:
    """Whether something may be dropped on a row or between the rows below it."""
    if session.project.read_only:
        return False
    if data.hasFormat(ROW_MIME):
        kind, key = _row(data)
        return _UNDER.get(kind) == onto.kind and _stays(session, kind, key, onto)
    if data.hasFormat(MODULES_MIME) or data.hasFormat(KIND_MIME):
        return onto.kind in ("floor", "layout", "page")
    return False


def drop(session: Session, data: QMimeData, onto: Node, *, row: int, action: Qt.DropAction) -> None:
    """Carry the drop out; a refusal is said to the user."""
    if data.hasFormat(ROW_MIME):
        _reorder(session, _row(data), row if row >= 0 else len(onto.below))
        return
    if onto.kind == "page":
        page = session.document.get(onto.key, Page)
        _to_layout(session, data, page.default, action)
    elif onto.kind == "layout":
        _to_layout(session, data, onto.key, action)
    else:
        at = row if row >= 0 else len(onto.below)
        _to_floor(session, data, onto.key, at, action)


def _row(data: QMimeData) -> tuple[str, str]:
    try:
        kind, key = msgspec.json.decode(bytes(data.data(ROW_MIME).data()), type=tuple[str, str])
    except msgspec.MsgspecError:
        return "", ""
    return kind, key


def _modules(session: Session, data: QMimeData) -> tuple[str, ...]:
    try:
        keys = msgspec.json.decode(bytes(data.data(MODULES_MIME).data()), type=tuple[str, ...])
    except msgspec.MsgspecError:
        return ()
    return tuple(key for key in keys if isinstance(session.document.find(key), Module))


def _stays(session: Session, kind: str, key: str, onto: Node) -> bool:
    """Layouts stay with their page and variants with their module."""
    if kind == "page":
        return True
    above = parent(session.document, key)
    return above is not None and above.id == onto.key


def _reorder(session: Session, row: tuple[str, str], at: int) -> None:
    kind, key = row
    document = session.document
    above = parent(document, key)
    if above is None:
        return
    field = {"page": "pages", "layout": "layouts", "variant": "variants"}[kind]
    order: tuple[str, ...] = getattr(above, field)
    index = at - (order.index(key) < at)
    if order.index(key) == index:
        return
    if kind == "page":
        session.attempt(lambda: page_verbs.move_page(document, page=key, index=index))
    elif kind == "layout":
        session.attempt(lambda: page_verbs.move_layout(document, layout=key, index=index))
    else:
        session.attempt(lambda: move_variant(document, variant=key, index=index))


def _to_layout(session: Session, data: QMimeData, layout: str, action: Qt.DropAction) -> None:
    """To the end of the floor of the same level, or of the first floor where there is none."""
    document = session.document
    level: Literal[1, 2] = 1
    keys = _modules(session, data)
    if keys:
        stands = parent(document, keys[0])
        level = stands.level if isinstance(stands, Floor) else 1
    elif (dragged := dragged_in(data)) is not None:
        manifest = session.library.get(dragged.kind)
        level = manifest.floors[0] if manifest is not None else 1
    found = floor_at(document, document.get(layout, Layout).id, level)
    floor = found or floors_of(document, layout)[0]
    _to_floor(session, data, floor.id, len(floor.modules), action)


def _to_floor(
    session: Session, data: QMimeData, floor: str, index: int, action: Qt.DropAction
) -> None:
    document = session.document
    dragged = dragged_in(data)
    if dragged is not None:
        add_here(session, dragged, floor=floor, index=index)
        return
    keys = _modules(session, data)
    if not keys:
        return
    if action == Qt.DropAction.CopyAction:
        made = session.attempt(
            lambda: copy_modules_to(document, modules=keys, floor=floor, index=index)
        )
    else:
        there = document.get(floor, Floor).modules
        before = sum(key in there and there.index(key) < index for key in keys)
        made = session.attempt(
            lambda: move_modules(document, modules=keys, floor=floor, index=index - before)
        )
    if made and set(made) <= set(session.modules()):
        session.look(modules=tuple(made))
