"""What is dragged over the canvas from outside: told to the page as it moves, put down at last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, QPointF

from designer.actions.modules import move_modules, said
from designer.actions.pictures import SHELF, kind_for
from designer.language import _
from designer.records import Asset, Module, Product
from widgets.clipboard.files import Reading, read_aside
from widgets.clipboard.placing import (
    Spot,
    place_assets,
    place_files,
    place_products,
    takes_pictures,
    takes_products,
)
from widgets.dragging import (
    ASSET_MIME,
    MODULES_MIME,
    PRODUCT_MIME,
    Carried,
    Dragged,
    Files,
    Rows,
    add_here,
    carried_in,
)

if TYPE_CHECKING:
    from widgets.canvas.bridge import Bridge
    from widgets.session import Session

Told = dict[str, Any]


class Carrying(QObject):
    """One drag at a time, from its entering to its leaving or landing."""

    def __init__(self, session: Session, *, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._bridge = session, bridge
        self._held: Carried | None = None
        bridge.was_landed.connect(self._landed)

    def enter(self, data: QMimeData, at: QPointF) -> bool:
        """Something comes in; whether the page has a use for it."""
        self._held = None if self._session.project.read_only else carried_in(data)
        told = self._held and described(self._session, self._held)
        if not told:
            self._held = None
            return False
        self._bridge.send(self._bridge.dragged, {"x": at.x(), "y": at.y(), **told})
        return True

    def move(self, at: QPointF) -> bool:
        """It moves on; the page knows what it is."""
        if self._held is not None:
            self._bridge.send(self._bridge.dragged, {"x": at.x(), "y": at.y()})
        return self._held is not None

    def leave(self) -> None:
        """It goes out again."""
        self._held = None
        self._bridge.send(self._bridge.dropped, {"kept": False})

    def drop(self, at: QPointF) -> bool:
        """It is let go; the page answers where."""
        kept = self.move(at)
        self._bridge.send(self._bridge.dropped, {"kept": kept})
        return kept

    def _landed(self, floor: str, index: int, module: str, source: str) -> None:
        held, self._held = self._held, None
        if held is not None:
            land(self._session, held, Spot(floor, index, module, source), parent=self)


def described(session: Session, held: Carried) -> Told | None:
    """What the page must know of a thing to say where it would land; None for what is gone."""
    if isinstance(held, Dragged):
        item = _item(session, held.kind, held.name)
        return item and {"name": item["name"], "items": [item]}
    if isinstance(held, Files):
        return _pictures(session, [(path.stem, "image/") for path in held.paths])
    return _ROWS[held.mime](session, held)


def land(session: Session, held: Carried, spot: Spot, *, parent: QObject) -> None:
    """Put a thing down where it was let go."""
    if isinstance(held, Dragged):
        add_here(session, held, floor=spot.floor, index=spot.position)
    elif isinstance(held, Files):
        read_aside(held.paths, lambda read: _read(session, read, spot), parent=parent)
    elif held.mime == MODULES_MIME:
        _move(session, held, spot)
    elif held.mime == ASSET_MIME:
        place_assets(session, held.ids, spot)
    else:
        place_products(session, held.ids, spot)


def _read(session: Session, read: Reading, spot: Spot) -> None:
    """Files have been read: those that are pictures go up, the first of the others is named."""
    if read.pictures:
        place_files(session, read.pictures, spot)
    if read.problems:
        more = len(read.problems) - 1
        text = read.problems[0]
        session.said.emit(f"{text} (+{more})" if more else text, "problem")


def _move(session: Session, held: Rows, spot: Spot) -> None:
    document = session.document
    moved = session.attempt(
        lambda: move_modules(document, modules=held.ids, floor=spot.floor, index=spot.position)
    )
    if moved:
        session.look(modules=moved)


def _item(session: Session, kind: str, name: str = "") -> Told | None:
    found = session.library.get(kind)
    if found is None:
        return None
    return {"name": name or said(found.name), "type": kind, "levels": list(found.floors)}


def _pictures(session: Session, named: list[tuple[str, str]]) -> Told | None:
    """Pictures become posters, videos films; a single picture can replace another.

    `named` are names with media types.
    """
    kinds = [(name, kind_for(media)) for name, media in named]
    items = [item for name, kind in kinds if kind and (item := _item(session, kind, name))]
    if not items or len(items) < len(named):
        return None
    single = len(items) == 1
    return {
        "name": items[0]["name"] if single else _("{count} pictures", count=len(items)),
        "items": items,
        "onto": takes_pictures(session) if single and _is_picture(named[0][1]) else None,
        "word": _("Replace the picture of “{name}”", name="{name}"),
    }


def _is_picture(media: str) -> bool:
    return media.startswith("image/")


def _assets(session: Session, held: Rows) -> Told | None:
    found = [session.document.find(key) for key in held.ids]
    shown = [one for one in found if isinstance(one, Asset)]
    if len(shown) < len(found):
        return None
    return _pictures(session, [(one.name, one.media) for one in shown])


def _products(session: Session, held: Rows) -> Told | None:
    found = [session.document.find(key) for key in held.ids]
    shown = [one for one in found if isinstance(one, Product)]
    item = _item(session, SHELF)
    if not shown or len(shown) < len(found) or item is None:
        return None
    first = shown[0].short or shown[0].title
    return {
        "name": first if len(shown) == 1 else _("{count} products", count=len(shown)),
        "items": [item],
        "onto": takes_products(session),
        "word": _("Add to “{name}”", name="{name}"),
    }


def _modules(session: Session, held: Rows) -> Told | None:
    document = session.document
    there = [key for key in held.ids if key in session.modules()]
    found = [document.get(key, Module) for key in there]
    items = [item for one in found if (item := _item(session, one.kind, one.name))]
    if not items or len(there) < len(held.ids):
        return None
    return {
        "name": items[0]["name"] if len(items) == 1 else _("{count} modules", count=len(items)),
        "items": items,
        "moving": there,
        "locked": next((one.name for one in found if one.locked), ""),
    }


_ROWS = {ASSET_MIME: _assets, PRODUCT_MIME: _products, MODULES_MIME: _modules}
