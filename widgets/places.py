"""Going to any record of the project, in whichever workspace it lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.document.queries import owner, parent
from designer.errors import DesignerError
from designer.records import (
    Asset,
    Campaign,
    Category,
    Coupon,
    Experiment,
    Floor,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Population,
    Product,
    Segment,
    Variant,
)
from widgets.design.advice_sheet import show_record

if TYPE_CHECKING:
    from widgets.window import Window

_SORTS = {Segment: "segment", Persona: "persona", Population: "population"}


def go(window: Window, key: str, *, setting: str = "") -> bool:
    """Bring a record into view, at one of its settings if given; False when it has no place."""
    session = window.session
    record = session.document.find(key)
    if isinstance(record, Variant):
        return _go_variant(window, key, setting)
    if isinstance(record, Module | Page | Layout):
        show_record(session, key)
        return True
    if isinstance(record, Floor):
        show_record(session, owner(session.document, key, Layout).id)
        return True
    if isinstance(record, Segment | Persona | Population):
        session.look(workspace="crowds")
        _choose(window.room("crowds"), _SORTS[type(record)], key)
        return True
    if isinstance(record, Experiment | Layer):
        session.look(workspace="experiments")
        _choose(window.room("experiments"), key)
        return True
    return _go_shelf(window, record)


def _go_variant(window: Window, key: str, setting: str) -> bool:
    session = window.session
    module = parent(session.document, key)
    if not isinstance(module, Module):
        return False
    show_record(session, module.id, variant=key)
    if setting:
        session.wanted.emit(key, setting)
    return True


def _go_shelf(window: Window, record: object) -> bool:
    """Pictures and products lie on shelves of the left side."""
    tab = "assets" if isinstance(record, Asset) else "products"
    if not isinstance(record, Asset | Product | Category | Coupon):
        if isinstance(record, Campaign):
            window.menus.actions["campaigns.edit"].trigger()
            return True
        return False
    shelf = window.design().side.show_tab(tab)
    name = getattr(record, "short", "") or getattr(record, "title", "") or record_name(record)
    search = getattr(shelf, "search", None)
    if search is not None and not isinstance(record, Category | Coupon):
        search.setText(name)
    return True


def record_name(record: object) -> str:
    """What a record is called."""
    return str(getattr(record, "name", ""))


def _choose(room: object, *what: str) -> None:
    try:
        room.choose(*what)  # type: ignore[attr-defined]
    except DesignerError:
        return
