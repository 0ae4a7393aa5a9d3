"""What a hand on the page means for the session: picking, putting in order, opening a setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from designer.actions.modules import copy_modules_to, move_modules
from designer.document.inheritance import effective
from designer.document.pictured import pictures, showing
from designer.records import Module
from widgets.canvas.fields import picture_at
from widgets.zones.opening import editor_at

if TYPE_CHECKING:
    from widgets.session import Session


def pick(session: Session, module: str, *, how: str) -> None:
    """Select a module: `only` it, `toggle` it, or the `range` from the first selected to it."""
    order, chosen = session.modules(), session.focus.modules
    if how == "range" and chosen and module in order:
        here, there = sorted((order.index(chosen[0]), order.index(module)))
        between = order[here : there + 1]
        picked = between if order.index(chosen[0]) == here else tuple(reversed(between))
    elif how == "toggle" and module in chosen:
        picked = tuple(key for key in chosen if key != module)
    elif how == "toggle":
        picked = (*chosen, module)
    else:
        picked = (module,) if module else ()
    session.look(modules=picked)


def move(
    session: Session, modules: Sequence[str], *, floor: str, index: int, copied: bool = False
) -> None:
    """Bring modules to another place, counted without them, or copies of them; select them."""
    verb = copy_modules_to if copied else move_modules
    document = session.document
    made = session.attempt(lambda: verb(document, modules=modules, floor=floor, index=index))
    if made is not None:
        session.look(modules=made)


def open_setting(session: Session, module: str, *, setting: str, source: str) -> None:
    """Ask the inspector for a setting of a module, or for the one that shows this picture."""
    document = session.document
    session.look(modules=(module,))
    variant = session.variant()
    kind = session.library.get(document.get(module, Module).kind)
    if variant is None or kind is None:
        return
    if source:
        found = showing(document, pictures(document, variant, library=session.library), source)
        settings = kind.complete(effective(document, variant))
        setting = found.path if found else picture_at(settings, document=document, source=source)
    if large := editor_at(kind, setting):
        session.editing.emit(variant, large)
        return
    session.wanted.emit(variant, setting)
